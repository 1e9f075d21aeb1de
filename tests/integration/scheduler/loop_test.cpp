// The loop over a store in memory, whose time stands still: what it has under way, when it wakes, how it
// ends.
#include "scheduler/scheduler.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;
using domain::Instant;
using testing::IsEmpty;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + 3h};

// Firings stop where they load, until they are let go; what happens while the scheduler looks at the clock is
// told by `while_it_looks`.
class HoldingStore : public storage::MemoryStore {
 public:
  explicit HoldingStore(boost::asio::any_io_executor executor) : MemoryStore(start), executor_(executor) {}

  storage::awaitable<storage::Result<domain::Snapshot>> load(const domain::Reads& reads) override {
    if (is_holding) {
      held.emplace_back(executor_);
      net::Bell let_go = held.back();
      co_await let_go.wait();
    }
    co_return co_await MemoryStore::load(reads);
  }
  storage::awaitable<storage::Result<Instant>> now() override {
    if (const auto happens = std::exchange(while_it_looks, nullptr)) happens();
    co_return co_await MemoryStore::now();
  }
  void let_go(size_t count) {
    for (size_t i = 0; i < count; ++i) held[i].ring();
    held.erase(held.begin(), held.begin() + static_cast<std::ptrdiff_t>(count));
  }

  bool is_holding = false;
  std::vector<net::Bell> held;
  std::function<void()> while_it_looks;

 private:
  boost::asio::any_io_executor executor_;
};

class SchedulerLoop : public testing::Test {
 protected:
  void set_timers(int count, Instant due = start - 1s) {
    domain::Commit commit;
    for (int i = 0; i < count; ++i) commit.timers.push_back({"offer:o:" + std::to_string(++timers_), due});
    ASSERT_TRUE(test::run(store_.apply(commit)));
  }
  void start_it() {
    scheduler_.emplace(
        store_, [] { return test::small_rules(); }, tasks_, metrics_, options_);
    scheduler_->start(loop_.get_executor());
  }
  // It sleeps for hours unless it is woken, so many turns of the loop are an end that comes.
  bool comes_to(const std::function<bool()>& wanted) {
    for (int turn = 0; turn < 10'000 && !wanted(); ++turn)
      if (loop_.run_one_for(100ms) == 0) break;
    return wanted();
  }
  uint64_t fired() { return metrics_.counter("steward_timers_fired_total", "").value(); }
  bool stop() { return test::run_on(loop_, tasks_.stop(3s)); }

  boost::asio::io_context loop_;
  HoldingStore store_{loop_.get_executor()};
  net::Tasks tasks_;
  net::Metrics metrics_;
  SchedulerOptions options_{.at_once = 8, .safety_poll = 24h};
  std::optional<Scheduler> scheduler_;
  int timers_ = 0;
};

TEST_F(SchedulerLoop, fires_all_that_is_due_each_once) {
  set_timers(250);
  start_it();
  EXPECT_TRUE(comes_to([&] { return fired() == 250; }));
  EXPECT_THAT(store_.timers(), IsEmpty());
  EXPECT_TRUE(stop());
  EXPECT_EQ(fired(), 250u);
}

TEST_F(SchedulerLoop, claims_the_next_while_half_of_them_are_under_way) {
  store_.is_holding = true;
  set_timers(20);
  start_it();
  EXPECT_TRUE(comes_to([&] { return store_.held.size() == 8; }));
  store_.let_go(3);
  EXPECT_FALSE(comes_to([&] { return store_.held.size() > 5; })) << "three places are too few to ask for";
  store_.let_go(1);
  EXPECT_TRUE(comes_to([&] { return store_.held.size() == 8; }));
  EXPECT_EQ(fired(), 4u);
  store_.is_holding = false;
  store_.let_go(8);
  EXPECT_TRUE(comes_to([&] { return fired() == 20; }));
  EXPECT_TRUE(stop());
}

TEST_F(SchedulerLoop, a_nearer_timer_wakes_it_though_it_comes_just_before_it_sleeps) {
  set_timers(1, start + 1h);
  store_.while_it_looks = [&] { set_timers(1); };
  start_it();
  EXPECT_TRUE(comes_to([&] { return fired() == 1; }));
  set_timers(1);
  EXPECT_TRUE(comes_to([&] { return fired() == 2; })) << "and while it sleeps";
  EXPECT_TRUE(stop());
}

TEST_F(SchedulerLoop, what_is_claimed_is_fired_before_it_ends) {
  store_.is_holding = true;
  set_timers(8);
  start_it();
  ASSERT_TRUE(comes_to([&] { return store_.held.size() == 8; }));
  bool has_ended = false;
  boost::asio::co_spawn(loop_, tasks_.stop(3s),
                        [&](std::exception_ptr, bool in_time) { has_ended = in_time; });
  EXPECT_FALSE(comes_to([&] { return has_ended; }));
  store_.let_go(8);
  EXPECT_TRUE(comes_to([&] { return has_ended; }));
  EXPECT_EQ(fired(), 8u);
  EXPECT_THAT(store_.timers(), IsEmpty());
}

}  // namespace
}  // namespace steward::scheduler
