#pragma once
// Whether an alert reaches whom it is for: by the steps of its kind, each with the success that it waits for
// and how long; where none of them comes about, the next person is asked, and the front desk knows.

#include <optional>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// Those of its kind, or the desk's: chat, a hazard's unread for a minute goes by SMS too; what cannot be
// delivered goes by SMS at once.
std::vector<ReachingStep> reaching_of(const Rules& rules, const WorkOrder& order);

// The alert to somebody of the staff by the first step that they can be reached by, not before `at`. Null
// where there is none.
OutMessage* alert(Draft& draft, WorkOrder& order, const StaffId& who, Lane lane,
                  std::optional<Instant> at = std::nullopt);

// What a message to staff met with. True: the next step goes on, so that nobody else has to.
bool hear_alert_failed(Draft& draft, WorkOrder& order, const MessageFailed& failure);
void hear_alert_reached(const Draft& draft, WorkOrder& order, const MessageReported& report);

// The time of a step is over.
void go_on_reaching(Draft& draft, WorkOrder& order);

// They have answered, whichever way.
void stop_reaching(WorkOrder& order, const StaffId& who);

// As part of the list of those that follow each other closely, at `at`.
OutMessage* alert_in_list(Draft& draft, WorkOrder& order, const StaffId& who, Instant at);
// It was offered to somebody and is so no longer: they took it, it went to another, it was cancelled. A list
// that still waits is not to offer it to them afterwards.
void withdraw_from_list(Draft& draft, const WorkOrder& before, const WorkOrder& after);

}  // namespace steward::domain
