// Somebody was taken off the staff: what they hold goes back to dispatch.

#include "domain/dispatch.hpp"
#include "domain/letters.hpp"
#include "domain/order_acts.hpp"

namespace steward::domain {
namespace {

void empty_their_hands(Draft& draft, WorkOrder& order) {
  draft.move(order, Act::dispatch, Actor::program);
  order.clocks.stop_all();
  order.accepted_by = {};
  order.accepted_at.reset();
  order.arrived_at.reset();
  order.tried.clear();
  order.alerts = 0;
}

}  // namespace

StaffId leaver_holding(const Reference& staff, const WorkOrder& order) {
  const StaffId& holder = order.is_taken() ? order.accepted_by : order.holder;
  return !order.is_open() || holder.empty() || staff.find(holder) ? StaffId{} : holder;
}

void take_from_leaver(Draft& draft, WorkOrder& order, const StaffId& who) {
  if (leaver_holding(draft.reference, order) != who) return;
  const bool was_taken = order.is_taken();
  const bool was_offered = is_offered(order);
  draft.record(order, Happened::taken_back, who.value);
  if (was_taken) empty_their_hands(draft, order);
  if (order.is_alert && !was_taken) {
    order.holder = front_desk_for(draft, order);  // everybody is alerted already
  } else if (was_offered) {
    order.clocks.stop(ClockRule::offer);
    offer_to_next(draft, order);  // whoever has declined is not asked again
  } else {
    dispatch(draft, order);
  }
  if (was_taken) tell_of_another(draft, order, who);
}

}  // namespace steward::domain
