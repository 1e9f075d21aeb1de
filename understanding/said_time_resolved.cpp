// What a stretch of time means: which half of the day, from when to when.

#include <algorithm>

#include "understanding/said_time.hpp"

namespace steward::understanding {

namespace {

using domain::LocalTime;
using domain::TimeWindow;
using std::chrono::minutes;

constexpr int noon = 12 * 60, day = 24 * 60, end_of_day = day - 1;

struct Hours {
  int from, to;
};

// When the parts of a day are. Between the afternoon and the night lies what people say "晚上" for: after
// work, not from four o'clock on.
Hours hours_of(PartOfDay part) {
  switch (part) {
    case PartOfDay::morning: return {8 * 60, 12 * 60};
    case PartOfDay::noon: return {11 * 60, 13 * 60};
    case PartOfDay::afternoon: return {12 * 60, 16 * 60};
    case PartOfDay::dusk: return {17 * 60, 19 * 60};
    case PartOfDay::evening: return {16 * 60, 20 * 60};
    case PartOfDay::after_work: return {18 * 60, 22 * 60};
    case PartOfDay::night: return {20 * 60, end_of_day};
    case PartOfDay::small_hours: return {0, 8 * 60};
    case PartOfDay::daytime: return {8 * 60, 18 * 60};
  }
  return {0, end_of_day};
}

// Seven and earlier is after noon: nobody asks a technician in before eight.
constexpr int latest_hour_after_noon = 7;

// Minutes of the day where words say which half is meant.
std::optional<int> certain(const ClockTime& clock) {
  const int m = clock.minutes, hour = m / 60;
  if (clock.is_24h) return m;
  if (clock.is_pm) return *clock.is_pm ? (hour == 12 ? m : m + noon) : (hour == 12 ? m - noon : m);
  if (!clock.part) return std::nullopt;
  switch (*clock.part) {
    case PartOfDay::morning:
    case PartOfDay::small_hours: return hour == 12 ? m - noon : m;
    case PartOfDay::noon: return hour <= 3 ? m + noon : m;
    case PartOfDay::afternoon: return hour == 12 ? m : m + noon;
    case PartOfDay::dusk:
    case PartOfDay::evening:
    case PartOfDay::after_work: return hour == 12 ? day : hour < 4 ? m + day : m + noon;
    case PartOfDay::night: return hour == 12 ? day : hour < 6 ? m : m + noon;
    case PartOfDay::daytime: break;
  }
  return std::nullopt;
}

int guessed(const ClockTime& clock, const SaidTime& said, LocalTime written_at) {
  if (const auto sure = certain(clock)) return *sure;
  const int m = clock.minutes, hour = m / 60;
  if (hour == 12) return m;
  if (hour <= latest_hour_after_noon) return m + noon;
  // "8:00", written at six in the evening: eight in the evening.
  const int now = static_cast<int>(domain::time_of_day(written_at).count());
  const bool is_today = !said.days || said.days->from == domain::day_of(written_at);
  return is_today && now >= 17 * 60 && m + noon > now ? m + noon : m;
}

// The first time after `from` that the clock can mean.
int end_after(const ClockTime& clock, int from) {
  if (const auto sure = certain(clock); sure && (clock.is_24h || clock.is_pm || *sure > from)) return *sure;
  const int m = clock.minutes;
  for (int candidate : {m, m + noon, m + day})
    if (candidate > from) return candidate;
  return m + day;
}

// Where only the end says which half of the day ("5 to 6pm"), the beginning follows, if it then comes first.
int start_before(const ClockTime& clock, const ClockTime& end, const SaidTime& said, LocalTime written_at) {
  const auto sure_end = certain(end);
  if (certain(clock) || !sure_end || end.is_24h) return guessed(clock, said, written_at);
  const int later = clock.minutes + noon;
  if (clock.minutes / 60 != 12 && *sure_end > noon && later < *sure_end) return later;
  return clock.minutes;
}

Hours hours_said(const SaidTime& said, LocalTime written_at) {
  if (said.from && said.to) {
    const int from = start_before(*said.from, *said.to, said, written_at);
    return {from, end_after(*said.to, from)};
  }
  const int from = guessed(*said.from, said, written_at);
  return {from, said.lasting_minutes > 0 ? from + said.lasting_minutes : -1};
}

void set_times(TimeWindow& window, const SaidTime& said, const Hours& hours) {
  const bool is_before = said.is_before && hours.to < 0;
  if (!is_before) window.time_from = minutes(hours.from % day);
  if (is_before)
    window.time_to = minutes(hours.from % day);
  else if (hours.to >= 0)
    window.time_to = minutes(hours.to == day ? day : hours.to % day);
}

void set_day_times(TimeWindow& window, const SaidTime& said, const Hours& hours) {
  const LocalTime start = said.days->from;
  if (said.is_before && hours.to < 0) {
    window.from = start;
    window.to = start + minutes(hours.from);
    return;
  }
  window.from = start + minutes(hours.from);
  if (hours.to >= 0) window.to = start + minutes(hours.to > hours.from ? hours.to : hours.to + day);
}

void set_days(TimeWindow& window, const SaidTime& said) {
  const LocalTime start = said.days->from;
  if (said.is_before) {
    window.to = start;
    return;
  }
  window.from = start;
  if (!said.is_after) window.to = start + std::chrono::days(said.days->count);
}

void set_part(TimeWindow& window, const SaidTime& said) {
  const Hours hours = hours_of(*said.part);
  const bool is_open = said.is_after, is_before = said.is_before;
  if (!said.days) {
    if (!is_before) window.time_from = minutes(is_open ? hours.to : hours.from);
    if (!is_open) window.time_to = minutes(is_before ? hours.from : hours.to);
    return;
  }
  const LocalTime start = said.days->from;
  window.from = is_before ? start : start + minutes(is_open ? hours.to : hours.from);
  if (!is_open) window.to = start + minutes(is_before ? hours.from : hours.to);
}

}  // namespace

TimeWindow resolved(const SaidTime& said, LocalTime written_at) {
  TimeWindow window;
  window.any = said.is_any;
  if (said.is_absolute()) {
    window.from = said.exact_from;
    window.to = said.exact_to;
  } else if (said.is_end_of_day) {
    window.from = (said.days ? said.days->from : domain::day_of(written_at)) + std::chrono::days(1) -
                  std::chrono::seconds(1);
  } else if (said.from && said.until_now) {
    window.from = domain::day_of(written_at) + minutes(guessed(*said.from, said, written_at));
    if (*window.from > written_at) *window.from -= minutes(noon);
    window.to = written_at;
  } else if (said.from) {
    const Hours hours = hours_said(said, written_at);
    if (said.days)
      set_day_times(window, said, hours);
    else
      set_times(window, said, hours);
  } else if (said.part) {
    set_part(window, said);
  } else if (said.days) {
    set_days(window, said);
  } else if (said.is_now) {
    window.from = written_at;
  }
  return window;
}

}  // namespace steward::understanding
