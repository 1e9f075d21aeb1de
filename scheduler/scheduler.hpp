#pragma once
// The loop that fires what is due. Keeps no state: run as many as there are processes, each claims what it
// fires.

#include "domain/rules.hpp"
#include "net/metrics.hpp"
#include "net/tasks.hpp"
#include "storage/store.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace steward::scheduler {

using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;

struct SchedulerOptions {
  size_t batch = 100;
  std::chrono::milliseconds safety_poll{2000};  // sleeps no longer, whatever it is told
  std::chrono::milliseconds after_trouble{500};
};

class Scheduler {
 public:
  Scheduler(storage::Store& store, RulesNow rules, net::Tasks& tasks, net::Metrics& metrics,
            SchedulerOptions options = {});

  // Until the tasks are told to stop.
  net::awaitable<> run();

  // One batch: how many were claimed. For the loop and for tests.
  net::awaitable<net::Result<size_t>> fire_due();

 private:
  net::awaitable<std::chrono::milliseconds> time_to_sleep();
  net::awaitable<> rest(std::chrono::milliseconds longest);
  net::awaitable<> fire_all(const std::vector<storage::ClaimedTimer>& timers, domain::Instant now);
  net::awaitable<> fire_share(const std::vector<storage::ClaimedTimer>& timers, size_t& next,
                              domain::Instant now);
  net::awaitable<> fire_one(const storage::ClaimedTimer& timer, domain::Instant now);

  storage::Store& store_;
  RulesNow rules_;
  net::Tasks& tasks_;
  SchedulerOptions options_;
  net::Counter& fired_;
  net::Counter& postponed_;
  net::Counter& failed_;
  net::Histogram& lag_;
};

}  // namespace steward::scheduler
