#pragma once
// One connection of the server, from its first byte to its end, as a coroutine. The kind of its stream is a
// parameter: plain (TCP and unix sockets alike) or TLS.

#include "net/byte_buffer.hpp"
#include "net/request_parser.hpp"
#include "net/response_head.hpp"
#include "net/server_core.hpp"
#include "net/server_worker.hpp"
#include "net/stream_session.hpp"
#include "net/tasks.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace steward::net {

using PlainStream = boost::asio::generic::stream_protocol::socket;
using TlsStream = boost::asio::ssl::stream<PlainStream>;

template <class Stream>
class ServerConnection final : public ServedConnection,
                               public std::enable_shared_from_this<ServerConnection<Stream>> {
 public:
  // `at_end` is called on the worker's thread when nothing of the connection is left.
  ServerConnection(Stream stream, std::string peer, std::shared_ptr<ServerCore> core,
                   std::shared_ptr<ServerWorker> worker, std::function<void()> at_end);
  ~ServerConnection() override;

  void start();
  void expire() override;
  void drain() override;
  void cancel() override;

 private:
  static constexpr bool is_tls = std::is_same_v<Stream, TlsStream>;
  using State = RequestParser::State;

  awaitable<> run();
  awaitable<bool> handshake();
  awaitable<bool> serve_one();
  awaitable<bool> receive_head();
  awaitable<bool> receive_body();
  awaitable<bool> refuse(Refusal refusal);
  awaitable<Response> answer();
  awaitable<bool> reply(Response response);
  awaitable<bool> run_stream(Response response);
  awaitable<> pump(std::shared_ptr<StreamSession> session, bool is_chunked);
  awaitable<> watch(std::shared_ptr<StreamSession> session);
  awaitable<> hang_up();

  awaitable<bool> fill(std::size_t most);
  awaitable<bool> write(std::string_view bytes);
  void take_buffered();
  bool has_unread() const;
  void expect_within(Milliseconds patience) { this->deadline = ticks() + patience; }
  auto& socket() { return stream_.lowest_layer(); }
  const ServerLimits& limits() const { return core_->limits(); }

  Stream stream_;
  const std::shared_ptr<ServerCore> core_;
  const std::shared_ptr<ServerWorker> worker_;
  const std::function<void()> at_end_;
  boost::asio::cancellation_signal cancel_;

  ByteBuffer in_;
  std::string out_;
  RequestParser parser_;
  Request request_;
  const std::string proxy_;  // whose connection it is, where it speaks for others
  std::shared_ptr<StreamSession> session_;
  bool is_waiting_ = false;  // for the first byte of a request
  bool has_expired_ = false;
  bool has_served_ = false;
  bool is_cancelled_ = false;
  bool is_answered_ = false;  // we close, and the client should get to read what we said last
};

}  // namespace steward::net

#include "net/server_connection.ipp"
