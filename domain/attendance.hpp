#pragma once
// Attendance follows from what was worked: when somebody first and last did anything in a shift and how many
// orders they finished is counted as it happens; how long the shift was, when it has ended.

#include <map>
#include <string>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// ---- noting

// Somebody of the staff did something.
void note_act(Draft& draft, const StaffId& who);
void note_finished_order(Draft& draft, const StaffId& who);
// Shifts that ended since then.
void note_ended_shifts(Draft& draft, Instant since);

// ---- telling

// What somebody did in a shift, or (without one) on a day outside of any.
struct Attendance {
  StaffId staff;
  std::chrono::local_days day{};    // on which the shift began
  std::optional<minutes> from, to;  // rostered, since that day's midnight
  StaffId swapped_with{};
  std::optional<Instant> first_act, last_act;
  int finished = 0;

  bool is_shift() const { return from.has_value(); }
  bool did_nothing() const { return is_shift() && !first_act; }
};

// The rows of a day: its shifts as they were noted, and whoever may have done something besides. What was
// counted of them is still to be filled in.
std::vector<Attendance> rows_of_day(const Rules& rules, const Reference& reference, const Site& site,
                                    std::chrono::local_days day, const std::vector<Fact>& facts);
std::vector<std::string> counters_of(const Site& site, const Attendance& row);
void fill_in(const Site& site, Attendance& row, const std::map<std::string, int>& counters);

}  // namespace steward::domain
