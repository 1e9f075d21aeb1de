// Cancelled, not ours, and opened again.

#include "domain/digest.hpp"
#include "domain/dispatch.hpp"
#include "domain/follow_up.hpp"
#include "domain/letters.hpp"
#include "domain/order_acts.hpp"

namespace steward::domain {

MayRefuse cancel(Draft& draft, WorkOrder& order, Actor who, const std::string& reason) {
  const std::vector<StaffId> on_it = those_on_it(order);
  if (auto refused = draft.move(order, Act::cancel, who)) return refused;
  order.holder = {};
  order.clocks.stop_all();
  draft.record(order, Happened::cancelled, reason);
  for (const StaffId& one : on_it)
    if (OutMessage* letter = to_staff(draft, one, &order)) {
      letter->says.push_back(say("cancelled_to_staff", {number_of(order), where_of(draft, order)}));
    }
  if (who == Actor::resident) return std::nullopt;  // they are answered where they said so
  if (OutMessage* letter = to_reporter(draft, order)) {
    letter->says.push_back(say(reason.empty() ? "cancelled" : "cancelled_because",
                               {number_of(order), matter_of(draft.words(order.id)), {"reason", reason}}));
    letter->slot = "status:" + order.id.value;
  }
  return std::nullopt;
}

MayRefuse refuse_as_not_ours(Draft& draft, WorkOrder& order, const Staff& by, const std::string& whom) {
  const Actor actor = actor_for(by, order);
  if (actor == Actor::stranger) return Refusal::not_offered;
  if (auto refused = draft.move(order, Act::refuse_as_not_ours, actor)) return refused;
  order.holder = {};
  order.clocks.stop_all();
  draft.record(order, Happened::not_ours, whom);
  if (OutMessage* letter = to_reporter(draft, order)) {
    letter->says.push_back(
        say(whom.empty() ? "not_ours" : "not_ours_call", {number_of(order), {"whom", whom}}));
    letter->slot = "status:" + order.id.value;
  }
  return std::nullopt;
}

MayRefuse reopen(Draft& draft, WorkOrder& order, const std::string& why) {
  if (order.is_survey()) return Refusal::not_now;  // nothing was done there that could come back
  if (order.done_at && draft.now >= *order.done_at + draft.rules.manners.grace) return Refusal::not_now;
  if (auto refused = draft.move(order, Act::reopen, Actor::resident)) return refused;
  ++order.reopened;
  order.clocks.stop_all();
  order.follow_up = {};
  order.lapses.clear();
  order.is_storm_bound = order.goes_in_storm = false;
  order.accepted_by = {};
  order.accepted_at.reset();
  order.arrived_at.reset();
  order.visit_from.reset();
  order.visit_to.reset();
  order.offered_to.clear();
  order.escalated = 0;
  order.is_alert = false;
  order.alerts = 0;
  draft.record(order, Happened::reopened, why);
  keep_for_digest(draft, order, "reopened");
  dispatch(draft, order);
  return std::nullopt;
}

}  // namespace steward::domain
