#include "scheduler/scheduler.hpp"

#include "net/log.hpp"
#include "scheduler/fire.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>
#include <utility>

namespace steward::scheduler {

using namespace std::chrono_literals;

// Of a timer under way: free again however it ends.
class Scheduler::Place {
 public:
  Place(Scheduler& scheduler, net::Bell bell) : scheduler_(&scheduler), bell_(std::move(bell)) {
    ++scheduler_->under_way_;
  }
  Place(Place&& other) noexcept
      : scheduler_(std::exchange(other.scheduler_, nullptr)), bell_(std::move(other.bell_)) {}
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  Place& operator=(Place&&) = delete;
  ~Place() {
    if (!scheduler_) return;
    const bool was_busy = scheduler_->is_busy();
    --scheduler_->under_way_;
    if (was_busy && !scheduler_->is_busy()) bell_.ring();
  }

 private:
  Scheduler* scheduler_;
  net::Bell bell_;
};

Scheduler::Scheduler(storage::Store& store, RulesNow rules, net::Tasks& tasks, net::Metrics& metrics,
                     SchedulerOptions options)
    : store_(store),
      rules_(std::move(rules)),
      tasks_(tasks),
      options_(options),
      fired_(metrics.counter("steward_timers_fired_total", "Timers that were due and handled")),
      postponed_(
          metrics.counter("steward_timers_postponed_total", "Timers put off: their document was busy")),
      failed_(metrics.counter("steward_timers_failed_total", "Timers left to be claimed again")),
      lag_(metrics.histogram("steward_timer_lag_seconds", "How late timers took effect",
                             net::latency_bounds())) {}

// The bell is rung when there may be work: something new, or places free.
void Scheduler::start(boost::asio::any_io_executor executor) {
  net::Bell bell(executor);
  tasks_.on_stop(executor, [bell]() mutable { bell.ring(); });
  tasks_.spawn(executor, "scheduler", run(bell));
  tasks_.spawn(executor, "scheduler_listener", listen(bell));
}

net::awaitable<> Scheduler::listen(net::Bell bell) {
  constexpr auto slice = 250ms;  // how soon it hears that all are to stop
  while (!tasks_.is_stopping()) {
    const bool is_rung = co_await store_.wait(storage::Wake::timers, slice);
    if (is_rung) bell.ring();
  }
}

net::awaitable<> Scheduler::run(net::Bell bell) {
  while (!tasks_.is_stopping()) {
    if (is_busy()) {
      co_await bell.wait();
      continue;
    }
    auto claimed = co_await claim_and_fire(bell);
    if (!claimed) {
      net::log::warn("timers_not_claimed", {{"error", net::to_string(claimed.error())}});
      if (!co_await tasks_.pause(options_.after_trouble)) break;
    } else if (*claimed == 0) {
      const auto longest = co_await time_to_sleep();
      if (longest > 0ms) co_await bell.wait_for(longest);
    }
  }
  // What is claimed is fired: nobody else would before its claim lapses.
  co_await firing_.stop(storage::claim_lasts);
}

net::awaitable<net::Result<size_t>> Scheduler::claim_and_fire(const net::Bell& bell) {
  const auto executor = co_await boost::asio::this_coro::executor;
  auto claimed = co_await store_.claim_timers(options_.at_once - under_way_);
  if (!claimed) co_return claimed.error();
  for (auto& timer : *claimed)
    firing_.spawn(executor, "timer", fire_one(Place(*this, bell), std::move(timer)));
  co_return claimed->size();
}

net::awaitable<std::chrono::milliseconds> Scheduler::time_to_sleep() {
  auto next = co_await store_.next_timer();
  if (!next || !*next) co_return options_.safety_poll;
  auto now = co_await store_.now();
  if (!now) co_return options_.safety_poll;
  co_return std::clamp<std::chrono::milliseconds>(**next - *now, 0ms, options_.safety_poll);
}

net::awaitable<> Scheduler::fire_one(Place, storage::ClaimedTimer timer) {
  const auto began = net::ticks();
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
  lag_.observe(std::chrono::duration<double>(timer.claimed_at - timer.due + (net::ticks() - began)).count());
}

}  // namespace steward::scheduler
