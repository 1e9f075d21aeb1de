// Asked at a decent hour, once a day, until it is answered; dissatisfied is not the end.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::IsEmpty;

struct FollowingUp : testing::Test {
  DeskUnderTest desk{"2026-03-03T10:00:00+08:00"};
  void SetUp() override {
    desk.bind("chen", "3-2-501");
    desk.hears("chen", says(Intent::repair, "plumbing"));
    desk.acts("li", StaffVerb::accept, desk.order(1).id);
    desk.acts("li", StaffVerb::finish, desk.order(1).id, "换龙头");
    desk.take_letters();
  }
  long phone_reminders() {
    const auto phrases = desk.phrases_to("fang", desk.take_letters());
    return std::count(phrases.begin(), phrases.end(), "phone_task_still");
  }
  void ask() {
    desk.wait(4h + 10min);
    desk.take_letters();
  }
};

TEST_F(FollowingUp, waits_for_a_decent_hour) {
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::due);
  desk.wait(3h + 59min);  // 12:00 would be two hours later, which is the break
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), IsEmpty());
  desk.wait(1min);
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), Contains("survey"));
}

TEST_F(FollowingUp, a_good_score_closes) {
  ask();
  desk.hears("chen", score(5), "5分");
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  EXPECT_EQ(desk.order(1).follow_up.score, 5);
  EXPECT_TRUE(desk.order(1).clocks.all().empty());
}

TEST_F(FollowingUp, a_middling_score_asks_why_once) {
  ask();
  desk.hears("chen", score(3), "一般");
  EXPECT_EQ(desk.talk("chen").question->ask, Ask::reason);
  desk.hears("chen", says(Intent::other), "来得有点慢");
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  EXPECT_FALSE(desk.talk("chen").question);
}

TEST_F(FollowingUp, a_bad_score_goes_to_the_head_then_the_manager) {
  ask();
  desk.hears("chen", score(1), "很差");
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::improving);
  EXPECT_THAT(desk.phrases_to("luo", desk.take_letters()), Contains("head_dissatisfied"));
  desk.wait(2h);
  EXPECT_THAT(desk.phrases_to("luo", desk.take_letters()), Contains("head_measure_reminder"));
  desk.wait(2h);
  EXPECT_THAT(desk.phrases_to("gu", desk.take_letters()), Contains("manager_no_measure"));
}

TEST_F(FollowingUp, a_bare_one_is_confirmed_first) {
  ask();
  Features one = says(Intent::other);
  one.bare_digit = 1;
  desk.hears("chen", one, "1");
  EXPECT_EQ(desk.talk("chen").question->ask, Ask::confirm);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::chat);
  Features yes = says(Intent::other);
  yes.answer = Answer::yes;
  desk.hears("chen", yes, "是的");
  EXPECT_EQ(desk.order(1).follow_up.score, 5);
}

TEST_F(FollowingUp, no_answer_in_chat_then_sms_then_a_phone_task) {
  ask();
  desk.wait(24h);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::sms);
  desk.wait(24h);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::phone);
  EXPECT_EQ(desk.order(1).holder.value, "fang");
  EXPECT_FALSE(desk.order(1).clocks.all().empty());
}

TEST_F(FollowingUp, the_desk_is_reminded_of_a_phone_task_twice_then_each_morning) {
  ask();
  desk.wait(48h);
  ASSERT_EQ(desk.order(1).follow_up.state, FollowUpState::phone);
  desk.take_letters();
  desk.wait(at("2026-03-06T14:00:00+08:00") - desk.now);
  EXPECT_EQ(phone_reminders(), 1) << "a day later";
  desk.wait(at("2026-03-06T23:00:00+08:00") - desk.now);
  EXPECT_EQ(phone_reminders(), 1) << "two hours after that, and no more that day";
  for (int day = 7; day <= 9; ++day) {
    desk.wait(24h);
    EXPECT_EQ(phone_reminders(), 1) << "the morning of the " << day;
  }
}

TEST_F(FollowingUp, not_fixed_reopens_within_seven_days_only) {
  EXPECT_EQ(desk.presses("chen", "not_fixed:" + desk.order(1).id.value), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).reopened, 1);
  EXPECT_EQ(desk.order(1).holder.value, "li");  // who did it
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.acts("li", StaffVerb::finish, desk.order(1).id);
  desk.wait(24h * 8);
  desk.presses("chen", "not_fixed:" + desk.order(1).id.value);
  EXPECT_EQ(desk.order(1).reopened, 1);
}

}  // namespace
}  // namespace steward::domain
