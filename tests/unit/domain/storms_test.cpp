#include "domain/storms.hpp"

#include <gtest/gtest.h>

#include "domain/projections.hpp"
#include "domain/promises.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using Result = DeskUnderTest::Result;

class Storms : public testing::Test {
 protected:
  Result storm(bool is_on, const std::string& by = "gu") {
    StormSwitched wanted{.site = SiteId{"donghu"}, .by = StaffId{by}, .is_on = is_on};
    return desk.handle({"storm:" + std::to_string(++count_), wanted, {}});
  }
  void look_at(const OrderId& id) {
    desk.handle({"weather:" + std::to_string(++count_), WeatherChanged{id}, {}});
  }
  void report(const std::string& who = "chen") {
    desk.bind(who, "3-2-501");
    desk.hears(who, says(Intent::repair, "plumbing"));
  }
  size_t letters_with(const std::string& phrase) {
    size_t count = 0;
    for (const OutMessage& letter : desk.letters)
      for (const Say& one : letter.says) count += one.phrase == phrase;
    return count;
  }

  DeskUnderTest desk;

 private:
  int count_ = 0;
};

TEST_F(Storms, are_called_by_heads_and_managers_and_whoever_runs_the_program) {
  for (const char* who : {"li", "fang", "nobody"}) EXPECT_EQ(storm(true, who), Result::refused) << who;
  EXPECT_EQ(*desk.refusal, Refusal::not_allowed);
  for (const char* who : {"song", "gu", ""}) {
    EXPECT_EQ(storm(true, who), Result::applied) << who;
    EXPECT_NE(desk.reference.storm_at(SiteId{"donghu"}), nullptr);
    EXPECT_EQ(storm(false, who), Result::applied) << who;
    EXPECT_EQ(desk.reference.storm_at(SiteId{"donghu"}), nullptr);
  }
  EXPECT_EQ(storm(false), Result::refused);
  EXPECT_EQ(*desk.refusal, Refusal::not_now);
}

TEST_F(Storms, of_a_site_nobody_knows_are_none) {
  StormSwitched wanted{.site = SiteId{"elsewhere"}, .by = StaffId{"gu"}, .is_on = true};
  EXPECT_EQ(desk.handle({"storm", wanted, {}}), Result::refused);
  EXPECT_EQ(*desk.refusal, Refusal::not_found);
}

TEST_F(Storms, called_again_go_on_as_one) {
  storm(true);
  const Instant since = desk.now;
  desk.wait(1h);
  StormSwitched longer{.site = SiteId{"donghu"}, .by = StaffId{"gu"}, .is_on = true};
  longer.expected_until = desk.now + 5h;
  desk.handle({"longer", longer, {}});
  ASSERT_EQ(desk.reference.storms.size(), 1u);
  EXPECT_EQ(desk.reference.storms.front().since, since);
  EXPECT_EQ(desk.reference.storms.front().expected_until, longer.expected_until);
  EXPECT_GT(letters_with("storm_called_until"), 0u);
}

TEST_F(Storms, each_clock_goes_on_with_the_time_that_was_left_to_it) {
  report();
  const Instant due = desk.order(1).clocks.due(ClockRule::offer).value();
  desk.wait(4min);
  storm(true);
  look_at(desk.order(1).id);
  EXPECT_FALSE(desk.order(1).clocks.is_running(ClockRule::offer));
  EXPECT_FALSE(desk.timers.contains(timer_name(ClockRule::offer, key_of(desk.order(1).id))));
  EXPECT_TRUE(desk.order(1).clocks.is_running(ClockRule::storm));
  desk.wait(5h);
  storm(false);
  look_at(desk.order(1).id);
  EXPECT_EQ(desk.order(1).clocks.due(ClockRule::offer), due + 5h);
  EXPECT_FALSE(desk.order(1).clocks.is_running(ClockRule::storm));
}

// The program ended between the switch and the orders: each finds out by itself.
TEST_F(Storms, no_order_depends_on_being_looked_at) {
  report();
  storm(true);
  desk.wait(11min);  // the offer would have lapsed
  EXPECT_TRUE(desk.order(1).is_storm_bound);
  EXPECT_EQ(desk.order(1).holder, StaffId{"li"});
  storm(false);
  desk.wait(desk.rules.manners.desk_check);
  EXPECT_FALSE(desk.order(1).is_storm_bound);
  EXPECT_TRUE(desk.order(1).clocks.paused().empty());
}

TEST_F(Storms, what_was_registered_is_dispatched_afterwards) {
  storm(true);
  report();
  EXPECT_EQ(desk.order(1).state, OrderState::received);
  EXPECT_EQ(desk.order(1).holder, StaffId{"fang"});
  EXPECT_TRUE(waits_for_better_weather(desk.order(1)));
  storm(false);
  look_at(desk.order(1).id);
  EXPECT_EQ(desk.order(1).state, OrderState::dispatched);
  EXPECT_TRUE(desk.order(1).clocks.is_running(ClockRule::offer));
}

TEST_F(Storms, a_danger_that_comes_up_in_one_waits_no_longer) {
  storm(true);
  report();
  EXPECT_TRUE(desk.order(1).is_storm_bound);
  desk.hears("chen", hazard(Hazard::flood, "plumbing"), "漏水大了");
  EXPECT_EQ(desk.order(1).hazard, Hazard::flood);
  EXPECT_FALSE(desk.order(1).is_storm_bound);
  EXPECT_TRUE(desk.order(1).clocks.is_running(ClockRule::alert));
}

TEST_F(Storms, what_people_answer_from_their_desk_runs_on) {
  storm(true);
  desk.hears("chen", says(Intent::enquiry));
  EXPECT_FALSE(desk.order(1).is_storm_bound);
  EXPECT_TRUE(desk.order(1).clocks.is_running(ClockRule::desk_check));
}

TEST_F(Storms, residents_are_told_once_each) {
  report();
  report("he");
  desk.hears("chen", says(Intent::repair, "electrical"), "灯不亮");
  storm(true);
  for (size_t number = 1; number <= desk.orders(); ++number) look_at(desk.order(number).id);
  EXPECT_EQ(letters_with("storm_waits"), 2u);
  desk.wait(6h);
  EXPECT_EQ(letters_with("storm_waits"), 2u);
}

TEST_F(Storms, whoever_can_call_one_off_is_reminded_each_morning) {
  Event event;
  event.body = PlanSet{{.id = PlanId{"storms"},
                        .purpose = PlanPurpose::storm_check,
                        .site = SiteId{"donghu"},
                        .schedule = {.every = Schedule::Every::day, .at = 8h}}};
  desk.handle(event);
  desk.wait(24h);
  EXPECT_EQ(letters_with("storm_still_on"), 0u);
  storm(true);
  desk.wait(24h);
  EXPECT_EQ(letters_with("storm_still_on"), 3u) << "both heads and the manager";
}

// ---- what was promised

WorkOrder promised_at_ten() {
  WorkOrder order;
  order.id = OrderId{"A"};
  order.kind = "repair";
  order.state = OrderState::accepted;
  order.opened_at = at("2026-03-03T10:00:00+08:00");
  return order;
}

struct Paused {
  const char* name;
  std::vector<std::pair<Happened, const char*>> history;  // at what time of that day
  const char* due;                                        // of what was promised within four hours
};
class PromisesInStorms : public testing::TestWithParam<Paused> {};

TEST_P(PromisesInStorms, the_time_is_added_once) {
  DeskUnderTest desk;
  desk.rules.kinds.front().promises["normal"].finish = Promised{4h};
  WorkOrder order = promised_at_ten();
  for (const auto& [what, time] : GetParam().history)
    order.history.push_back({what, at("2026-03-03T" + std::string(time) + ":00+08:00"), "", "", "", ""});
  const auto all = standings(desk.rules, order, at("2026-03-03T18:00:00+08:00"));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].due, at("2026-03-03T" + std::string(GetParam().due) + ":00+08:00"));
}

using enum Happened;
INSTANTIATE_TEST_SUITE_P(
    Table, PromisesInStorms,
    testing::Values(
        Paused{"none", {}, "14:00"},
        Paused{"a_storm", {{storm_waited, "11:00"}, {storm_over, "13:00"}}, "16:00"},
        Paused{"a_hold", {{put_on_hold, "11:00"}, {resumed, "12:00"}}, "15:00"},
        Paused{"a_hold_within_a_storm",
               {{storm_waited, "11:00"}, {put_on_hold, "11:30"}, {resumed, "12:00"}, {storm_over, "13:00"}},
               "16:00"},
        Paused{"a_hold_into_a_storm",
               {{put_on_hold, "11:00"}, {storm_waited, "11:30"}, {resumed, "12:00"}, {storm_over, "13:00"}},
               "16:00"},
        Paused{
            "two_storms",
            {{storm_waited, "11:00"}, {storm_over, "12:00"}, {storm_waited, "13:00"}, {storm_over, "13:30"}},
            "15:30"},
        Paused{"one_that_is_on", {{storm_waited, "12:00"}}, "20:00"}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace steward::domain
