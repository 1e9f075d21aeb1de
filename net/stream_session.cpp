#include "net/stream_session.hpp"

#include <fmt/format.h>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>

#include <iterator>

namespace steward::net {
namespace asio = boost::asio;

namespace {

constexpr std::size_t most_pending = 64 << 10;  // further behind than this, the writer waits for the client

}  // namespace

StreamSession::StreamSession(asio::any_io_executor executor, StreamWriter writer)
    : executor_(executor), writer_(std::move(writer)), news_(executor), room_(executor) {}

awaitable<bool> StreamSession::send(std::string_view chunk) {
  if (!is_open_) co_return false;
  pending_ += chunk;
  news_.ring();
  while (is_open_ && pending_.size() > most_pending) co_await room_.wait();
  co_return is_open_;
}

void StreamSession::start(std::function<void(std::exception_ptr)> at_end) {
  auto ended = [self = shared_from_this(), at_end = std::move(at_end)](std::exception_ptr thrown) {
    self->has_ended_ = true;
    self->news_.ring();
    at_end(self->is_open_ ? thrown : nullptr);
  };
  asio::co_spawn(executor_, writer_(*this), asio::bind_cancellation_slot(cancel_.slot(), std::move(ended)));
}

void StreamSession::close() {
  if (!is_open_) return;
  is_open_ = false;
  news_.ring();
  room_.ring();
  cancel_.emit(asio::cancellation_type::terminal);
}

void StreamSession::take_pending(std::string& emptied) {
  emptied.clear();
  emptied.swap(pending_);
  room_.ring();
}

void append_chunk(std::string& out, std::string_view text) {
  fmt::format_to(std::back_inserter(out), "{:x}\r\n", text.size());
  out += text;
  out += "\r\n";
}

}  // namespace steward::net
