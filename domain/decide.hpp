#pragma once
// The one function of the domain: what follows from an event, given what was seen. Pure.

#include "domain/commit.hpp"
#include "domain/event.hpp"
#include "domain/reads.hpp"
#include "domain/rules.hpp"

namespace steward::domain {

// What to load for an event before it is decided.
Reads named_by(const Event& event);

// Asks for more a few times at most. Throws only when something is wrong with the program or a document.
Decision decide(const Rules& rules, const Snapshot& seen, const Event& event);

}  // namespace steward::domain
