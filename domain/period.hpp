#pragma once
// What a report is about: a day, an ISO week, a month or a quarter of a site's calendar.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/schedule.hpp"

namespace steward::domain {

struct Period {
  Schedule::Every length = Schedule::Every::day;
  std::chrono::local_days from{}, until{};  // half-open
  bool operator==(const Period&) const = default;
};

// The one that holds the day.
Period period_of(Schedule::Every length, std::chrono::local_days day);
// The last that is over on that day.
Period last_whole_period(Schedule::Every length, std::chrono::local_days today);

// "2026-03-03", "2026-W10", "2026-03", "2026-Q1"
std::string name_of(const Period& period);
// "2026-03-03", …
std::vector<std::string> days_of(const Period& period);

std::string date_text(std::chrono::local_days day);
std::optional<std::chrono::local_days> parse_date(std::string_view text);

}  // namespace steward::domain
