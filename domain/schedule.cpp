#include "domain/schedule.hpp"

namespace steward::domain {
namespace {

using namespace std::chrono;

// The first day from `day` on that the schedule names.
local_days named_from(const Schedule& schedule, local_days day) {
  const year_month_day date{day};
  switch (schedule.every) {
    case Schedule::Every::day: return day;
    case Schedule::Every::week: {
      const int today = static_cast<int>(weekday{day}.iso_encoding());
      return day + days{(schedule.on - today + 7) % 7};
    }
    case Schedule::Every::month:
    case Schedule::Every::quarter: break;
  }
  const int step = schedule.every == Schedule::Every::month ? 1 : 3;
  const int months_into = (static_cast<int>(static_cast<unsigned>(date.month())) - 1) % step;
  year_month first = year_month{date.year(), date.month()} - months{months_into};
  while (local_days(first / schedule.on) < day) first += months{step};
  return local_days(first / schedule.on);
}

}  // namespace

LocalTime next_slot(const Schedule& schedule, LocalTime after) {
  local_days day = named_from(schedule, day_of(after));
  if (LocalTime{day} + schedule.at <= after) day = named_from(schedule, day + days{1});
  return LocalTime{day} + schedule.at;
}

// A slot that the clocks skip stands for the instant of the change; the next one is then looked for from
// there.
Instant next_slot(const Schedule& schedule, const Zone& zone, Instant after) {
  LocalTime slot = next_slot(schedule, zone.to_local(after));
  while (zone.to_instant(slot) <= after) slot = next_slot(schedule, slot);
  return zone.to_instant(slot);
}

std::string slot_name(const Zone& zone, Instant slot) { return iso8601(slot, zone).substr(0, 16); }

}  // namespace steward::domain
