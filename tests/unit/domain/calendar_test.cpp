#include "domain/calendar.hpp"

#include <gtest/gtest.h>

namespace steward::domain {
namespace {

using namespace std::chrono_literals;
using std::chrono::hours;
using std::chrono::local_days;

const Zone shanghai{"Asia/Shanghai", 8h, {}};

Instant at(std::string_view text) { return parse_iso8601(std::string(text) + ":00+08:00").value(); }

local_days day(int month, int of_month) { return local_days(std::chrono::year(2026) / month / of_month); }

// An office: two windows a day, no weekends; National Day 2026, with a Saturday worked for it.
WorkingCalendar office() {
  WorkingCalendar calendar;
  calendar.week = WorkingCalendar::every_day({{9h, 12h}, {14h, 18h}});
  calendar.week[5] = calendar.week[6] = {};
  for (int date = 1; date <= 7; ++date) calendar.holidays.off.insert(day(10, date));
  calendar.holidays.worked = {day(10, 10)};
  return calendar;
}

struct Next {
  const char* from;
  const char* expected;
};

TEST(WorkingCalendar, finds_the_next_time_that_is_worked) {
  const Next table[] = {
      {"2026-03-03T08:00", "2026-03-03T09:00"}, {"2026-03-03T09:00", "2026-03-03T09:00"},
      {"2026-03-03T12:00", "2026-03-03T14:00"},  // lunch
      {"2026-03-03T18:00", "2026-03-04T09:00"}, {"2026-03-06T18:00", "2026-03-09T09:00"},
      {"2026-09-30T18:00", "2026-10-08T09:00"},  // seven days off
      {"2026-10-09T20:00", "2026-10-10T09:00"},  // a Saturday that is worked
      {"2026-10-10T18:00", "2026-10-12T09:00"},
  };
  for (const auto& [from, expected] : table) {
    EXPECT_EQ(next_working(office(), shanghai, at(from)), at(expected)) << from;
    EXPECT_TRUE(is_working(office(), shanghai, at(expected)));
    EXPECT_EQ(is_working(office(), shanghai, at(from)), at(from) == at(expected)) << from;
  }
}

struct Counted {
  const char* from;
  Duration amount;
  const char* expected;
};

TEST(WorkingCalendar, counts_working_time_only) {
  const Counted table[] = {
      {"2026-03-03T09:00", 2h, "2026-03-03T11:00"},    {"2026-03-03T11:00", 2h, "2026-03-03T15:00"},
      {"2026-03-03T09:00", 3h, "2026-03-03T12:00"},    {"2026-03-03T17:00", 24h, "2026-03-09T11:00"},
      {"2026-09-30T17:00", 2h, "2026-10-08T10:00"},    {"2026-10-09T17:00", 2h, "2026-10-10T10:00"},
      {"2026-03-07T10:00", 30min, "2026-03-09T09:30"},
  };
  for (const auto& [from, amount, expected] : table) {
    EXPECT_EQ(after_working(office(), shanghai, at(from), amount), at(expected)) << from;
    EXPECT_EQ(working_between(office(), shanghai, at(from), at(expected)), amount) << from;
  }
}

TEST(WorkingCalendar, passes_over_the_night_as_shipped) {
  const WorkingCalendar shipped;
  EXPECT_EQ(after_working(shipped, shanghai, at("2026-03-03T19:00"), 4h), at("2026-03-04T11:00"));
  EXPECT_EQ(after_working(shipped, shanghai, at("2026-03-03T22:00"), 2h), at("2026-03-04T10:00"));
  EXPECT_EQ(next_working(shipped, shanghai, at("2026-03-07T20:00")), at("2026-03-08T08:00"));
}

TEST(WorkingCalendar, ends_where_nobody_ever_works) {
  WorkingCalendar never;
  never.week.fill({});
  EXPECT_EQ(next_working(never, shanghai, at("2026-03-03T09:00")), at("2026-03-03T09:00"));
  EXPECT_EQ(after_working(never, shanghai, at("2026-03-03T09:00"), 1h), at("2026-03-03T10:00"));
  EXPECT_EQ(working_between(never, shanghai, at("2026-03-03T09:00"), at("2027-03-03T09:00")), 0h);
}

// An hour that the clocks skip is not worked, one that comes twice is worked twice.
TEST(WorkingCalendar, knows_summer_time) {
  const Zone berlin{"Europe/Berlin",
                    1h,
                    {{parse_iso8601("2026-03-29T01:00:00Z").value(), 2h},
                     {parse_iso8601("2026-10-25T01:00:00Z").value(), 1h}}};
  WorkingCalendar nights;
  nights.week = WorkingCalendar::every_day({{0h, 6h}});
  const auto worked_on = [&](int month, int date) {
    const Instant from = berlin.to_instant(LocalTime{day(month, date)});
    return working_between(nights, berlin, from,
                           berlin.to_instant(LocalTime{day(month, date) + std::chrono::days{1}}));
  };
  EXPECT_EQ(worked_on(3, 28), 6h);
  EXPECT_EQ(worked_on(3, 29), 5h);
  EXPECT_EQ(worked_on(10, 25), 7h);
}

}  // namespace
}  // namespace steward::domain
