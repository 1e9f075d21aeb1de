#include "domain/meetings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::ElementsAre;

Meeting drill(const DeskUnderTest& desk, Duration ahead) {
  return {.id = "7K3M9Q",
          .is_training = true,
          .site = desk.rules.sites.front().id,
          .about = "消防演练",
          .place = "会议室",
          .at = desk.now + ahead,
          .who = {StaffId{"li"}, StaffId{"gone"}}};
}

TEST(Meetings, staff_are_told_at_once_and_reminded_half_an_hour_ahead) {
  DeskUnderTest desk;
  const Meeting meeting = drill(desk, 2h);
  const Commit commit = call_meeting(desk.rules, desk.reference, meeting, desk.now);
  ASSERT_EQ(commit.messages.size(), 2u) << "nobody is told for who is not there";
  const OutMessage &told = commit.messages[0], &reminder = commit.messages[1];
  EXPECT_EQ(told.says[0].phrase, "meeting_called");
  EXPECT_FALSE(told.not_before);
  EXPECT_EQ(reminder.to.value, "web:li");
  EXPECT_EQ(reminder.says[0].phrase, "meeting_soon");
  EXPECT_EQ(reminder.not_before, meeting.at - 30min);
  EXPECT_EQ(reminder.expires_at, meeting.at) << "of no use afterwards";
  EXPECT_NE(told.id, reminder.id);
}

TEST(Meetings, one_that_is_called_late_needs_no_reminder) {
  DeskUnderTest desk;
  EXPECT_EQ(call_meeting(desk.rules, desk.reference, drill(desk, 30min), desk.now).messages.size(), 1u);
}

TEST(Meetings, what_waits_says_which_it_is_and_is_called_off) {
  DeskUnderTest desk;
  const Meeting meeting = drill(desk, 2h);
  const Commit called = call_meeting(desk.rules, desk.reference, meeting, desk.now);
  EXPECT_FALSE(meeting_of(called.messages[0]));
  const auto found = meeting_of(called.messages[1]);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->id, meeting.id);
  EXPECT_TRUE(found->is_training);
  EXPECT_EQ(found->about, meeting.about);
  EXPECT_EQ(found->place, meeting.place);
  EXPECT_EQ(found->at, meeting.at);
  EXPECT_THAT(found->who, ElementsAre(StaffId{"li"}));

  const Commit off = call_off_meeting(desk.rules, desk.reference, *found, desk.now + 1h);
  ASSERT_EQ(off.withdrawn.size(), 1u);
  EXPECT_EQ(off.withdrawn[0].second, called.messages[1].slot);
  EXPECT_EQ(off.messages.at(0).says[0].phrase, "meeting_off");
}

TEST(Meetings, of_a_department_or_everybody_of_the_site) {
  DeskUnderTest desk;
  desk.reference.staff[4].sites = {SiteId{"elsewhere"}};  // ma
  const SiteId site = desk.rules.sites.front().id;
  EXPECT_THAT(invited(desk.reference, site, "engineering"),
              ElementsAre(StaffId{"li"}, StaffId{"wang"}, StaffId{"luo"}));
  EXPECT_EQ(invited(desk.reference, site, "").size(), desk.reference.staff.size() - 1);
}

}  // namespace
}  // namespace steward::domain
