// The bare limit of the benchmark: a pipelining client that sends what the server sent for each order, read
// for read and commit for commit, with no HTTP and no logic, over as many Redis connections as the server
// uses.
//
// usage: bench_intake_limit SOCKET CONNECTIONS IN_FLIGHT RECORDING [NAME=PID…]
// Prints one line of JSON: orders a second, p50 and p99, errors, round trips an order, processor time by
// NAME.

#include "bench/intake/latencies.hpp"
#include "bench/intake/processes.hpp"
#include "bench/intake/recording.hpp"
#include "bench/intake/resp.hpp"

#include <fmt/format.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace steward::bench {
namespace {

namespace asio = boost::asio;
using Socket = asio::local::stream_protocol::socket;
using Clock = std::chrono::steady_clock;

// A pipelined connection: trips go out together once a turn of the loop, and are answered in sequence.
class Pipeline {
 public:
  Pipeline(asio::io_context& context, const std::string& path) : socket_(context) {
    socket_.connect(asio::local::stream_protocol::endpoint(path));
  }

  void send(const Trip& trip, std::function<void()> answered) {
    waiting_.push_back({trip.replies, std::move(answered)});
    outgoing_ += trip.bytes;
    if (is_flushing_) return;
    is_flushing_ = true;
    asio::post(socket_.get_executor(), [this] { asio::co_spawn(socket_.get_executor(), flush(), rethrow); });
  }

  asio::awaitable<void> read(size_t& errors) {
    std::array<char, 64 * 1024> chunk;
    std::string bytes;
    while (true) {
      bytes.append(chunk.data(), co_await socket_.async_read_some(asio::buffer(chunk), asio::use_awaitable));
      size_t used = 0;
      while (used < bytes.size()) {
        const size_t size = resp_size(std::string_view(bytes).substr(used));
        if (size == 0) break;
        if (bytes[used] == '-') ++errors;
        used += size;
        answered();
      }
      bytes.erase(0, used);
    }
  }

  static void rethrow(std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);
  }

 private:
  struct Waiting {
    int replies;
    std::function<void()> answered;
  };

  void answered() {
    if (--waiting_.front().replies > 0) return;
    auto done = std::move(waiting_.front().answered);
    waiting_.pop_front();
    done();
  }

  asio::awaitable<void> flush() {
    while (!outgoing_.empty()) {
      std::string batch = std::exchange(outgoing_, {});
      co_await asio::async_write(socket_, asio::buffer(batch), asio::use_awaitable);
    }
    is_flushing_ = false;
  }

  Socket socket_;
  std::string outgoing_;
  std::deque<Waiting> waiting_;
  bool is_flushing_ = false;
};

// Takes one order after the other through its trips, `in_flight` of them at a time.
class Replay {
 public:
  Replay(asio::io_context& context, std::vector<std::unique_ptr<Pipeline>>& pipelines,
         const Recording& recording)
      : context_(context), pipelines_(pipelines), orders_(recording.orders()), latencies_(orders_.size()) {}

  void start(size_t in_flight) {
    for (size_t lane = 0; lane < in_flight; ++lane) next_order(*pipelines_[lane % pipelines_.size()]);
  }
  Latencies& latencies() { return latencies_; }

 private:
  void next_order(Pipeline& pipeline) {
    if (next_ == orders_.size()) return;
    next_trip(pipeline, orders_[next_++], 0, Clock::now());
  }

  void next_trip(Pipeline& pipeline, const std::vector<Trip>& trips, size_t index,
                 Clock::time_point started) {
    pipeline.send(trips[index], [this, &pipeline, &trips, index, started] {
      if (index + 1 < trips.size()) return next_trip(pipeline, trips, index + 1, started);
      latencies_.add(Clock::now() - started);
      if (++done_ == orders_.size()) return context_.stop();
      next_order(pipeline);
    });
  }

  asio::io_context& context_;
  std::vector<std::unique_ptr<Pipeline>>& pipelines_;
  const std::vector<std::vector<Trip>>& orders_;
  size_t next_ = 0, done_ = 0;
  Latencies latencies_;
};

struct Trips {
  size_t typical = 0;  // the median: the first commit of a connection may load the script
  size_t most = 0;
};

Trips trips_of(const Recording& recording) {
  std::vector<size_t> trips;
  for (const auto& order : recording.orders()) trips.push_back(order.size());
  std::sort(trips.begin(), trips.end());
  return {trips[trips.size() / 2], trips.back()};
}

// One after the other, over a connection of its own: EVALSHA needs them.
void load_scripts(const std::string& path, const Recording& recording) {
  asio::io_context context;
  Socket socket(context);
  socket.connect(asio::local::stream_protocol::endpoint(path));
  for (const std::string& script : recording.scripts()) {
    const std::string load =
        fmt::format("*3\r\n$6\r\nSCRIPT\r\n$4\r\nLOAD\r\n${}\r\n{}\r\n", script.size(), script);
    asio::write(socket, asio::buffer(load));
    std::string reply;
    std::array<char, 256> chunk;
    while (resp_size(reply) == 0) reply.append(chunk.data(), socket.read_some(asio::buffer(chunk)));
  }
}

int main_of(const std::vector<std::string>& args) {
  if (args.size() < 4) {
    fmt::print(stderr, "usage: bench_intake_limit SOCKET CONNECTIONS IN_FLIGHT RECORDING [NAME=PID…]\n");
    return 2;
  }
  const Recording recording{args[3]};
  if (recording.orders().empty()) throw std::runtime_error("the recording holds no order");
  load_scripts(args[0], recording);
  Processes processes({args.begin() + 4, args.end()});

  asio::io_context context(1);
  size_t errors = 0;
  std::vector<std::unique_ptr<Pipeline>> pipelines;
  for (int i = 0; i < std::stoi(args[1]); ++i) {
    pipelines.push_back(std::make_unique<Pipeline>(context, args[0]));
    asio::co_spawn(context, pipelines.back()->read(errors), Pipeline::rethrow);
  }
  Replay replay(context, pipelines, recording);
  processes.start();
  const auto started = Clock::now();
  replay.start(static_cast<size_t>(std::stoi(args[2])));
  context.run();
  const double seconds = std::chrono::duration<double>(Clock::now() - started).count();

  const size_t orders = recording.orders().size();
  const Trips trips = trips_of(recording);
  fmt::print(
      R"({{"orders": {}, "orders_per_second": {:.1f}, "p50_ms": {:.3f}, "p99_ms": {:.3f}, "refused": {}, )"
      R"("trips": {}, "most_trips": {}, "cpu_us": {}}})"
      "\n",
      orders, static_cast<double>(orders) / seconds, replay.latencies().percentile_ms(50),
      replay.latencies().percentile_ms(99), errors, trips.typical, trips.most, processes.json(orders));
  return errors == 0 ? 0 : 1;
}

}  // namespace
}  // namespace steward::bench

int main(int argc, char** argv) {
  try {
    return steward::bench::main_of({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    fmt::print(stderr, "bench_intake_limit: {}\n", error.what());
    return 1;
  }
}
