#pragma once
// Bringing an order to somebody: alerts for hazards, offers one after the other for the rest, the front desk
// where nobody is left. Whatever happens, the order has a holder and a clock afterwards.

#include "domain/draft.hpp"

namespace steward::domain {

// What its kind requires is known.
bool is_ready(Draft& draft, const WorkOrder& order);
// The register does not have the unit, and nobody has said yet that it is right all the same.
bool is_in_doubt(const Draft& draft, const WorkOrder& order);
// They have, or staff entered it: noted for whoever goes there.
void note_if_unlisted(Draft& draft, WorkOrder& order);

// It is night, and nobody is sent out at night for this.
bool waits_for_the_morning(const Draft& draft, const WorkOrder& order);

// Brings the order on its way: at once, in the morning, or not before an answer comes.
void dispatch(Draft& draft, WorkOrder& order);

// Everybody fit on duty, security, the front desk and the head at once; from the second time on the manager
// too.
void alert_everybody(Draft& draft, WorkOrder& order);
void offer_to(Draft& draft, WorkOrder& order, const Staff& staff);
// The least loaded who was not tried in this round, else the front desk.
void offer_to_next(Draft& draft, WorkOrder& order);
// Nobody left: the front desk holds it, the head is told once, in working hours.
void hold_for_want_of_hands(Draft& draft, WorkOrder& order);
// A new round of offers.
void offer_anew(Draft& draft, WorkOrder& order);

// Somebody was asked and has yet to answer. What is dispatched without, the front desk brings to somebody.
bool is_offered(const WorkOrder& order);
// When what waits for the morning goes out.
Arg morning_of(const WorkOrder& order);
// "Noted", and what really follows.
Say noted(const Draft& draft, const WorkOrder& order);

StaffId front_desk_for(const Draft& draft, const WorkOrder& order);
const Staff* head_for(const Draft& draft, const WorkOrder& order);

}  // namespace steward::domain
