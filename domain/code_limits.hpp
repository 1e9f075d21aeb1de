#pragma once
// How many one-time codes an account asks for, a phone gets and a site sends: each is an SMS that costs, and
// somebody with many accounts and many numbers could have them sent in masses. What a site sends is counted
// in the commit that sends one, read without a check: two at the same moment may be one too many.

#include "domain/draft.hpp"

namespace steward::domain {

// Counts a code that an account asks for or a phone is sent, an hour; false when it is one too many.
bool takes_a_code(const Draft& draft, Conversation& talk);
// Whether this site sends no more for now. The front desk hears of it once a day for each limit.
bool are_codes_used_up(Draft& draft, const Site& site);
// One is sent.
void count_code(Draft& draft, const Site& site);

}  // namespace steward::domain
