#pragma once
// When a site works: the hours of each weekday, the holidays of its region, and the weekend days that are
// worked for them (調休). What cannot wait runs on the wall clock and asks nothing here.

#include <array>
#include <set>
#include <string>
#include <vector>

#include "domain/time.hpp"

namespace steward::domain {

struct TimeOfDayWindow {
  std::chrono::minutes from{0}, to{0};  // half-open; `to` before `from` passes midnight
  bool holds(std::chrono::minutes time) const;
  bool operator==(const TimeOfDayWindow&) const = default;
};

// The holidays of a region, as far as they have been announced.
struct Holidays {
  std::set<std::chrono::local_days> off;
  std::set<std::chrono::local_days> worked;  // as a Monday is, whatever day of the week it is
  std::set<int> years;                       // that are known
};

using HoursOfDay = std::vector<TimeOfDayWindow>;  // ascending, none passes midnight; empty: a day off
using WorkingWeek = std::array<HoursOfDay, 7>;    // Monday first

struct WorkingCalendar {
  WorkingWeek week = every_day({{std::chrono::hours{8}, std::chrono::hours{20}}});
  std::string holidays_of;  // which calendar; empty: of the region; "none": holidays are worked
  Holidays holidays;

  static WorkingWeek every_day(const HoursOfDay& hours);
  const HoursOfDay& hours_of(std::chrono::local_days day) const;
};

bool is_working(const WorkingCalendar& calendar, const Zone& zone, Instant at);
// The first instant from `at` on that is worked; `at` itself where none is within a year.
Instant next_working(const WorkingCalendar& calendar, const Zone& zone, Instant at);
// `amount` of working time after `at`.
Instant after_working(const WorkingCalendar& calendar, const Zone& zone, Instant at, Duration amount);
// How much of the time between the two is worked.
Duration working_between(const WorkingCalendar& calendar, const Zone& zone, Instant from, Instant to);

}  // namespace steward::domain
