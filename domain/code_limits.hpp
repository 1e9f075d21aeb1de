#pragma once
// How many one-time codes a site sends an hour and a day: each is an SMS that costs, and somebody with many
// accounts and many numbers could have them sent in masses. Counted in the commit that sends one, read
// without a check: two at the same moment may be one too many.

#include "domain/draft.hpp"

namespace steward::domain {

// Whether this site sends no more for now. The front desk hears of it once a day for each limit.
bool are_codes_used_up(Draft& draft, const Site& site);
// One is sent.
void count_code(Draft& draft, const Site& site);

}  // namespace steward::domain
