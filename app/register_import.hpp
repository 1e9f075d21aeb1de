#pragma once
// What an import would change: files against what is kept, as values. A second import of a person or unit
// updates.

#include <string>
#include <vector>

#include "domain/documents.hpp"
#include "domain/reference.hpp"

namespace steward::app {

struct ImportPlan {
  size_t added = 0, changed = 0, same = 0, left_out = 0;
  std::vector<std::string> lines;  // what is added, changed and removed, in words
};

// Units that the file leaves out stay.
ImportPlan merge_units(domain::Reference& into, const std::vector<domain::Unit>& units);
// The file is the whole staff, in its sequence; chat accounts of those who stay are kept.
ImportPlan merge_staff(domain::Reference& into, std::vector<domain::Staff> staff);
// The file is the whole roster, but for what was agreed in chat and is not over: that stays.
ImportPlan merge_roster(domain::Reference& into, std::vector<domain::Shift> shifts,
                        std::chrono::local_days today);

// A resident as the file has it, with the chat accounts that are bound, and the homes that others let them
// into.
domain::Resident merged(const domain::Resident& from_file, const domain::Resident* kept);
void note_resident(ImportPlan& plan, const domain::Resident& resident, const domain::Resident* kept);

}  // namespace steward::app
