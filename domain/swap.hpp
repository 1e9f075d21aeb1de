#pragma once
// Two people exchange what they work on a date, where nothing speaks against it.

#include <variant>

#include "domain/roster.hpp"

namespace steward::domain {

struct Swap {
  StaffId one, other;
  std::chrono::local_days date{};
};

struct NoSwap {
  enum class Why : uint8_t {
    day_is_past,   // or one of their shifts has begun
    nobody_works,  // neither of them has a shift then
    works_twice,   // `who` would work two shifts at once
    leaves_gap,    // nobody would be there who may do `trade`; empty: at the front desk
  };
  Why why = Why::day_is_past;
  StaffId who{};
  std::string trade{};
  bool operator==(const NoSwap&) const = default;
};

// The roster with the swap in it. Where one of them has no shift on the date, the other takes it over.
std::variant<std::vector<Shift>, NoSwap> swapped(const Rules& rules, const Reference& reference,
                                                 const Site& site, const Swap& swap, Instant now);

// What somebody works on a date.
std::vector<RosteredShift> shifts_on(const Reference& reference, const Zone& zone, const StaffId& staff,
                                     std::chrono::local_days date);

}  // namespace steward::domain
