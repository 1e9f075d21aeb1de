#include "storage/redis/socket.hpp"

#include "storage/redis/command.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>

namespace steward::storage::redis {
namespace asio = boost::asio;

namespace {

net::Error refused(const RedisAddress& address, const boost::system::error_code& why) {
  return {"refused", to_string(address), why.message()};
}

awaitable<Result<Socket>> connect_tcp(const RedisAddress& address) {
  const auto executor = co_await asio::this_coro::executor;
  boost::system::error_code error;
  asio::ip::tcp::resolver resolver(executor);
  const auto found = co_await resolver.async_resolve(address.host, std::to_string(address.port),
                                                     asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return refused(address, error);
  asio::ip::tcp::socket socket(executor);
  co_await asio::async_connect(socket, found, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return refused(address, error);
  socket.set_option(asio::ip::tcp::no_delay(true), error);
  socket.set_option(asio::socket_base::keep_alive(true), error);
  co_return Socket(std::move(socket));
}

awaitable<Result<Socket>> connect_unix(const RedisAddress& address) {
  if (address.socket.size() > 107)  // of sun_path
    co_return net::Error{"refused", to_string(address), "the path of the socket is longer than 107 bytes"};
  boost::system::error_code error;
  asio::local::stream_protocol::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(address.socket, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return refused(address, error);
  co_return Socket(std::move(socket));
}

Batch greeting(const RedisAddress& address) {
  Batch batch;
  if (!address.password.empty()) {
    Command auth = command("AUTH");
    if (!address.user.empty()) auth << address.user;
    auth << address.password.reveal();
    batch.add(auth);
  }
  if (address.database != 0) batch.add(command("SELECT", static_cast<int64_t>(address.database)));
  batch.add(command("PING"));  // a server that is loading or wants a password says so here
  return batch;
}

awaitable<Result<void>> greet(Socket& socket, const RedisAddress& address) {
  const Batch batch = greeting(address);
  boost::system::error_code error;
  co_await asio::async_write(socket, asio::buffer(batch.bytes()),
                             asio::redirect_error(asio::use_awaitable, error));
  ReplyReader reader;
  std::array<char, 512> bytes;
  for (size_t answered = 0; answered < batch.replies();) {
    size_t size = 0;
    if (!error)
      size = co_await socket.async_read_some(asio::buffer(bytes),
                                             asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return net::Error{"lost", to_string(address), error.message()};
    if (auto fed = reader.feed({bytes.data(), size}); !fed) co_return fed.error();
    while (true) {
      auto reply = reader.next();
      if (!reply) co_return reply.error();
      if (!*reply) break;
      if ((*reply)->is_failure()) co_return error_of(**reply, to_string(address));
      ++answered;
    }
  }
  co_return Result<void>{};
}

}  // namespace

awaitable<Result<Socket>> connect(const RedisAddress& address) {
  Result<Socket> socket = net::Error{};
  if (address.socket.empty())
    socket = co_await connect_tcp(address);
  else
    socket = co_await connect_unix(address);
  if (!socket) co_return socket.error();
  auto greeted = co_await greet(*socket, address);
  if (!greeted) co_return greeted.error();
  socket->non_blocking(true);
  co_return std::move(*socket);
}

}  // namespace steward::storage::redis
