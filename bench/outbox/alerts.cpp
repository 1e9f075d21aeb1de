// Commits urgent alerts into an outbox at a steady pace, each by itself, as hazards would.
//
// usage: bench_outbox_alerts SOCKET ALERTS PER_SECOND
// Prints one line of JSON: when each was handed to the store, in microseconds of the monotonic clock, which
// all processes of a machine share.

#include "bench/outbox/sms.hpp"
#include "net/clock.hpp"
#include "storage/redis_store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
using std::chrono::duration_cast;
using std::chrono::microseconds;
using std::chrono::milliseconds;

domain::Commit alert(int number) {
  domain::Commit commit;
  commit.messages.push_back(sms(fmt::format("alert{}", number), alert_phone(number),
                                fmt::format("{}{}", alert_begins, number), domain::Lane::urgent));
  return commit;
}

asio::awaitable<void> commit_all(storage::Store& store, int alerts, double per_second) {
  auto ready = co_await store.now();  // the connection
  if (!ready) throw std::runtime_error(net::to_string(ready.error()));
  std::vector<int64_t> committed;
  const auto began = net::ticks();
  for (int number = 0; number < alerts; ++number) {
    const auto at = began + duration_cast<microseconds>(std::chrono::duration<double>(number / per_second));
    if (const auto left = at - net::ticks(); left.count() > 0)
      co_await net::sleep_for(duration_cast<milliseconds>(left));
    committed.push_back(duration_cast<microseconds>(net::ticks().time_since_epoch()).count());
    const domain::Commit commit = alert(number);
    const auto applied = co_await store.apply(commit);
    if (!applied) throw std::runtime_error(net::to_string(applied.error()));
  }
  fmt::print("[{}]\n", fmt::join(committed, ", "));
}

void run(const std::string& socket, int alerts, double per_second) {
  asio::io_context context(1);
  storage::RedisOptions options;
  options.address.socket = socket;
  storage::RedisDesk desk(context.get_executor(), domain::DeskId("donghu"), options);
  auto store = desk.open_store(context.get_executor());
  std::exception_ptr failure;
  asio::co_spawn(context, commit_all(*store, alerts, per_second), [&](std::exception_ptr thrown) {
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
  if (argc != 4) {
    fmt::print(stderr, "usage: bench_outbox_alerts SOCKET ALERTS PER_SECOND\n");
    return 2;
  }
  try {
    steward::bench::run(argv[1], std::stoi(argv[2]), std::stod(argv[3]));
    return 0;
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_outbox_alerts: {}\n", error.what());
    return 1;
  }
}
