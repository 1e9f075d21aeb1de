#pragma once
// What is wrong with a roster, found before it matters.

#include <string>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

struct RosterGap {
  Instant from{}, to{};
  std::string trade;  // that nobody on duty may do; empty: nobody is at the front desk
  bool operator==(const RosterGap&) const = default;
};

// Between the two instants. Licensed trades count where the site has anybody for them at all.
std::vector<RosterGap> roster_gaps(const Rules& rules, const Reference& reference, const Site& site,
                                   Instant from, Instant to);

// A trade that has more to do tomorrow than those on duty then may have at a time.
struct OverCapacity {
  std::string trade;
  int orders = 0, capacity = 0;
  bool operator==(const OverCapacity&) const = default;
};

// Of the open orders those count that are agreed for tomorrow, and those left from before today.
std::vector<OverCapacity> over_capacity(const Rules& rules, const Reference& reference, const Site& site,
                                        const std::vector<const WorkOrder*>& open,
                                        std::chrono::local_days today);

// Who is on duty between the two, and no alert reaches.
std::vector<const Staff*> unreachable_on_duty(const Rules& rules, const Reference& reference,
                                              const Site& site, Instant from, Instant to);

// The head of the front desk and the manager hear of what tomorrow lacks.
void tell_what_tomorrow_lacks(Draft& draft);

}  // namespace steward::domain
