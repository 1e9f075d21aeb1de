#pragma once
// Instants, and local time by a zone handed in as a table: the domain asks no clock and no zone database.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::domain {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;
using LocalTime = std::chrono::local_time<Duration>;

// A time zone as its transitions, ascending. Before the first one `base_offset` holds.
struct Zone {
  struct Transition {
    Instant at;
    std::chrono::seconds offset;
  };
  std::string name;
  std::chrono::seconds base_offset{0};
  std::vector<Transition> transitions;

  std::chrono::seconds offset_at(Instant instant) const;
  LocalTime to_local(Instant instant) const;
  // A local time that the clocks skip becomes the instant of the change, one that comes twice the earlier
  // instant.
  Instant to_instant(LocalTime local) const;
};

// Minutes since local midnight.
std::chrono::minutes time_of_day(LocalTime local);
std::chrono::local_days day_of(LocalTime local);

// "2026-03-03T09:00:00+08:00"; milliseconds are left out.
std::string iso8601(Instant instant, const Zone& zone);
// With zone ("Z" or an offset), seconds optional. Nothing where it is not an instant.
std::optional<Instant> parse_iso8601(std::string_view text);
// "PT10M", "P1D", "PT1H30M", "PT0.5S".
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace steward::domain
