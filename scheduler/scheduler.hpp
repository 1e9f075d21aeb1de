#pragma once
// The loop that fires what is due: sleeps until the earliest timer, is woken by one that is nearer, and while
// much is due has many under way at once. Keeps no state: run as many as there are processes, each claims
// what it fires.

#include "domain/rules.hpp"
#include "net/bell.hpp"
#include "net/metrics.hpp"
#include "net/tasks.hpp"
#include "storage/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>

namespace steward::scheduler {

using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;

struct SchedulerOptions {
  size_t at_once = 128;                         // under way; more are claimed when half of them are done
  std::chrono::milliseconds safety_poll{2000};  // sleeps no longer, whatever it is told
  std::chrono::milliseconds after_trouble{500};
};

// Lives on one thread.
class Scheduler {
 public:
  Scheduler(storage::Store& store, RulesNow rules, net::Tasks& tasks, net::Metrics& metrics,
            SchedulerOptions options = {});

  // Spawns its loops; they end when the tasks are told to stop, and what is claimed is fired.
  void start(boost::asio::any_io_executor executor);

 private:
  class Place;
  net::awaitable<> listen(net::Bell bell);
  net::awaitable<> run(net::Bell bell);
  net::awaitable<net::Result<size_t>> claim_and_fire(const net::Bell& bell);
  net::awaitable<std::chrono::milliseconds> time_to_sleep();
  net::awaitable<> fire_one(Place place, storage::ClaimedTimer timer);
  bool is_busy() const { return under_way_ > options_.at_once / 2; }

  storage::Store& store_;
  RulesNow rules_;
  net::Tasks& tasks_;
  net::Tasks firing_;
  size_t under_way_ = 0;
  SchedulerOptions options_;
  net::Counter& fired_;
  net::Counter& postponed_;
  net::Counter& failed_;
  net::Histogram& lag_;
};

}  // namespace steward::scheduler
