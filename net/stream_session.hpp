#pragma once
// One server-sent stream, between the writer that fills it and the connection that empties it. All on one
// thread.

#include "net/bell.hpp"
#include "net/event_stream.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace steward::net {

class StreamSession final : public EventSink, public std::enable_shared_from_this<StreamSession> {
 public:
  StreamSession(boost::asio::any_io_executor executor, StreamWriter writer);

  awaitable<bool> send(std::string_view chunk) override;
  bool is_open() const override { return is_open_; }

  // Starts the writer; `at_end` is called when it has ended, with what it threw besides its own cancellation.
  void start(std::function<void(std::exception_ptr)> at_end);

  // The client is gone or the server drains: the writer is told and cancelled.
  void close();

  bool has_ended() const { return has_ended_; }
  awaitable<bool> wait_for_news(Milliseconds patience) { return news_.wait_for(patience); }
  bool has_pending() const { return !pending_.empty(); }
  // Swaps what waits to be sent with `emptied`, whose memory is used again.
  void take_pending(std::string& emptied);

 private:
  const boost::asio::any_io_executor executor_;
  const StreamWriter writer_;
  boost::asio::cancellation_signal cancel_;
  Bell news_, room_;
  std::string pending_;
  bool is_open_ = true;
  bool has_ended_ = false;
};

// As one chunk of the chunked coding.
void append_chunk(std::string& out, std::string_view text);

}  // namespace steward::net
