// The load of the benchmark: residents who write one message each over a few kept-alive connections, and what
// it cost.
//
// usage: bench_intake_load PORT CONNECTIONS FIRST COUNT ACCOUNT SECRET RUN [NAME=PID…]
// Prints one line of JSON: orders a second, p50 and p99, refused requests, processor time by NAME.

#include "bench/intake/latencies.hpp"
#include "bench/intake/processes.hpp"
#include "bench/intake/signed_request.hpp"

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>
#include <vector>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

struct Load {
  std::vector<std::string> requests;
  size_t next = 0;
  size_t refused = 0;
  Latencies latencies;
};

// The length of the first answer in `bytes` with its body, once the head is complete.
size_t answer_size(std::string_view bytes, size_t head) {
  constexpr std::string_view name = "ontent-Length: ";
  auto at = bytes.substr(0, head).find(name);
  if (at == std::string_view::npos) at = bytes.substr(0, head).find("ontent-length: ");
  size_t body = 0;
  if (at != std::string_view::npos)
    std::from_chars(bytes.data() + at + name.size(), bytes.data() + head, body);
  return head + body;
}

asio::awaitable<bool> answer_is_ok(tcp::socket& socket, std::string& buffer) {
  size_t head =
      co_await asio::async_read_until(socket, asio::dynamic_buffer(buffer), "\r\n\r\n", asio::use_awaitable);
  const size_t size = answer_size(buffer, head);
  if (buffer.size() < size)
    co_await asio::async_read(socket, asio::dynamic_buffer(buffer),
                              asio::transfer_exactly(size - buffer.size()), asio::use_awaitable);
  const bool is_ok = buffer.compare(9, 1, "2") == 0;
  buffer.erase(0, size);
  co_return is_ok;
}

asio::awaitable<void> write_messages(tcp::socket socket, Load& load) {
  std::string buffer;
  while (load.next < load.requests.size()) {
    const std::string& request = load.requests[load.next++];
    const auto sent_at = Clock::now();
    co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
    const bool is_ok = co_await answer_is_ok(socket, buffer);
    load.latencies.add(Clock::now() - sent_at);
    if (!is_ok) ++load.refused;
  }
}

void report(Load& load, double seconds, const Processes& processes) {
  const size_t orders = load.requests.size();
  fmt::print(
      R"({{"orders": {}, "orders_per_second": {:.1f}, "p50_ms": {:.3f}, "p99_ms": {:.3f}, "refused": {}, )"
      R"("cpu_us": {}}})"
      "\n",
      orders, static_cast<double>(orders - load.refused) / seconds, load.latencies.percentile_ms(50),
      load.latencies.percentile_ms(99), load.refused, processes.json(orders));
}

void run(int port, int connections, Load& load, Processes processes) {
  asio::io_context context(1);
  const tcp::endpoint server(asio::ip::address_v4::loopback(), static_cast<uint16_t>(port));
  for (int i = 0; i < connections; ++i) {
    tcp::socket socket(context);
    socket.connect(server);
    socket.set_option(tcp::no_delay(true));
    asio::co_spawn(context, write_messages(std::move(socket), load), [](std::exception_ptr failure) {
      if (failure) std::rethrow_exception(failure);
    });
  }
  processes.start();
  const auto started = Clock::now();
  context.run();
  report(load, std::chrono::duration<double>(Clock::now() - started).count(), processes);
}

int main_of(const std::vector<std::string>& args) {
  if (args.size() < 7) {
    fmt::print(stderr,
               "usage: bench_intake_load PORT CONNECTIONS FIRST COUNT ACCOUNT SECRET RUN [NAME=PID…]\n");
    return 2;
  }
  const int first = std::stoi(args[2]), count = std::stoi(args[3]);
  const Bridge bridge{.account = args[4], .secret = args[5], .run = args[6], .at = std::time(nullptr)};
  Load load{.requests = {}, .next = 0, .refused = 0, .latencies = Latencies(static_cast<size_t>(count))};
  load.requests.reserve(static_cast<size_t>(count));
  for (int resident = first; resident < first + count; ++resident)
    load.requests.push_back(signed_request(bridge, resident));
  run(std::stoi(args[0]), std::stoi(args[1]), load, Processes({args.begin() + 7, args.end()}));
  return load.refused == 0 ? 0 : 1;
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  try {
    return steward::bench::main_of({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_intake_load: {}\n", error.what());
    return 1;
  }
}
