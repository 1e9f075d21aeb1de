#pragma once
// Who belongs to a unit: those of the register, and those whom they let in.

#include <string>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

const Resident::Home* home_in(const Resident& resident, const UnitId& unit);  // null: not there
bool lives_in(const Resident& resident, const UnitId& unit, const SiteId& site);

// Whoever has a home here and this phone (E.164); null where nobody has.
Resident* resident_with(Draft& draft, const std::string& phone);

// What a bound conversation knows of its resident; of one without a home it is bound no more.
void know_as(Conversation& talk, const Resident& resident);

// Of whoever has no home left nothing is kept but the id.
Resident without_traces(Resident resident);

// Everybody of these homes, once each.
std::vector<Resident*> households_of(Draft& draft, const std::vector<Resident::Home>& homes);

// What stands in talk.newcomer is done: `by`, who writes it, hears the same whoever the phone belongs to.
void let_in(Draft& draft, Conversation& talk, const Resident& by);
void put_out(Draft& draft, Conversation& talk, const Resident& by);
bool is_full(Draft& draft, const Resident::Home& home);

// The last four digits, by which a household knows its own numbers.
Arg tail_of(const std::string& phone);

}  // namespace steward::domain
