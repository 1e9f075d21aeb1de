#pragma once
// The figures of a period in a few lines, told to heads and manager when it is over.

#include "domain/draft.hpp"

namespace steward::domain {

// Of the last whole week, month or quarter of the plan's site; nothing where nothing happened.
void send_report(Draft& draft, const Plan& plan);

}  // namespace steward::domain
