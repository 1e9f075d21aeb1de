#include "domain/roster.hpp"

#include <gtest/gtest.h>

#include "domain/plans.hpp"
#include "domain/roster_gaps.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using std::chrono::local_days;
using std::chrono::minutes;

const StaffId li{"li"};

local_days march(int day) { return local_days(std::chrono::year(2026) / 3 / day); }

// Li works weekdays from eight to eight, as long as nothing else is said. 3 March 2026 is a Tuesday.
Reference roster(std::vector<Shift> more = {}) {
  Reference reference;
  reference.shifts = {{li, {1, 2, 3, 4, 5}, 8h, 20h}};
  reference.shifts.insert(reference.shifts.end(), more.begin(), more.end());
  return reference;
}

Shift off(int first, int last) {
  return {.staff = li, .first = march(first), .last = march(last), .is_off = true};
}
Shift on_date(int day, minutes from, minutes to) {
  return {.staff = li, .from = from, .to = to, .first = march(day), .last = march(day)};
}
Shift every_so_many(int from_day, int days, minutes from, minutes to) {
  return {.staff = li, .from = from, .to = to, .first = march(from_day), .every = days};
}

const Zone shanghai{"Asia/Shanghai", 8h, {}};

bool works(const Reference& reference, const char* when) {
  return is_on_duty(reference, shanghai, li, at(std::string("2026-03-") + when + ":00+08:00"));
}

TEST(Roster, a_day_off_takes_the_place_of_what_recurs) {
  const Reference plain = roster(), away = roster({off(4, 5)});
  EXPECT_TRUE(works(plain, "04T10:00"));
  EXPECT_TRUE(works(away, "03T10:00"));
  EXPECT_FALSE(works(away, "04T10:00"));
  EXPECT_FALSE(works(away, "05T19:59"));
  EXPECT_TRUE(works(away, "06T10:00"));
}

TEST(Roster, a_shift_for_a_date_takes_the_place_of_what_recurs) {
  const Reference swapped = roster({on_date(4, 20h, 8h), on_date(7, 9h, 12h)});
  EXPECT_FALSE(works(swapped, "04T10:00"));
  EXPECT_TRUE(works(swapped, "04T21:00"));
  EXPECT_TRUE(works(swapped, "05T07:59"));
  EXPECT_TRUE(works(swapped, "05T08:00")) << "the next day's own shift";
  EXPECT_TRUE(works(swapped, "07T09:00")) << "a Saturday";
  EXPECT_FALSE(works(swapped, "07T12:00"));
}

TEST(Roster, a_swap_takes_the_place_of_what_stands_for_the_date) {
  Shift swap = on_date(4, 0h, 6h);
  swap.with = StaffId{"ma"};
  const Reference swapped = roster({on_date(4, 20h, 8h), swap});
  EXPECT_TRUE(works(swapped, "04T05:59"));
  EXPECT_FALSE(works(swapped, "04T10:00"));
  EXPECT_FALSE(works(swapped, "04T21:00"));
  EXPECT_TRUE(works(swapped, "05T08:00"));
}

TEST(Roster, a_cover_stands_beside_everything) {
  Shift cover = on_date(4, 21h, 22h), away = on_date(5, 10h, 11h);
  cover.is_cover = away.is_cover = away.is_off = true;
  const Reference covering = roster({cover, away});
  for (const char* yes : {"04T10:00", "04T21:30", "05T09:59", "05T11:00"})
    EXPECT_TRUE(works(covering, yes)) << yes;
  for (const char* no : {"04T20:30", "04T22:00", "05T10:00", "05T10:59"})
    EXPECT_FALSE(works(covering, no)) << no;
}

TEST(Roster, knows_the_next_change) {
  Shift cover = on_date(4, 21h, 22h);
  cover.is_cover = true;
  const Reference covering = roster({cover});
  const auto next = [&](const char* after) { return next_change(covering, shanghai, at(after)); };
  EXPECT_EQ(next("2026-03-04T10:00:00+08:00"), at("2026-03-04T20:00:00+08:00"));
  EXPECT_EQ(next("2026-03-04T20:00:00+08:00"), at("2026-03-04T21:00:00+08:00"));
  EXPECT_EQ(next("2026-03-04T21:00:00+08:00"), at("2026-03-04T22:00:00+08:00"));
  EXPECT_EQ(next("2026-03-04T22:00:00+08:00"), at("2026-03-05T08:00:00+08:00"));
  EXPECT_EQ(next_change({}, shanghai, at("2026-03-04T10:00:00+08:00")), std::nullopt);
}

// Two early shifts, two late ones, two nights, two days off.
TEST(Roster, knows_a_rotation_of_three_shifts) {
  Reference crew;
  for (const int day : {2, 3}) crew.shifts.push_back(every_so_many(day, 8, 8h, 16h));
  for (const int day : {4, 5}) crew.shifts.push_back(every_so_many(day, 8, 16h, 0h));
  for (const int day : {6, 7}) crew.shifts.push_back(every_so_many(day, 8, 0h, 8h));
  for (const char* yes :
       {"02T08:00", "03T15:59", "04T16:00", "05T23:59", "06T00:00", "07T07:59", "10T08:00", "14T01:00"})
    EXPECT_TRUE(works(crew, yes)) << yes;
  for (const char* no : {"01T10:00", "03T16:00", "04T08:00", "06T08:00", "08T10:00", "09T10:00", "16T10:00"})
    EXPECT_FALSE(works(crew, no)) << no;
}

TEST(Roster, a_shift_ends_where_a_day_off_begins) {
  const Reference away = roster({off(4, 4)});
  EXPECT_EQ(shift_end(away, shanghai, li, at("2026-03-03T10:00:00+08:00")), at("2026-03-03T20:00:00+08:00"));
  EXPECT_EQ(shift_end(away, shanghai, li, at("2026-03-04T10:00:00+08:00")), std::nullopt);
}

// ---- what tomorrow lacks

struct Tomorrow : testing::Test {
  Tomorrow() {
    desk.rules.trades.push_back({.id = "gas", .department = "engineering", .is_licensed = true});
    for (Staff& one : desk.reference.staff)
      if (one.id == li) one.trades.push_back("gas");
  }
  std::vector<RosterGap> gaps() const {
    return roster_gaps(desk.rules, desk.reference, desk.rules.sites.front(), at("2026-03-04T00:00:00+08:00"),
                       at("2026-03-05T00:00:00+08:00"));
  }
  void morning_check() {
    Plan plan;
    for (const Plan& one : standing_plans(desk.rules))
      if (one.purpose == PlanPurpose::roster_check) plan = one;
    Event event;
    event.body = PlanSet{plan};
    desk.handle(event);
    desk.take_letters();
    desk.wait(24h);
  }
  DeskUnderTest desk{"2026-03-02T10:00:00+08:00"};
};

TEST_F(Tomorrow, lacks_the_hours_nobody_covers) {
  const auto from = at("2026-03-04T00:00:00+08:00"), morning = at("2026-03-04T08:00:00+08:00"),
             evening = at("2026-03-04T20:00:00+08:00"), to = at("2026-03-05T00:00:00+08:00");
  // The front desk is there round the clock, whoever may do gas only by day.
  EXPECT_EQ(gaps(), (std::vector<RosterGap>{{from, morning, "gas"}, {evening, to, "gas"}}));
  desk.reference.shifts.push_back(
      {.staff = StaffId{"fang"}, .first = march(4), .last = march(4), .is_off = true});
  EXPECT_EQ(gaps().front(), (RosterGap{morning, evening, ""}));
}

TEST_F(Tomorrow, is_told_to_the_head_of_the_front_desk_and_the_manager) {
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "wang") one.accounts.clear(), one.phone.clear();
  morning_check();
  const auto letters = desk.take_letters();
  const std::vector<std::string> told{"roster_lacks", "roster_gap_trade", "roster_gap_trade",
                                      "roster_unreachable"};
  EXPECT_EQ(desk.phrases_to("song", letters), told);
  EXPECT_EQ(desk.phrases_to("gu", letters), told);
}

WorkOrder order_of(const char* opened, const char* visit) {
  WorkOrder order;
  order.trade = "plumbing";
  order.site = SiteId{"donghu"};
  order.state = OrderState::accepted;
  order.opened_at = at(opened);
  if (*visit) order.visit_from = at(visit);
  return order;
}

TEST_F(Tomorrow, is_over_capacity_with_its_visits_and_what_was_left) {
  for (Staff& one : desk.reference.staff) one.capacity = 1;
  const WorkOrder orders[] = {
      order_of("2026-03-02T09:00:00+08:00", ""),                           // of today
      order_of("2026-03-01T09:00:00+08:00", "2026-03-05T10:00:00+08:00"),  // agreed for later
      order_of("2026-03-01T09:00:00+08:00", "2026-03-02T15:00:00+08:00"),  // … for today, and left
      order_of("2026-03-01T09:00:00+08:00", ""),                           // left
      order_of("2026-03-02T09:00:00+08:00", "2026-03-03T23:59:00+08:00"),  // agreed for tomorrow
      order_of("2026-03-02T09:00:00+08:00", "2026-03-03T10:00:00+08:00"),
  };
  std::vector<const WorkOrder*> open;
  for (const WorkOrder& one : orders) open.push_back(&one);
  const auto over = [&] {
    return over_capacity(desk.rules, desk.reference, desk.rules.sites.front(), open, march(2));
  };
  EXPECT_EQ(over(), (std::vector<OverCapacity>{{"plumbing", 4, 3}})) << "li, wang, ma: three at a time";
  open.pop_back();
  EXPECT_TRUE(over().empty());
  open.push_back(&orders[5]);
  desk.reference.staff[2].capacity = 0;  // li has no limit
  EXPECT_TRUE(over().empty());
}

TEST_F(Tomorrow, tells_what_is_over_capacity) {
  desk.rules.trades.back().is_licensed = false;
  for (Staff& one : desk.reference.staff) one.capacity = 1;
  desk.bind("chen", "3-2-501");
  for (int count = 0; count < 4; ++count) {
    Features leak = says(Intent::repair, "plumbing");
    leak.is_another = true;
    desk.hears("chen", leak, "另外还有" + std::to_string(count));
  }
  ASSERT_EQ(desk.orders(), 4u);
  desk.now = at("2026-03-03T10:00:00+08:00");
  morning_check();
  EXPECT_EQ(desk.phrases_to("song", desk.take_letters()),
            (std::vector<std::string>{"roster_lacks", "roster_over_capacity"}));
}

TEST_F(Tomorrow, is_nothing_to_tell_where_it_lacks_nothing) {
  desk.rules.trades.back().is_licensed = false;
  morning_check();
  EXPECT_TRUE(desk.take_letters().empty());
}

}  // namespace
}  // namespace steward::domain
