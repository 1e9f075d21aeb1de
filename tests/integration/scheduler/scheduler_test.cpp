// The loop over a real Redis: two schedulers share the timers.
#include "scheduler/scheduler.hpp"

#include "net/threads.hpp"
#include "storage/redis_store.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <memory>
#include <string>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;
using domain::ClockRule;

class Process {
 public:
  Process(net::Threads& threads, const test::RedisUnderTest& redis)
      : executor_(threads.executor(0)), desk_(executor_, domain::DeskId("small"), redis.options()) {
    store_ = desk_.open_store(executor_);
    const RulesNow rules = [held = test::small_rules()] { return held; };
    scheduler_ = std::make_unique<Scheduler>(*store_, rules, tasks_, metrics_);
  }
  void start() { scheduler_->start(executor_); }
  net::awaitable<bool> stop() {
    const bool is_in_time = co_await tasks_.stop(3s);
    store_->close();
    desk_.close();
    co_return is_in_time;
  }
  storage::Store& store() { return *store_; }
  uint64_t fired() { return metrics_.counter("steward_timers_fired_total", "").value(); }

 private:
  boost::asio::any_io_executor executor_;
  storage::RedisDesk desk_;
  std::unique_ptr<storage::ClosableStore> store_;
  net::Tasks tasks_;
  net::Metrics metrics_;
  std::unique_ptr<Scheduler> scheduler_;
};

class Scheduling : public testing::Test {
 protected:
  Scheduling() {
    threads_.run();
    one_ = std::make_unique<Process>(threads_, redis_);
    two_ = std::make_unique<Process>(threads_, redis_);
  }
  ~Scheduling() override {
    on_thread(one_->stop());
    on_thread(two_->stop());
    on_thread(forget());
    threads_.join();
  }
  net::awaitable<bool> forget() {
    one_.reset();
    two_.reset();
    co_return true;
  }
  net::awaitable<bool> start_both() {
    one_->start();
    two_->start();
    co_return true;
  }
  template <class T>
  T on_thread(net::awaitable<T> work) {
    return boost::asio::co_spawn(threads_.context(0), std::move(work), boost::asio::use_future).get();
  }

  // Somebody waits for a person; their place in the queue is told when the clock runs out.
  void somebody_waits(int who, std::chrono::milliseconds from_now) {
    const std::string peer = std::to_string(1000 + who);
    const auto now = on_thread(one_->store().now()).value();
    domain::Conversation conversation;
    conversation.account = domain::AccountId("web:" + peer);
    conversation.site = domain::SiteId("donghu");
    conversation.language = domain::Language::zh_hans;
    conversation.handover = domain::Handover{now, {}, "asked"};
    conversation.last_at = now;  // who wrote just now is answered at any hour
    conversation.clocks.set(ClockRule::handover_place, now + from_now);
    domain::Commit commit;
    commit.once = "test" + peer;
    commit.timers.push_back({"handover_place:c:web:" + peer, now + from_now});
    commit.writes.push_back({std::move(conversation), ""});
    ASSERT_TRUE(on_thread(one_->store().apply(commit)));
  }
  net::awaitable<bool> emptied() {
    for (int i = 0; i < 500; ++i) {
      auto next = co_await one_->store().next_timer();
      if (next && !*next) co_return true;
      co_await net::sleep_for(20ms);
    }
    co_return false;
  }
  net::awaitable<bool> nap() {
    co_await net::sleep_for(10ms);
    co_return true;
  }
  net::awaitable<size_t> told() {
    size_t count = 0;
    for (;;) {
      auto claimed = co_await one_->store().claim_messages(domain::Lane::normal, 1000);
      if (!claimed || claimed->empty()) co_return count;
      count += claimed->size();
    }
  }

  test::RedisUnderTest redis_;
  net::Threads threads_{1};
  std::unique_ptr<Process> one_, two_;
};

TEST_F(Scheduling, two_share_the_timers_and_each_takes_effect_once) {
  for (int i = 0; i < 150; ++i) somebody_waits(i, 0ms);
  on_thread(start_both());
  ASSERT_TRUE(on_thread(emptied()));
  EXPECT_EQ(one_->fired() + two_->fired(), 150u);
  EXPECT_EQ(on_thread(told()), 150u);
}

TEST_F(Scheduling, an_earlier_timer_wakes_who_sleeps_for_a_later_one) {
  somebody_waits(1, 3600s);
  on_thread(start_both());
  const auto began = net::ticks();
  somebody_waits(2, 300ms);
  while (one_->fired() + two_->fired() == 0 && net::ticks() - began < 8s) on_thread(nap());
  const auto took = net::ticks() - began;
  EXPECT_GE(took, 250ms);
  EXPECT_LT(took, 1800ms) << "woken, not polled";
}

}  // namespace
}  // namespace steward::scheduler
