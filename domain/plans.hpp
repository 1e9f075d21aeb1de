#pragma once
// What recurs: plans are documents, each with the clock of its next slot, which the commit that ends the last
// one sets.

#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// The plans that every desk has.
std::vector<Plan> standing_plans(const Rules& rules);

// Makes a plan, or changes when it runs; what runs as it did is left alone.
void set_plan(Draft& draft, const Plan& wanted);

// The roster has changed: the plan of its shifts looks at it at once.
void look_at_shifts_soon(Draft& draft);

// Its slot has come: what it is for happens, and the next one is set.
void run_plan(Draft& draft, Plan& plan);

}  // namespace steward::domain
