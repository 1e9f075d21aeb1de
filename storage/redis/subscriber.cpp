#include "storage/redis/subscriber.hpp"

#include "net/log.hpp"
#include "net/random.hpp"
#include "net/tasks.hpp"
#include "storage/redis/backoff.hpp"
#include "storage/redis/news.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace steward::storage::redis {
namespace asio = boost::asio;

namespace {

// After this much silence it is asked whether the connection still holds.
constexpr std::chrono::seconds ask_after{20};

}  // namespace

Subscriber::Subscriber(asio::any_io_executor executor, RedisOptions options, std::string channel)
    : executor_(std::move(executor)),
      options_(std::move(options)),
      channel_(std::move(channel)),
      pause_(executor_) {}

void Subscriber::start() {
  asio::co_spawn(executor_, run(), [self = shared_from_this()](std::exception_ptr thrown) {
    if (thrown) net::log::error("redis_subscriber_failed", {{"what", net::what_of(thrown)}});
  });
}

void Subscriber::close() {
  asio::dispatch(executor_, [self = shared_from_this()] {
    self->is_closed_ = true;
    boost::system::error_code ignored;
    if (self->socket_) self->socket_->close(ignored);
    self->pause_.ring();
  });
}

awaitable<void> Subscriber::run() {
  Backoff backoff(options_.longest_pause);
  while (!is_closed_) {
    auto socket = co_await net::within(options_.connect_within, connect(options_.address));
    if (is_closed_) co_return;
    if (socket) {
      backoff.succeeded();
      socket_.emplace(std::move(*socket));
      co_await listen();
      socket_.reset();
    }
    if (is_closed_) co_return;
    std::byte random[1];
    net::fill_random(random);
    co_await pause_.wait_for(backoff.next(std::to_integer<unsigned>(random[0])));
  }
}

awaitable<void> Subscriber::listen() {
  Batch subscription(command("SUBSCRIBE", channel_));
  if (!co_await send(std::move(subscription))) co_return;
  wake_ups_.ring_all();  // what there was news of meanwhile, nobody knows
  ReplyReader reader;
  std::array<char, 4096> bytes;
  bool is_asked = false;
  while (!is_closed_) {
    auto received = co_await net::within(ask_after, receive(bytes));
    if (!received) {
      if (is_asked) co_return;
      is_asked = true;
      Batch question(command("PING"));
      if (!co_await send(std::move(question))) co_return;
      continue;
    }
    is_asked = false;
    if (*received == 0 || !hear({bytes.data(), *received}, reader)) co_return;
  }
}

awaitable<bool> Subscriber::send(Batch batch) {
  boost::system::error_code error;
  co_await asio::async_write(*socket_, asio::buffer(batch.bytes()),
                             asio::redirect_error(asio::use_awaitable, error));
  co_return !error;
}

awaitable<size_t> Subscriber::receive(std::span<char> bytes) {
  boost::system::error_code error;
  const size_t size = co_await socket_->async_read_some(asio::buffer(bytes.data(), bytes.size()),
                                                        asio::redirect_error(asio::use_awaitable, error));
  co_return error ? 0 : size;
}

Result<void> Subscriber::hear(std::string_view bytes, ReplyReader& reader) {
  if (auto fed = reader.feed(bytes); !fed) return fed.error();
  while (true) {
    auto reply = reader.next();
    if (!reply) return reply.error();
    if (!*reply) return {};
    const auto& parts = (*reply)->list;
    if (parts.size() == 3 && parts[0].text == "message") ring(wake_ups_, parts[2].text);
  }
}

}  // namespace steward::storage::redis
