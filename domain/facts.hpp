#pragma once
// What happened to an order, noted for the reports. It follows from what is new in the order's history, so
// that the two can never tell different things.

#include "domain/draft.hpp"

namespace steward::domain {

void note_facts(Draft& draft, const WorkOrder* before, const WorkOrder& after);

}  // namespace steward::domain
