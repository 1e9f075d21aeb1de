#include "domain/escalation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::IsEmpty;

// Nobody of the trade takes anything; a chain of its own for what residents report.
struct EscalationChain : testing::Test {
  DeskUnderTest desk;
  Escalation& chain(std::string urgency = "normal") {
    return desk.rules.kinds[0].escalation[std::move(urgency)];
  }
  void SetUp() override { desk.bind("chen", "3-2-501"); }
  bool is_told(const std::string& who) { return !desk.phrases_to(who, desk.take_letters()).empty(); }
  void report_and_lapse() {
    desk.hears("chen", says(Intent::repair, "plumbing"));
    desk.wait(10min);  // li and wang have five minutes each
    desk.take_letters();
  }
};

TEST_F(EscalationChain, tells_step_after_step_with_its_own_waits) {
  chain() = {.offer_waits = 5min,
             .steps = {{.after = 10min, .tell = {Told::head}},
                       {.after = 20min, .tell = {Told::manager}, .times = 2}}};
  report_and_lapse();
  EXPECT_EQ(desk.order(1).holder.value, "fang");
  desk.wait(9min);
  EXPECT_FALSE(is_told("luo"));
  desk.wait(1min);
  EXPECT_TRUE(is_told("luo"));
  for (int round = 0; round < 2; ++round) {
    desk.wait(19min);
    EXPECT_FALSE(is_told("gu")) << round;
    desk.wait(1min);
    EXPECT_TRUE(is_told("gu")) << round;
  }
  desk.wait(60min);
  EXPECT_FALSE(is_told("gu")) << "twice only";
}

TEST_F(EscalationChain, begins_again_from_the_top_with_those_on_duty_by_then) {
  chain() = {.offer_waits = 5min, .steps = {{.tell = {Told::head}}}, .again_after = 10h};
  report_and_lapse();
  EXPECT_EQ(desk.order(1).holder.value, "fang");
  desk.wait(9h + 55min);  // at 20:00 ma begins, is offered it and lets it lapse
  EXPECT_EQ(desk.order(1).holder.value, "deng");
  desk.wait(7min);
  EXPECT_EQ(desk.order(1).holder.value, "ma") << "from the top: asked again";
  EXPECT_EQ(desk.order(1).escalated, 0);
}

TEST_F(EscalationChain, waits_for_the_hours_of_a_step) {
  chain() = {.offer_waits = 5min,
             .steps = {{.after = 10h, .tell = {Told::manager}, .hours = TellingHours::staff}}};
  report_and_lapse();
  desk.wait(12h);  // 22:10
  EXPECT_FALSE(is_told("gu"));
  desk.wait(10h);  // 08:10
  EXPECT_TRUE(is_told("gu"));
}

TEST_F(EscalationChain, stops_where_somebody_takes_it) {
  chain() = {.offer_waits = 5min, .steps = {{.after = 10min, .tell = {Told::manager}, .times = 0}}};
  report_and_lapse();
  desk.wait(10min);
  EXPECT_TRUE(is_told("gu"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.take_letters();
  desk.wait(30min);
  EXPECT_FALSE(is_told("gu"));
}

TEST_F(EscalationChain, of_a_hazard_alerts_whom_it_names) {
  chain("hazard") = {
      .steps = {{.tell = {Told::fit, Told::desk}}, {.after = 1min, .tell = {Told::manager}, .times = 0}}};
  desk.hears("chen", hazard(Hazard::flood, "plumbing"));
  auto letters = desk.take_letters();
  EXPECT_THAT(desk.phrases_to("li", letters), Contains("alert_hazard"));
  EXPECT_THAT(desk.phrases_to("luo", letters), IsEmpty());
  EXPECT_THAT(desk.phrases_to("zhou", letters), IsEmpty()) << "security";
  for (int round = 0; round < 3; ++round) {
    desk.wait(1min);
    letters = desk.take_letters();
    EXPECT_THAT(desk.phrases_to("gu", letters), Contains("alert_hazard"));
    EXPECT_THAT(desk.phrases_to("li", letters), IsEmpty());
  }
}

TEST_F(EscalationChain, that_ends_leaves_a_hazard_with_the_desk_and_a_clock) {
  chain("flood") = {.steps = {{.tell = {Told::fit}}}};
  desk.hears("chen", hazard(Hazard::flood, "plumbing"));
  EXPECT_EQ(desk.order(1).holder.value, "fang");
  EXPECT_TRUE(desk.order(1).clocks.is_running(ClockRule::desk_check));
}

TEST(EscalationSteps, count_tellings) {
  const Escalation chain{
      .steps = {{.after = 1min, .times = 2}, {.after = 2min}, {.after = 3min, .times = 0}}};
  for (const auto& [tellings, after] : {std::pair{0, 1}, {1, 1}, {2, 2}, {3, 3}, {99, 3}})
    EXPECT_EQ(step_after(chain, tellings)->after, std::chrono::minutes{after}) << tellings;
  EXPECT_EQ(step_after(Escalation{.steps = {{}}}, 1), nullptr);
}

}  // namespace
}  // namespace steward::domain
