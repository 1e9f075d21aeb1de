#pragma once
// When something recurs, in a site's local time. A slot is named by that local time: summer time, a restart
// or two processes never make two of it.

#include "domain/time.hpp"

namespace steward::domain {

struct Schedule {
  enum class Every : uint8_t { day, week, month, quarter };
  Every every = Every::day;
  int on = 1;                  // 1 Monday … 7 of a week; 1 … 28 of a month, or of a quarter's first month
  std::chrono::minutes at{0};  // since local midnight
  bool operator==(const Schedule&) const = default;
};

// What becomes of slots that passed while nothing ran.
enum class AfterOutage : uint8_t {
  each,  // late, one after the other
  once,  // once for all of them
  skip,  // not at all
};

// The first slot after a local time.
LocalTime next_slot(const Schedule& schedule, LocalTime after);

// The first slot after an instant, as an instant that is later.
Instant next_slot(const Schedule& schedule, const Zone& zone, Instant after);

// "2026-03-03T08:00"
std::string slot_name(const Zone& zone, Instant slot);

}  // namespace steward::domain
