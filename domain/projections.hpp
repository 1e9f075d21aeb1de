#pragma once
// Indexes, timers and loads follow from the documents: what a document was and what it is now says what
// changes. Nothing else sets them, so they cannot disagree with the documents.

#include <string>
#include <string_view>

#include "domain/commit.hpp"

namespace steward::domain {

IndexKey open_orders_of(const SiteId& site);     // not yet closed, by when they were opened
IndexKey ended_orders_of(const SiteId& site);    // closed, cancelled, not ours; by when
IndexKey orders_of_staff(const StaffId& staff);  // held by, or still to be taken by
IndexKey held_by_desk(const SiteId& site);       // those the front desk has to bring to somebody
IndexKey waiting_conversations();                // a person is asked for; by since when
IndexKey residents_of(const UnitId& unit);       // those let in first, so that they are counted

// Nobody is asked for it at the moment, and nobody has it: whoever has the desk must act next.
bool is_with_the_desk(const WorkOrder& order);

std::string timer_name(ClockRule rule, const DocumentKey& document);
// Adds to the commit what follows from a document's change; `before` is null for a new one.
void project(Commit& commit, const WorkOrder* before, const WorkOrder& after, Instant now);
void project(Commit& commit, const Conversation* before, const Conversation& after);
void project(Commit& commit, const Resident* before, const Resident& after);
void project(Commit& commit, const Plan* before, const Plan& after);
void project(Commit& commit, const Notice* before, const Notice& after);

}  // namespace steward::domain
