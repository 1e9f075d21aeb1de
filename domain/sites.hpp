#pragma once
// Which of the desk's sites is meant: a unit's number alone does not say it where two have the same.

#include <string_view>

#include "domain/draft.hpp"

namespace steward::domain {

// Whose name stands in the text; empty where none does.
SiteId site_named(const Rules& rules, std::string_view text);

// Where an order for this unit belongs: whoever has it as a home says so, else the site their chat is of,
// else the only site that has such a unit. Empty: nothing tells, and it has to be asked.
SiteId site_meant(Draft& draft, const Conversation& talk, const UnitId& unit);

// The sites that an order may be of: its own; all while it is not known.
std::vector<const Site*> sites_it_may_be_of(const Rules& rules, const WorkOrder& order);

}  // namespace steward::domain
