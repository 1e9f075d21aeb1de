// Claims all timers that are due, as schedulers do: batch after batch, and nothing is done with them.
//
// usage: bench_timers_claim SOCKET BATCH
// Prints one line of JSON: how many, and how many a second.

#include "storage/redis_store.hpp"

#include <fmt/format.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
using Clock = std::chrono::steady_clock;

asio::awaitable<void> claim_all(storage::Store& store, size_t batch) {
  auto claimed = co_await store.claim_timers(batch);  // the connection, and the script
  size_t count = 0;
  const auto began = Clock::now();
  do {
    claimed = co_await store.claim_timers(batch);
    if (!claimed) throw std::runtime_error(net::to_string(claimed.error()));
    count += claimed->size();
  } while (!claimed->empty());
  const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
  fmt::print(R"({{"timers": {}, "timers_per_second": {:.1f}}})"
             "\n",
             count, static_cast<double>(count) / seconds);
}

void run(const std::string& socket, size_t batch) {
  asio::io_context context(1);
  storage::RedisOptions options;
  options.address.socket = socket;
  storage::RedisDesk desk(context.get_executor(), domain::DeskId("donghu"), options);
  auto store = desk.open_store(context.get_executor());
  std::exception_ptr failure;
  asio::co_spawn(context, claim_all(*store, batch), [&](std::exception_ptr thrown) {
    failure = thrown;
    context.stop();
  });
  context.run();
  store->close();
  desk.close();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: bench_timers_claim SOCKET BATCH\n");
    return 2;
  }
  try {
    steward::bench::run(argv[1], static_cast<size_t>(std::stoi(argv[2])));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_timers_claim: {}\n", error.what());
    return 1;
  }
}
