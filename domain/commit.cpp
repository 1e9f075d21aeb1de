#include "domain/commit.hpp"

namespace steward::domain {

bool changes_reference(const Commit& commit) { return commit.bound_staff || commit.roster || commit.storms; }

void change(Reference& reference, const Commit& commit) {
  if (commit.roster) reference.shifts = *commit.roster;
  if (commit.storms) reference.storms = *commit.storms;
  if (!commit.bound_staff) return;
  for (Staff& one : reference.staff)
    if (one.id == commit.bound_staff->id) one = *commit.bound_staff;
}

}  // namespace steward::domain
