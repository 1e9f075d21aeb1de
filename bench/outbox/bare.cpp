// The limit of `./dev bench outbox`: a client of Boost.Beast that posts the same SMS, with no outbox behind
// it.
//
// usage: bench_outbox_bare PORT CONNECTIONS MESSAGES SECRET

#include "bench/intake/residents.hpp"
#include "bench/outbox/sms.hpp"

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

struct Work {
  std::string host, secret;
  int messages = 0, next = 0;
};

http::request<http::string_body> request_of(const Work& work, int resident) {
  http::request<http::string_body> request{http::verb::post, "/cgi-bin/sendsms", 11};
  request.set(http::field::host, work.host);
  request.set(http::field::content_type, "text/plain; charset=UTF-8");
  request.set("X-Kannel-Username", "steward");
  request.set("X-Kannel-Password", work.secret);
  request.set("X-Kannel-To", phone_of(resident));
  request.set("X-Kannel-Coding", "2");
  request.body() = notice_text(resident);
  request.prepare_payload();
  return request;
}

asio::awaitable<void> send_all(tcp::socket socket, Work& work) {
  boost::beast::flat_buffer buffer;
  while (work.next < work.messages) {
    const auto request = request_of(work, work.next++);
    co_await http::async_write(socket, request, asio::use_awaitable);
    http::response<http::string_body> answer;
    co_await http::async_read(socket, buffer, answer, asio::use_awaitable);
    if (answer.result() != http::status::accepted) throw std::runtime_error("the sink refuses");
  }
}

void run(int port, int connections, Work work) {
  asio::io_context context(1);
  work.host = fmt::format("127.0.0.1:{}", port);
  for (int i = 0; i < connections; ++i) {
    tcp::socket socket(context);
    socket.connect(tcp::endpoint(asio::ip::address_v4::loopback(), static_cast<uint16_t>(port)));
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(context, send_all(std::move(socket), work), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
  }
  context.run();
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  if (argc != 5) {
    fmt::print(stderr, "usage: bench_outbox_bare PORT CONNECTIONS MESSAGES SECRET\n");
    return 2;
  }
  try {
    steward::bench::run(std::stoi(argv[1]), std::stoi(argv[2]),
                        {.host = {}, .secret = argv[4], .messages = std::stoi(argv[3])});
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_outbox_bare: {}\n", error.what());
    return 1;
  }
}
