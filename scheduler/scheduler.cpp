#include "scheduler/scheduler.hpp"

#include "net/log.hpp"
#include "scheduler/fire.hpp"

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <exception>
#include <utility>

namespace steward::scheduler {

using namespace std::chrono_literals;

Scheduler::Scheduler(storage::Store& store, RulesNow rules, net::Tasks& tasks, net::Metrics& metrics,
                     SchedulerOptions options)
    : store_(store),
      rules_(std::move(rules)),
      tasks_(tasks),
      options_(options),
      fired_(metrics.counter("steward_timers_fired_total", "Timers that were due and handled")),
      postponed_(metrics.counter("steward_timers_postponed_total", "Timers whose document was busy")),
      failed_(metrics.counter("steward_timers_failed_total", "Timers left to be claimed again")),
      lag_(metrics.histogram("steward_timer_lag_seconds", "How late timers were fired",
                             net::latency_bounds())) {}

net::awaitable<> Scheduler::run() {
  while (!tasks_.is_stopping()) {
    auto claimed = co_await fire_due();
    if (!claimed) {
      net::log::warn("timers_not_claimed", {{"error", net::to_string(claimed.error())}});
      if (!co_await tasks_.pause(options_.after_trouble)) co_return;
    } else if (*claimed == 0) {
      const auto longest = co_await time_to_sleep();
      co_await rest(longest);
    }
  }
}

// Until woken, at most that long; in slices, so that it hears soon that it is to stop.
net::awaitable<> Scheduler::rest(std::chrono::milliseconds longest) {
  const auto until = net::ticks() + longest;
  while (!tasks_.is_stopping()) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - net::ticks());
    if (left <= 0ms) co_return;
    const auto slice = std::min(left, std::chrono::milliseconds(250));
    const bool is_rung = co_await store_.wait(storage::Wake::timers, slice);
    if (is_rung) co_return;
  }
}

net::awaitable<std::chrono::milliseconds> Scheduler::time_to_sleep() {
  auto next = co_await store_.next_timer();
  if (!next || !*next) co_return options_.safety_poll;
  auto now = co_await store_.now();
  if (!now) co_return options_.safety_poll;
  co_return std::clamp<std::chrono::milliseconds>(**next - *now, 0ms, options_.safety_poll);
}

net::awaitable<net::Result<size_t>> Scheduler::fire_due() {
  auto claimed = co_await store_.claim_timers(options_.batch);
  if (!claimed) co_return claimed.error();
  if (claimed->empty()) co_return size_t{0};
  auto now = co_await store_.now();
  if (!now) co_return now.error();
  co_await fire_all(*claimed, *now);
  co_return claimed->size();
}

// A few side by side: each waits mostly for the store.
net::awaitable<> Scheduler::fire_all(const std::vector<storage::ClaimedTimer>& timers, domain::Instant now) {
  using namespace boost::asio::experimental::awaitable_operators;
  size_t next = 0;
  auto one = fire_share(timers, next, now);
  auto two = fire_share(timers, next, now);
  auto three = fire_share(timers, next, now);
  auto four = fire_share(timers, next, now);
  auto all = std::move(one) && std::move(two) && std::move(three) && std::move(four);
  co_await std::move(all);
}

net::awaitable<> Scheduler::fire_share(const std::vector<storage::ClaimedTimer>& timers, size_t& next,
                                       domain::Instant now) {
  while (next < timers.size()) {
    const auto& timer = timers[next++];
    co_await fire_one(timer, now);
  }
}

net::awaitable<> Scheduler::fire_one(const storage::ClaimedTimer& timer, domain::Instant now) {
  const auto rules = rules_();
  auto fired = co_await fire(store_, *rules, timer);
  if (!fired) {
    failed_.add();
    const TimerName name = name_for_log(timer.timer);
    net::log::warn("timer_not_fired",
                   {{"rule", name.rule}, {"order", name.order}, {"error", net::to_string(fired.error())}});
    co_return;
  }
  if (*fired == Fired::postponed) postponed_.add();
  if (*fired != Fired::done) co_return;
  fired_.add();
  lag_.observe(std::chrono::duration<double>(now - timer.due).count());
}

}  // namespace steward::scheduler
