#include "domain/shift_change.hpp"

#include <gmock/gmock.h>

#include "domain/attendance.hpp"
#include "domain/projections.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// fang, li and wang work from eight to eight, deng and ma at night.
class ShiftChange : public testing::Test {
 protected:
  explicit ShiftChange(const char* now = "2026-03-03T19:00:00+08:00") : desk(now) {
    desk.set_plans();
    desk.bind("chen", "3-2-501");
  }
  std::vector<std::string> phrases_to(const std::string& who) {
    letters_ = desk.take_letters();
    return desk.phrases_to(who, letters_);
  }
  std::vector<std::string> also_to(const std::string& who) const { return desk.phrases_to(who, letters_); }

  DeskUnderTest desk;
  std::vector<OutMessage> letters_;
};

TEST_F(ShiftChange, is_silent_where_nothing_waits) {
  desk.wait(13h + 30min);
  EXPECT_THAT(desk.take_letters(), IsEmpty());
}

TEST_F(ShiftChange, passes_what_the_desk_holds_and_tells_of_it_once) {
  for (int count = 0; count < 2; ++count) {
    Features complaint = says(Intent::enquiry);
    complaint.is_another = true;
    desk.hears("chen", complaint, "另外问一下" + std::to_string(count));
  }
  ASSERT_EQ(desk.orders(), 2u);
  ASSERT_EQ(desk.order(1).holder, StaffId{"fang"});
  desk.take_letters();
  desk.wait(1h);
  EXPECT_THAT(phrases_to("deng"), ElementsAre("shift_waits", "shift_line", "shift_line"));
  EXPECT_EQ(letters_.size(), 1u) << "one message, and nobody else hears";
  EXPECT_EQ(desk.order(1).holder, StaffId{"deng"});
  EXPECT_EQ(desk.order(1).history.back().what, Happened::handed_to_next_shift);
  EXPECT_EQ(desk.order(1).history.back().why, "fang");
}

TEST_F(ShiftChange, tells_a_technician_what_they_have_had_from_before) {
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.acts("li", StaffVerb::arrive, desk.order(1).id);
  desk.acts("li", StaffVerb::hold, desk.order(1).id, "等配件");
  desk.take_letters();
  desk.wait(12h + 59min);
  EXPECT_THAT(phrases_to("li"), IsEmpty());
  desk.wait(1min);
  EXPECT_THAT(phrases_to("li"), ElementsAre("shift_waits", "shift_line"));
  EXPECT_THAT(also_to("wang"), IsEmpty());
}

TEST_F(ShiftChange, leaves_what_is_offered_to_its_own_letter) {
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.take_letters();
  desk.wait(1h);
  EXPECT_EQ(desk.order(1).holder, StaffId{"ma"});
  EXPECT_THAT(phrases_to("ma"), Contains("alert_order"));
  EXPECT_THAT(also_to("ma"), Not(Contains("shift_waits")));
}

TEST_F(ShiftChange, tells_the_desk_of_people_who_wait) {
  Features person = says(Intent::handoff);
  desk.hears("chen", person, "转人工");
  desk.take_letters();
  desk.wait(1h);
  EXPECT_THAT(phrases_to("deng"), Contains("shift_people"));
}

TEST_F(ShiftChange, comes_with_a_cover_too) {
  desk.hears("chen", says(Intent::enquiry), "物业费怎么交");
  desk.seat("fang");
  Features away = says(Intent::other);
  away.verb = StaffVerb::step_away;
  away.minutes = 30;
  desk.hears("fang", away, "离开半小时");
  desk.presses("fang", "cover:deng");
  desk.take_letters();
  desk.wait(1min);
  EXPECT_EQ(desk.order(1).holder, StaffId{"deng"});
  EXPECT_THAT(phrases_to("deng"), ElementsAre("shift_waits", "shift_line"));
  desk.wait(30min);
  EXPECT_EQ(desk.order(1).holder, StaffId{"fang"}) << "back by themselves when the time is over";
}

TEST_F(ShiftChange, that_an_outage_hid_is_made_up_for) {
  desk.hears("chen", says(Intent::enquiry), "物业费怎么交");
  desk.take_letters();
  desk.now = at("2026-03-03T21:10:00+08:00");
  while (desk.fire_next(desk.now)) {
  }
  EXPECT_EQ(desk.order(1).holder, StaffId{"deng"});
  EXPECT_EQ(desk.facts["2026-03-03"].size(), 4u) << "fang, li, wang and zhou went home at eight";
}

// ---- attendance

class AttendanceOfDay : public ShiftChange {
 protected:
  AttendanceOfDay() : ShiftChange("2026-03-03T07:30:00+08:00") {}

  // The rows of somebody, filled in.
  std::vector<Attendance> rows(const std::string& who, int day) {
    const Site& site = desk.rules.sites.front();
    const auto date = std::chrono::local_days(std::chrono::year(2026) / 3 / day);
    auto all =
        rows_of_day(desk.rules, desk.reference, site, date, desk.facts["2026-03-0" + std::to_string(day)]);
    std::vector<Attendance> theirs;
    for (Attendance& row : all) {
      std::map<std::string, int> counted;
      for (const std::string& name : counters_of(site, row)) counted[name] = desk.counters[name];
      fill_in(site, row, counted);
      if (row.staff.value == who && (row.is_shift() || row.first_act)) theirs.push_back(row);
    }
    return theirs;
  }
  void finishes_one(const std::string& who) {
    desk.hears("chen", hazard(Hazard::flood, "plumbing"));
    const OrderId id = desk.order(1).id;
    desk.acts(who, StaffVerb::accept, id);
    desk.wait(5min);
    desk.acts(who, StaffVerb::finish, id);
  }
};

TEST_F(AttendanceOfDay, tells_a_shift_with_its_first_and_last_act_and_what_was_finished) {
  desk.wait(2h);
  finishes_one("li");
  EXPECT_THAT(rows("li", 3), IsEmpty()) << "the shift is not over";
  desk.wait(12h);
  const auto li = rows("li", 3);
  ASSERT_EQ(li.size(), 1u);
  EXPECT_EQ(li[0].from, 8h);
  EXPECT_EQ(li[0].to, 20h);
  EXPECT_EQ(li[0].first_act, at("2026-03-03T09:30:00+08:00"));
  EXPECT_EQ(li[0].last_act, at("2026-03-03T09:35:00+08:00"));
  EXPECT_EQ(li[0].finished, 1);
  EXPECT_FALSE(li[0].did_nothing());
  ASSERT_EQ(rows("wang", 3).size(), 1u);
  EXPECT_TRUE(rows("wang", 3)[0].did_nothing());
}

TEST_F(AttendanceOfDay, counts_a_night_by_the_day_on_which_it_began) {
  desk.wait(19h);  // half past two
  finishes_one("ma");
  desk.wait(6h);
  const auto ma = rows("ma", 3);
  ASSERT_EQ(ma.size(), 1u);
  EXPECT_EQ(ma[0].to, 32h);
  EXPECT_EQ(ma[0].first_act, at("2026-03-04T02:30:00+08:00"));
  EXPECT_EQ(ma[0].finished, 1);
  EXPECT_THAT(rows("ma", 4), IsEmpty());
}

TEST_F(AttendanceOfDay, tells_what_was_done_outside_of_shifts_apart) {
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.wait(14h);  // half past nine in the evening
  const OrderId id = desk.order(1).id;
  desk.acts("fang", StaffVerb::accept, id);
  desk.acts("fang", StaffVerb::finish, id);
  const auto fang = rows("fang", 3);
  ASSERT_EQ(fang.size(), 2u);
  EXPECT_TRUE(fang[0].did_nothing());
  EXPECT_FALSE(fang[1].is_shift());
  EXPECT_EQ(fang[1].first_act, at("2026-03-03T21:30:00+08:00"));
  EXPECT_EQ(fang[1].finished, 1);
}

TEST_F(AttendanceOfDay, has_the_swap_in_it) {
  const Shift swap{.staff = StaffId{"li"},
                   .from = 9h,
                   .to = 18h,
                   .first = std::chrono::local_days(std::chrono::year(2026) / 3 / 3),
                   .last = std::chrono::local_days(std::chrono::year(2026) / 3 / 3),
                   .with = StaffId{"ma"}};
  desk.reference.shifts.push_back(swap);
  desk.wait(24h);
  const auto li = rows("li", 3);
  ASSERT_EQ(li.size(), 1u);
  EXPECT_EQ(li[0].from, 9h);
  EXPECT_EQ(li[0].swapped_with, StaffId{"ma"});
}

TEST_F(AttendanceOfDay, is_kept_of_people_who_have_left) {
  desk.wait(24h);
  std::erase_if(desk.reference.staff, [](const Staff& one) { return one.id.value == "li"; });
  EXPECT_EQ(rows("li", 3).size(), 1u);
}

}  // namespace
}  // namespace steward::domain
