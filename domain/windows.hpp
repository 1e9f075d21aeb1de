#pragma once
// When somebody may come, as instants: what was said in local time, with the day filled in where only a time
// was said.

#include <optional>

#include "domain/features.hpp"
#include "domain/time.hpp"

namespace steward::domain {

struct Visit {
  std::optional<Instant> from, to;
  bool is_any_time = false;
};

// A time of day alone means the next time it comes.
Visit visit_of(const TimeWindow& window, const Zone& zone, Instant now);

}  // namespace steward::domain
