#pragma once
// The hours of the desk: when what can wait waits, when residents are written to. When a site works:
// calendar.hpp.

#include "domain/rules.hpp"

namespace steward::domain {

bool is_night(const Rules& rules, const Site& site, Instant at);
bool is_staff_hour(const Rules& rules, const Site& site, Instant at);
bool is_quiet(const Rules& rules, const Site& site, Instant at);

// The first instant from `at` on that is a decent hour to ask a resident something.
Instant next_decent(const Rules& rules, const Site& site, Instant at);
// … in which heads are told.
Instant next_staff_hour(const Rules& rules, const Site& site, Instant at);
// … at which what the desk starts may reach a resident.
Instant next_unquiet(const Rules& rules, const Site& site, Instant at);
// The end of the night that `at` lies in, at the hour of dispatch.
Instant next_morning(const Rules& rules, const Site& site, Instant at);

}  // namespace steward::domain
