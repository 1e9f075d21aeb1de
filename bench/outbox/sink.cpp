// The gateway that everything is sent to: takes each SMS at once, as Kannel would, and knows when it came. It
// reads no more of a request than it needs, so that whoever sends is what is measured.
//
// usage: bench_outbox_sink PORT
// POST takes an SMS; GET /alerts gives the arrivals of alerts, any other GET its figures, see arrivals.hpp.

#include "bench/outbox/arrivals.hpp"

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::string_view accepted =
    "HTTP/1.1 202 Accepted\r\nContent-Type: text/plain\r\nContent-Length: 24\r\n\r\n0: Accepted for delivery";

struct Seen {
  size_t size = 0;  // 0: it is not complete
  std::string_view line, body;
};

// The first request in `bytes`.
Seen first_request(std::string_view bytes) {
  const size_t end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return {};
  const std::string_view head = bytes.substr(0, end);
  size_t at = head.find("\r\nContent-Length: "), length = 0;
  if (at == std::string_view::npos) at = head.find("\r\ncontent-length: ");
  if (at != std::string_view::npos) std::from_chars(head.data() + at + 18, head.data() + end, length);
  const size_t size = end + 4 + length;
  if (bytes.size() < size) return {};
  return {size, head.substr(0, head.find("\r\n")), bytes.substr(end + 4, length)};
}

std::string answer_to(const Seen& request, Arrivals& arrivals) {
  if (request.line.starts_with("POST")) {
    arrivals.add(request.body);
    return std::string(accepted);
  }
  const std::string text = request.line.starts_with("GET /alerts") ? arrivals.alerts() : arrivals.figures();
  return fmt::format("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}",
                     text.size(), text);
}

asio::awaitable<void> serve(tcp::socket socket, Arrivals& arrivals) {
  std::array<char, 16 * 1024> chunk;
  std::string bytes, answers;
  boost::system::error_code error;
  auto token = asio::redirect_error(asio::use_awaitable, error);
  bool has_sent = false;  // who only asks for figures is no connection of the measured side
  while (!error) {
    bytes.append(chunk.data(), co_await socket.async_read_some(asio::buffer(chunk), token));
    size_t used = 0;
    for (Seen request; (request = first_request(std::string_view(bytes).substr(used))).size > 0;) {
      if (!has_sent && request.line.starts_with("POST")) {
        arrivals.opened();
        has_sent = true;
      }
      answers += answer_to(request, arrivals);
      used += request.size;
    }
    bytes.erase(0, used);
    if (!error && !answers.empty()) co_await asio::async_write(socket, asio::buffer(answers), token);
    answers.clear();
  }
  if (has_sent) arrivals.closed();
}

asio::awaitable<void> accept_all(tcp::acceptor& acceptor, Arrivals& arrivals) {
  while (true) {
    tcp::socket socket = co_await acceptor.async_accept(asio::use_awaitable);
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(acceptor.get_executor(), serve(std::move(socket), arrivals),
                   [](std::exception_ptr failure) {
                     if (failure) std::rethrow_exception(failure);
                   });
  }
}

void run(int port) {
  asio::io_context context(1);
  Arrivals arrivals;
  tcp::acceptor acceptor(context,
                         tcp::endpoint(asio::ip::address_v4::loopback(), static_cast<uint16_t>(port)));
  asio::co_spawn(context, accept_all(acceptor, arrivals), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  });
  fmt::print("ready\n");
  std::fflush(stdout);
  context.run();
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  if (argc != 2) {
    fmt::print(stderr, "usage: bench_outbox_sink PORT\n");
    return 2;
  }
  try {
    steward::bench::run(std::stoi(argv[1]));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_outbox_sink: {}\n", error.what());
    return 1;
  }
}
