#include "domain/hours.hpp"

#include <algorithm>
#include <span>

namespace steward::domain {
namespace {

using namespace std::chrono;

bool any_holds(std::span<const TimeOfDayWindow> windows, minutes time) {
  return std::any_of(windows.begin(), windows.end(),
                     [time](const auto& window) { return window.holds(time); });
}

minutes local_time(const Site& site, Instant at) { return time_of_day(site.zone.to_local(at)); }

// The first instant from `at` on at which the local time of day is `time`.
Instant next_time(const Site& site, Instant at, minutes time) {
  const local_days today = day_of(site.zone.to_local(at));
  for (int ahead = 0;; ++ahead) {
    const Instant candidate = site.zone.to_instant(LocalTime{today + days{ahead}} + time);
    if (candidate >= at) return candidate;
  }
}

Instant next_within(const Site& site, std::span<const TimeOfDayWindow> windows, Instant at) {
  if (windows.empty() || any_holds(windows, local_time(site, at))) return at;
  Instant soonest = next_time(site, at, windows.front().from);
  for (const auto& window : windows) soonest = std::min(soonest, next_time(site, at, window.from));
  return soonest;
}

}  // namespace

bool is_night(const Rules& rules, const Site& site, Instant at) {
  return rules.manners.night.holds(local_time(site, at));
}
bool is_staff_hour(const Rules& rules, const Site& site, Instant at) {
  return rules.manners.staff_hours.holds(local_time(site, at));
}
bool is_quiet(const Rules& rules, const Site& site, Instant at) {
  return rules.manners.quiet.holds(local_time(site, at));
}

Instant next_decent(const Rules& rules, const Site& site, Instant at) {
  return next_within(site, rules.manners.decent, at);
}
Instant next_staff_hour(const Rules& rules, const Site& site, Instant at) {
  return next_within(site, std::span{&rules.manners.staff_hours, 1}, at);
}
Instant next_unquiet(const Rules& rules, const Site& site, Instant at) {
  return is_quiet(rules, site, at) ? next_time(site, at, rules.manners.quiet.to) : at;
}
Instant next_morning(const Rules& rules, const Site& site, Instant at) {
  return next_time(site, at, rules.manners.morning);
}

}  // namespace steward::domain
