// Bringing orders to somebody, told as the desk would tell it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;

Features leak() { return says(Intent::repair, "plumbing"); }

struct Dispatch : testing::Test {
  DeskUnderTest desk;
  void SetUp() override { desk.bind("chen", "3-2-501"); }
};

TEST_F(Dispatch, a_whole_report_is_offered_to_the_first_of_the_least_loaded) {
  desk.hears("chen", leak());
  EXPECT_EQ(desk.order(1).state, OrderState::dispatched);
  EXPECT_EQ(desk.order(1).holder.value, "li");
  EXPECT_EQ(desk.order(1).unit.value, "3-2-501");
  EXPECT_EQ(desk.loads[StaffId{"li"}].orders, 1);
}

TEST_F(Dispatch, the_next_order_goes_to_who_has_fewer) {
  desk.hears("chen", leak(), "厨房水管漏水");
  desk.bind("he", "3-2-601");
  desk.hears("he", leak(), "马桶堵了");
  EXPECT_EQ(desk.order(2).holder.value, "wang");
}

TEST_F(Dispatch, a_declined_order_goes_to_the_next_of_the_trade) {
  desk.hears("chen", leak());
  desk.acts("li", StaffVerb::decline, desk.order(1).id, "在别家抢修");
  EXPECT_EQ(desk.order(1).holder.value, "wang");
  EXPECT_EQ(desk.loads[StaffId{"li"}].orders, 0);
  desk.wait(11min);
  EXPECT_EQ(desk.order(1).holder.value, "fang");
  EXPECT_EQ(desk.order(1).escalated, 1);
  EXPECT_EQ(desk.order(1).state, OrderState::dispatched);
}

TEST_F(Dispatch, a_technician_who_names_an_order_means_that_one) {
  desk.hears("chen", leak());
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.bind("he", "3-2-601");
  desk.hears("he", leak(), "马桶堵了");
  ASSERT_EQ(desk.order(2).holder.value, "wang");
  desk.seat("wang");
  Features words = says(Intent::other);
  words.verb = StaffVerb::accept;
  words.order_number = desk.order(1).id.value;
  desk.hears("wang", words, "接单 " + words.order_number);
  EXPECT_EQ(desk.order(1).accepted_by.value, "li");
  EXPECT_EQ(desk.order(2).state, OrderState::dispatched) << "another than the one that was named";
  words.order_number = desk.order(2).id.value;
  desk.hears("wang", words, "接单 " + words.order_number);
  EXPECT_EQ(desk.order(2).accepted_by.value, "wang");
}

TEST_F(Dispatch, the_desk_writes_down_who_has_accepted_by_phone) {
  desk.hears("chen", leak());
  Event event;
  event.once = "api:fang:1";
  event.body = OrderAction{
      .by = StaffId{"fang"}, .order = desk.order(1).id, .verb = StaffVerb::accept, .to = StaffId{"li"}};
  EXPECT_EQ(desk.handle(event), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).accepted_by.value, "li");
  EXPECT_EQ(desk.order(1).history.back().by, "fang");
}

TEST_F(Dispatch, a_late_yes_counts_while_nobody_has_it) {
  desk.hears("chen", leak());
  desk.wait(11min);
  ASSERT_EQ(desk.order(1).holder.value, "wang");
  EXPECT_EQ(desk.acts("li", StaffVerb::accept, desk.order(1).id), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).accepted_by.value, "li");
  EXPECT_EQ(desk.acts("wang", StaffVerb::accept, desk.order(1).id), DeskUnderTest::Result::refused);
  EXPECT_EQ(desk.refusal, Refusal::already_taken);
}

TEST_F(Dispatch, nobody_accepts_what_was_not_offered_to_them) {
  desk.hears("chen", leak());
  EXPECT_EQ(desk.acts("zhou", StaffVerb::accept, desk.order(1).id), DeskUnderTest::Result::refused);
  EXPECT_EQ(desk.refusal, Refusal::not_offered);
}

TEST_F(Dispatch, a_hazard_alerts_everybody_fit_and_again_with_the_manager) {
  desk.hears("chen", hazard(Hazard::flood, "plumbing"));
  auto letters = desk.take_letters();
  for (const char* who : {"li", "wang", "zhou", "fang", "luo"})
    EXPECT_THAT(desk.phrases_to(who, letters), Contains("alert_hazard")) << who;
  EXPECT_THAT(desk.phrases_to("gu", letters), IsEmpty());
  EXPECT_EQ(desk.order(1).holder.value, "fang");
  desk.wait(2min);
  letters = desk.take_letters();
  EXPECT_THAT(desk.phrases_to("gu", letters), Contains("alert_hazard"));
  desk.wait(4min);
  EXPECT_THAT(desk.phrases_to("gu", desk.take_letters()), IsEmpty());
  desk.wait(1min);
  EXPECT_THAT(desk.phrases_to("gu", desk.take_letters()), Contains("alert_hazard"));
}

TEST_F(Dispatch, whoever_accepts_a_hazard_first_has_it_and_the_others_hear) {
  desk.hears("chen", hazard(Hazard::flood, "plumbing"));
  desk.take_letters();
  desk.acts("wang", StaffVerb::accept, desk.order(1).id);
  const auto letters = desk.take_letters();
  EXPECT_THAT(desk.phrases_to("li", letters), Contains("taken_by"));
  EXPECT_THAT(desk.phrases_to("wang", letters), Not(Contains("taken_by")));
  EXPECT_THAT(desk.phrases_to("chen", letters), Contains("somebody_comes"));
  EXPECT_FALSE(desk.order(1).clocks.is_running(ClockRule::alert));
}

TEST(AtNight, what_can_wait_is_registered_and_dispatched_in_the_morning) {
  DeskUnderTest desk{"2026-03-03T23:30:00+08:00"};
  desk.bind("chen", "3-2-501");
  desk.hears("chen", leak());
  EXPECT_EQ(desk.order(1).state, OrderState::received);
  EXPECT_EQ(desk.order(1).holder.value, "deng");
  desk.wait(8h + 30min);
  EXPECT_EQ(desk.order(1).state, OrderState::dispatched);
  EXPECT_EQ(desk.order(1).holder.value, "li");
}

TEST(AtNight, the_button_urgent_sends_somebody_now) {
  DeskUnderTest desk{"2026-03-03T23:30:00+08:00"};
  desk.bind("chen", "3-2-501");
  desk.hears("chen", leak());
  desk.presses("chen", "urgent:" + desk.order(1).id.value);
  EXPECT_EQ(desk.order(1).holder.value, "ma");
}

TEST(AtNight, the_head_is_told_in_working_hours_only) {
  DeskUnderTest desk{"2026-03-03T21:00:00+08:00"};
  desk.bind("chen", "3-2-501");
  desk.hears("chen", says(Intent::repair, "hvac"));  // nobody of that trade at night
  EXPECT_EQ(desk.order(1).holder.value, "deng");
  EXPECT_THAT(desk.phrases_to("luo", desk.take_letters()), IsEmpty());
  desk.wait(10h);
  EXPECT_THAT(desk.phrases_to("luo", desk.take_letters()), IsEmpty());
  desk.wait(1h);
  EXPECT_EQ(desk.order(1).holder.value, "wang");  // a shift of the trade began: offered anew
}

TEST_F(Dispatch, a_holder_who_does_not_move_is_asked_then_replaced) {
  desk.hears("chen", leak());
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.take_letters();
  desk.wait(59min);
  EXPECT_THAT(desk.phrases_to("li", desk.take_letters()), IsEmpty());
  desk.wait(1min);
  EXPECT_THAT(desk.phrases_to("li", desk.take_letters()), Contains("are_you_moving"));
  desk.wait(30min);
  EXPECT_EQ(desk.order(1).holder.value, "wang");
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), Contains("sorry_somebody_else"));
}

TEST_F(Dispatch, a_word_when_they_arrive_moves_the_clock) {
  desk.hears("chen", leak());
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.acts("li", StaffVerb::eta, desk.order(1).id, {}, 120);
  desk.take_letters();
  desk.wait(119min);
  EXPECT_THAT(desk.phrases_to("li", desk.take_letters()), IsEmpty());
  desk.wait(1min);
  EXPECT_THAT(desk.phrases_to("li", desk.take_letters()), Contains("are_you_moving"));
}

// Whoever has many orders of different residents: finishing one touches all of them, in a few rounds of
// reading.
TEST_F(Dispatch, who_has_many_orders_can_finish_one) {
  for (int household = 0; household < 8; ++household) {
    const std::string who = "home" + std::to_string(household);
    desk.bind(who, "3-2-501");
    desk.hears(who, leak());
    desk.acts("li", StaffVerb::accept, desk.order(desk.orders()).id);
  }
  desk.acts("li", StaffVerb::arrive, desk.order(1).id);
  EXPECT_EQ(desk.acts("li", StaffVerb::finish, desk.order(1).id), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).state, OrderState::done);
}

TEST(EndOfShift, an_accepted_order_goes_to_the_next_shift_before_any_question) {
  DeskUnderTest desk{"2026-03-03T19:30:00+08:00"};
  desk.bind("chen", "3-2-501");
  desk.hears("chen", leak());
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.take_letters();
  desk.wait(31min);
  EXPECT_EQ(desk.order(1).holder.value, "ma");
  EXPECT_THAT(desk.phrases_to("li", desk.take_letters()), Not(Contains("are_you_moving")));
}

}  // namespace
}  // namespace steward::domain
