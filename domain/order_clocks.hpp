#pragma once

#include "domain/draft.hpp"

namespace steward::domain {

// A clock of the order ran out; it is stopped, and what it stands for happens if it still applies.
void clock_of_order(Draft& draft, WorkOrder& order, ClockRule rule);

}  // namespace steward::domain
