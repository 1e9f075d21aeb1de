#include "domain/calendar.hpp"

#include <algorithm>

namespace steward::domain {
namespace {

using namespace std::chrono;

constexpr int farthest_days = 400;  // a calendar in which nobody works for so long never works

struct Span {
  Instant from, to;
};

// The worked spans that end after `at`, ascending, for as long as visit(span) wants more.
template <class Visit>
void each_span_from(const WorkingCalendar& calendar, const Zone& zone, Instant at, const Visit& visit) {
  const local_days today = day_of(zone.to_local(at));
  for (int ahead = 0; ahead <= farthest_days; ++ahead) {
    const local_days day = today + days{ahead};
    for (const TimeOfDayWindow& window : calendar.hours_of(day)) {
      const Span span{zone.to_instant(LocalTime{day} + window.from),
                      zone.to_instant(LocalTime{day} + window.to)};
      if (span.to > at && !visit(span)) return;
    }
  }
}

}  // namespace

bool TimeOfDayWindow::holds(minutes time) const {
  return from <= to ? from <= time && time < to : from <= time || time < to;
}

WorkingWeek WorkingCalendar::every_day(const HoursOfDay& hours) {
  WorkingWeek week;
  week.fill(hours);
  return week;
}

const HoursOfDay& WorkingCalendar::hours_of(local_days day) const {
  static const HoursOfDay none;
  if (holidays.off.contains(day)) return none;
  if (holidays.worked.contains(day)) return week.front();
  return week[weekday{day}.iso_encoding() - 1];
}

bool is_working(const WorkingCalendar& calendar, const Zone& zone, Instant at) {
  const LocalTime local = zone.to_local(at);
  const HoursOfDay& hours = calendar.hours_of(day_of(local));
  return std::any_of(hours.begin(), hours.end(),
                     [time = time_of_day(local)](const auto& window) { return window.holds(time); });
}

Instant next_working(const WorkingCalendar& calendar, const Zone& zone, Instant at) {
  Instant next = at;
  each_span_from(calendar, zone, at, [&](Span span) {
    next = std::max(at, span.from);
    return false;
  });
  return next;
}

Instant after_working(const WorkingCalendar& calendar, const Zone& zone, Instant at, Duration amount) {
  Instant end = at + amount;
  Duration left = amount;
  each_span_from(calendar, zone, at, [&](Span span) {
    const Instant from = std::max(at, span.from);
    end = from + left;
    left -= span.to - from;
    return left > Duration{0};
  });
  return end;
}

Duration working_between(const WorkingCalendar& calendar, const Zone& zone, Instant from, Instant to) {
  Duration worked{0};
  each_span_from(calendar, zone, from, [&](Span span) {
    if (span.from >= to) return false;
    worked += std::min(span.to, to) - std::max(span.from, from);
    return true;
  });
  return worked;
}

}  // namespace steward::domain
