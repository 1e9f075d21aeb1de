#include "net/client_wire.hpp"

#include <openssl/ssl.h>
#include <sys/socket.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace steward::net {
namespace asio = boost::asio;

namespace {

constexpr std::size_t read_at_once = 16 << 10;

}  // namespace

awaitable<ClientWire::Failure> ClientWire::connect(Tcp::endpoint endpoint) {
  Failure failed;
  co_await socket_.async_connect(endpoint, asio::redirect_error(asio::use_awaitable, failed));
  Failure ignored;
  if (!failed) socket_.set_option(Tcp::no_delay(true), ignored);
  co_return failed;
}

awaitable<ClientWire::Failure> ClientWire::secure(asio::ssl::context& context, std::string host) {
  tls_.emplace(std::move(socket_), context);
  Failure failed;
  asio::ip::make_address(host, failed);
  const bool is_name = static_cast<bool>(failed);  // SNI carries names only
  if (is_name) SSL_set_tlsext_host_name(tls_->native_handle(), host.c_str());
  tls_->set_verify_mode(asio::ssl::verify_peer);
  tls_->set_verify_callback(asio::ssl::host_name_verification(host));
  failed = {};
  co_await tls_->async_handshake(asio::ssl::stream_base::client,
                                 asio::redirect_error(asio::use_awaitable, failed));
  co_return failed;
}

awaitable<ClientWire::Failure> ClientWire::write(std::string_view bytes) {
  Failure failed;
  const auto buffer = asio::buffer(bytes.data(), bytes.size());
  if (tls_)
    co_await asio::async_write(*tls_, buffer, asio::redirect_error(asio::use_awaitable, failed));
  else
    co_await asio::async_write(socket_, buffer, asio::redirect_error(asio::use_awaitable, failed));
  co_return failed;
}

awaitable<ClientWire::Failure> ClientWire::read() {
  Failure failed;
  std::size_t count = 0;
  const auto space = asio::buffer(in.prepare(read_at_once), read_at_once);
  if (tls_)
    count = co_await tls_->async_read_some(space, asio::redirect_error(asio::use_awaitable, failed));
  else
    count = co_await socket_.async_read_some(space, asio::redirect_error(asio::use_awaitable, failed));
  in.commit(count);
  co_return failed;
}

bool ClientWire::is_stale() {
  char byte = 0;
  const auto seen = ::recv(lowest().native_handle(), &byte, 1, MSG_PEEK | MSG_DONTWAIT);
  return in.size() > 0 || seen >= 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

void ClientWire::close() {
  Failure ignored;
  lowest().close(ignored);
}

}  // namespace steward::net
