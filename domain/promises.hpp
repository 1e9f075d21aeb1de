#pragma once
// What a resident may count on: when somebody takes an order, is there, is done. The kind says how soon; the
// time runs from the opening, by the wall clock or in working time, stands still while the order is on hold
// or waits out a storm, and is added back.

#include <optional>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// A promise of an order, as it stands.
struct Standing {
  enum class State : uint8_t { open, paused, kept };
  Promise promise = Promise::accept;
  State state = State::open;
  Instant warn_at{};             // the holder is told
  Instant due{};                 // of a paused one: as if it went on now
  std::chrono::minutes late{0};  // of one that was kept: by how much too late, in the time it is counted in
};

// When it was opened, or opened again: then it is promised anew.
Instant promised_since(const WorkOrder& order);

std::vector<Standing> standings(const Rules& rules, const WorkOrder& order, Instant now);

// A warning or a miss is due: the holder is told, or the resident with an apology.
void look_at_promises(Draft& draft, WorkOrder& order);

// After whatever changed an order: what was missed and is kept by now gets its measure, and the clock of the
// next warning or miss is set, unless another clock of the order runs out before it and brings us here again.
void watch_promises(const Rules& rules, WorkOrder& order, Instant now);

}  // namespace steward::domain
