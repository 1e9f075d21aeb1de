#include "bot/thread_stream.hpp"

#include "net/clock.hpp"
#include "net/log.hpp"

#include <chrono>

namespace steward::bot {

namespace {

constexpr size_t at_once = 100;
constexpr std::chrono::seconds safety_poll{2};
constexpr std::chrono::milliseconds after_trouble{1000};

// False when the page is gone.
net::awaitable<bool> send_line(const Following& following, const storage::ThreadLine& line,
                               net::EventSink& sink) {
  const std::string data = following.codec.encode_line(line.entry, following.media_url);
  co_return co_await sink.send(net::to_wire({.data = data, .name = "message", .id = line.cursor}));
}

}  // namespace

net::awaitable<void> stream_thread(Following following, net::EventSink& sink) {
  if (!co_await sink.send(": following\n\n")) co_return;  // the page knows at once that it is connected
  while (sink.is_open()) {
    auto lines = co_await following.store.thread(following.account, following.after, at_once);
    if (!lines) {
      net::log::warn("thread_not_read", {{"error", net::to_string(lines.error())}});
      co_await net::sleep_for(after_trouble);
      continue;
    }
    for (const auto& line : *lines) {
      if (!co_await send_line(following, line, sink)) co_return;
      following.after = line.cursor;
    }
    if (lines->empty()) co_await following.store.wait_for_line(following.account, safety_poll);
  }
}

}  // namespace steward::bot
