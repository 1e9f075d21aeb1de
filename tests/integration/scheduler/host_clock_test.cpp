// Fault 17: the clock of Redis's machine jumps an hour forward, and back. No timer is lost, and none takes
// effect twice.

#include "domain/projections.hpp"
#include "tests/support/small_desk_in_redis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;
using domain::ClockRule;
using domain::Happened;
using domain::Instant;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + 3h};  // 11:00 there

class HostClockJumps : public testing::Test {
 protected:
  HostClockJumps() { desk_.import_people(); }

  void turn_to(Instant now) { host_.set(now); }
  size_t times(const domain::OrderId& id, Happened what) {
    const domain::WorkOrder order = desk_.order(id);
    return static_cast<size_t>(std::count_if(order.history.begin(), order.history.end(),
                                             [what](const auto& one) { return one.what == what; }));
  }
  // Every clock of the order has its timer, and it no other.
  void expect_no_timer_lost(const domain::OrderId& id) {
    std::map<std::string, Instant> wanted, set;
    const domain::WorkOrder order = desk_.order(id);
    for (const domain::Clock& clock : order.clocks.all())
      wanted.emplace(domain::timer_name(clock.rule, domain::key_of(id)), clock.due);
    for (const storage::ComingTimer& timer : desk_.run(desk_.store().coming_timers(0, 100)))
      if (timer.timer.ends_with(id.value)) set.emplace(timer.timer, timer.due);
    EXPECT_EQ(set, wanted);
  }

  test::HostClock host_{start};
  test::RedisUnderTest redis_{{}, host_.environment()};
  test::SmallDeskInRedis desk_{redis_.options()};
};

TEST_F(HostClockJumps, fault_17_forward_and_back_between_two_looks) {
  const domain::OrderId id = desk_.report("chen", start);
  expect_no_timer_lost(id);
  turn_to(start + 1h);  // an hour too early in truth
  EXPECT_GT(desk_.fire_due(), 0u);
  EXPECT_EQ(times(id, Happened::offer_lapsed), 1u);
  expect_no_timer_lost(id);

  turn_to(start + 5min);  // put right
  EXPECT_EQ(desk_.fire_due(), 0u);
  turn_to(start + 30min);
  EXPECT_EQ(desk_.fire_due(), 0u) << "what was fired early is not fired again";
  EXPECT_EQ(times(id, Happened::offer_lapsed), 1u);
  expect_no_timer_lost(id);

  const Instant next = desk_.order(id).clocks.due(ClockRule::desk_check).value();
  turn_to(next);
  EXPECT_GT(desk_.fire_due(), 0u) << "what was set by the clock that was ahead comes by it";
  EXPECT_GT(desk_.order(id).clocks.due(ClockRule::desk_check).value(), next);
  expect_no_timer_lost(id);
}

TEST_F(HostClockJumps, fault_17_back_while_a_timer_is_claimed) {
  const domain::OrderId id = desk_.report("chen", start);
  const Instant due = desk_.order(id).clocks.due(ClockRule::offer).value();
  turn_to(due);
  const auto claimed = desk_.run(desk_.store().claim_timers(10));
  ASSERT_EQ(claimed.size(), 1u);
  turn_to(due - 1h);
  EXPECT_EQ(desk_.run(fire(desk_.store(), desk_.rules(), claimed[0])), Fired::postponed);
  EXPECT_EQ(times(id, Happened::offer_lapsed), 0u) << "it is not due any more";
  expect_no_timer_lost(id);
  turn_to(due - 1s);
  EXPECT_EQ(desk_.fire_due(), 0u);
  turn_to(due);
  EXPECT_EQ(desk_.fire_due(), 1u);
  EXPECT_EQ(times(id, Happened::offer_lapsed), 1u);
}

}  // namespace
}  // namespace steward::scheduler
