#include "domain/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace steward::domain {

using namespace std::chrono;

seconds Zone::offset_at(Instant instant) const {
  auto after = std::upper_bound(transitions.begin(), transitions.end(), instant,
                                [](Instant value, const Transition& row) { return value < row.at; });
  return after == transitions.begin() ? base_offset : std::prev(after)->offset;
}

LocalTime Zone::to_local(Instant instant) const {
  return LocalTime{instant.time_since_epoch() + offset_at(instant)};
}

Instant Zone::to_instant(LocalTime local) const {
  // The two offsets in force around the local time; where they differ it stands near a change of the clocks.
  const Instant as_if_utc{local.time_since_epoch()};
  const seconds before = offset_at(as_if_utc - hours{26});
  const seconds later = offset_at(as_if_utc + hours{26});
  const Instant early = as_if_utc - before;
  if (before == later || offset_at(early) == before) return early;
  const Instant late = as_if_utc - later;
  if (offset_at(late) == later) return late;
  // Skipped: the instant of the change.
  auto change = std::upper_bound(transitions.begin(), transitions.end(), late,
                                 [](Instant value, const Transition& row) { return value < row.at; });
  return change == transitions.end() ? late : change->at;
}

minutes time_of_day(LocalTime local) { return floor<minutes>(local - floor<days>(local)); }

local_days day_of(LocalTime local) { return floor<days>(local); }

std::string iso8601(Instant instant, const Zone& zone) {
  const LocalTime local = zone.to_local(instant);
  const auto day = floor<days>(local);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(local - day)};
  const auto offset = duration_cast<minutes>(zone.offset_at(instant)).count();
  std::array<char, 64> text{};
  const int size = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d%c%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()), offset < 0 ? '-' : '+',
      static_cast<int>(std::abs(offset) / 60), static_cast<int>(std::abs(offset) % 60));
  return {text.data(), static_cast<size_t>(size)};
}

namespace {

// Reads fixed-width fields off the front of a text.
struct Reader {
  std::string_view rest;
  bool is_good = true;

  int digits(size_t count) {
    int value = 0;
    if (rest.size() < count ||
        std::from_chars(rest.data(), rest.data() + count, value).ptr != rest.data() + count)
      return is_good = false, 0;
    rest.remove_prefix(count);
    return value;
  }
  bool takes(char wanted) {
    if (rest.empty() || rest.front() != wanted) return false;
    rest.remove_prefix(1);
    return true;
  }
  void needs(char wanted) { is_good = takes(wanted) && is_good; }
};

}  // namespace

std::optional<Instant> parse_iso8601(std::string_view text) {
  Reader in{text};
  const int y = in.digits(4);
  in.needs('-');
  const int m = in.digits(2);
  in.needs('-');
  const int d = in.digits(2);
  in.needs('T');
  const int hour = in.digits(2);
  in.needs(':');
  const int minute = in.digits(2);
  int second = 0;
  milliseconds fraction{0};
  if (in.takes(':')) second = in.digits(2);
  if (in.takes('.')) {
    int scale = 100;
    for (; !in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9'; scale /= 10)
      fraction += milliseconds{in.digits(1) * scale};
  }
  minutes offset{0};
  if (!in.takes('Z')) {
    const bool is_west = in.takes('-');
    if (!is_west) in.needs('+');
    const int h = in.digits(2);
    in.takes(':');
    offset = hours{h} + minutes{in.digits(2)};
    if (is_west) offset = -offset;
  }
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
  if (!in.is_good || !in.rest.empty() || !date.ok() || hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  return Instant{sys_days{date}} + hours{hour} + minutes{minute} + seconds{second} + fraction - offset;
}

std::optional<Duration> parse_duration(std::string_view text) {
  Reader in{text};
  const bool is_negative = in.takes('-');
  in.needs('P');
  bool in_time = false, has_any = false;
  Duration sum{0};
  while (in.is_good && !in.rest.empty()) {
    if (!in_time && in.takes('T')) {
      in_time = true;
      continue;
    }
    double amount = 0;
    auto [end, error] = std::from_chars(in.rest.data(), in.rest.data() + in.rest.size(), amount);
    if (error != std::errc{} || end == in.rest.data() + in.rest.size()) return std::nullopt;
    const char unit = *end;
    in.rest.remove_prefix(static_cast<size_t>(end - in.rest.data()) + 1);
    double factor = 0;
    if (!in_time && unit == 'W') factor = 7 * 86400;
    if (!in_time && unit == 'D') factor = 86400;
    if (in_time && unit == 'H') factor = 3600;
    if (in_time && unit == 'M') factor = 60;
    if (in_time && unit == 'S') factor = 1;
    if (factor == 0) return std::nullopt;
    sum += duration_cast<Duration>(duration<double>{amount * factor});
    has_any = true;
  }
  if (!in.is_good || !has_any) return std::nullopt;
  return is_negative ? -sum : sum;
}

}  // namespace steward::domain
