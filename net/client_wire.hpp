#pragma once
// One outgoing connection, plain or TLS, and the bytes read beyond the last answer.

#include "net/byte_buffer.hpp"
#include "net/clock.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace steward::net {

class ClientWire {
 public:
  using Tcp = boost::asio::ip::tcp;
  using Failure = boost::system::error_code;

  explicit ClientWire(boost::asio::any_io_executor executor) : socket_(std::move(executor)) {}

  awaitable<Failure> connect(Tcp::endpoint endpoint);
  awaitable<Failure> secure(boost::asio::ssl::context& context, std::string host);
  awaitable<Failure> write(std::string_view bytes);
  awaitable<Failure> read();  // some more into `in`

  // From a pool: closed by the other side, or it says what nobody asked.
  bool is_stale();
  void close();

  ByteBuffer in{};

 private:
  Tcp::socket& lowest() { return tls_ ? tls_->next_layer() : socket_; }

  Tcp::socket socket_;
  std::optional<boost::asio::ssl::stream<Tcp::socket>> tls_;
};

}  // namespace steward::net
