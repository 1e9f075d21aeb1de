#pragma once
// What people do to an order. Each either changes it, with all that follows, or says why not.

#include <optional>

#include "domain/draft.hpp"

namespace steward::domain {

using MayRefuse = std::optional<Refusal>;

// A member of staff acts, by button, command, plain words or at the board.
MayRefuse act_on_order(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action);

// order_taking.cpp
MayRefuse accept(Draft& draft, WorkOrder& order, const Staff& by);
MayRefuse decline(Draft& draft, WorkOrder& order, const Staff& by, const std::string& reason);
MayRefuse give_eta(Draft& draft, WorkOrder& order, const Staff& by, std::chrono::minutes eta);
// From a holder who does not move or goes home; offered to the next, `why` for the history.
void take_back(Draft& draft, WorkOrder& order, Happened what);
// The reporter hears that somebody else comes, or that the desk sees to it.
void tell_of_another(Draft& draft, WorkOrder& order, const StaffId& before);
// When an accepted order without arrival is asked about.
void set_idle_clock(const Draft& draft, WorkOrder& order);

// leaving.cpp: whoever must act on an open order, where that is nobody of the staff any more.
StaffId leaver_holding(const Reference& staff, const WorkOrder& order);
void take_from_leaver(Draft& draft, WorkOrder& order, const StaffId& who);

// order_working.cpp
MayRefuse arrive(Draft& draft, WorkOrder& order, const Staff& by);
MayRefuse finish(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action);
MayRefuse put_on_hold(Draft& draft, WorkOrder& order, const Staff& by, const std::string& reason);
MayRefuse resume(Draft& draft, WorkOrder& order, const Staff& by);

// order_ending.cpp
MayRefuse cancel(Draft& draft, WorkOrder& order, Actor who, const std::string& reason);
MayRefuse refuse_as_not_ours(Draft& draft, WorkOrder& order, const Staff& by, const std::string& whom);
MayRefuse reopen(Draft& draft, WorkOrder& order, const std::string& why);

// follow_up_improving.cpp
// They were phoned and did not pick up: the front desk tries at another time of day.
MayRefuse note_no_answer(Draft& draft, WorkOrder& order, const Staff& by);
MayRefuse name_measure(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action);
// Not until they are satisfied, but as the manager decides, who says why.
MayRefuse end_improvement(Draft& draft, WorkOrder& order, const Staff& by, const std::string& reason);

}  // namespace steward::domain
