#pragma once
// Who is told that nobody takes an order, step by step: the chain of its kind, or the one that the desk's
// manners make.

#include "domain/draft.hpp"

namespace steward::domain {

Escalation escalation_of(const Rules& rules, const WorkOrder& order);

// How long somebody has to take what they are offered.
minutes offer_waits(const Rules& rules, const WorkOrder& order);

// What comes after so many tellings; null: the chain is through.
const EscalationStep* step_after(const Escalation& chain, int tellings);

// When that step is due, counted from now.
Instant due_at(const Draft& draft, const WorkOrder& order, const EscalationStep& step);

// Nobody takes what is no hazard: the next step, now or when its time comes.
void escalate(Draft& draft, WorkOrder& order);
// Its clock ran out.
void go_on_escalating(Draft& draft, WorkOrder& order);

}  // namespace steward::domain
