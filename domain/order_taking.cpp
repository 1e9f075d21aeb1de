// Accepting, declining, saying when: how an order finds and leaves its holder.

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/letters.hpp"
#include "domain/order_acts.hpp"
#include "domain/reaching.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

// Technicians go there, and whoever takes a hazard; what the desk takes it deals with where it is.
bool goes_there(const WorkOrder& order, const Staff& by) {
  return by.role == Role::technician || order.hazard != Hazard::none;
}

void tell_others_it_is_taken(Draft& draft, const WorkOrder& order, const std::vector<StaffId>& others) {
  for (const StaffId& one : others) {
    if (one == order.accepted_by) continue;
    OutMessage* letter = to_staff(draft, one, &order);
    if (!letter) continue;
    letter->says.push_back(say("taken_by", {number_of(order), name_of(draft, order.accepted_by)}));
  }
}

void set_shift_clock(const Draft& draft, WorkOrder& order) {
  order.clocks.stop(ClockRule::shift_end);
  const Zone& zone = draft.site_of(order).zone;
  auto end = shift_end(draft.reference, zone, order.accepted_by, draft.now);
  if (end) order.clocks.set(ClockRule::shift_end, *end);
}

void tell_reporter_who_comes(Draft& draft, const WorkOrder& order) {
  OutMessage* letter = to_reporter(draft, order);
  if (!letter) return;
  std::vector<Arg> args{number_of(order), name_of(draft, order.accepted_by), window_of(order)};
  const bool has_window = order.visit_from || order.visit_to;
  letter->says.push_back(say(has_window ? "somebody_comes_at" : "somebody_comes", std::move(args)));
  letter->slot = "status:" + order.id.value;
}

}  // namespace

void set_idle_clock(const Draft& draft, WorkOrder& order) {
  const Manners& manners = draft.rules.manners;
  const Instant from = std::max(draft.now, order.visit_from.value_or(draft.now));
  order.clocks.set(ClockRule::idle,
                   from + (order.hazard == Hazard::none ? manners.idle_after : manners.idle_after_hazard));
}

MayRefuse accept(Draft& draft, WorkOrder& order, const Staff& by) {
  if (order.is_taken()) return order.accepted_by == by.id ? std::nullopt : MayRefuse{Refusal::already_taken};
  const Actor actor = actor_for(by, order);
  if (actor == Actor::stranger) return Refusal::not_offered;
  const std::vector<StaffId> alerted = those_on_it(order);
  if (auto refused = draft.move(order, Act::accept, actor)) return refused;
  order.holder = order.accepted_by = by.id;
  order.accepted_at = draft.now;
  order.is_registered = false;
  order.clocks.stop_all();
  if (goes_there(order, by)) {
    set_idle_clock(draft, order);
    set_shift_clock(draft, order);
    tell_reporter_who_comes(draft, order);
  } else {
    order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
  }
  draft.record(order, Happened::accepted);
  tell_others_it_is_taken(draft, order, alerted);
  return std::nullopt;
}

MayRefuse decline(Draft& draft, WorkOrder& order, const Staff& by, const std::string& reason) {
  const Actor actor = actor_for(by, order);
  if (actor == Actor::stranger) return Refusal::not_offered;
  const bool had_accepted = order.is_taken();
  // In a hazard, and once an offer has passed on, a no changes nothing for the others.
  const bool is_asked = had_accepted || (!order.is_alert && order.holder == by.id);
  if (order.state != OrderState::dispatched && !had_accepted) return Refusal::not_now;
  draft.record(order, Happened::declined, reason);
  stop_reaching(order, by.id);
  if (!is_asked) return std::nullopt;
  if (auto refused = draft.move(order, Act::decline, actor)) return refused;
  order.clocks.stop_all();
  if (had_accepted) {
    order.accepted_by = {};
    order.accepted_at.reset();
    order.tried.clear();
    order.tried.push_back(by.id);
  }
  if (order.hazard != Hazard::none) {
    order.alerts = 0;
    alert_everybody(draft, order);
  } else {
    offer_to_next(draft, order);
  }
  return std::nullopt;
}

MayRefuse give_eta(Draft& draft, WorkOrder& order, const Staff& by, std::chrono::minutes eta) {
  if (eta.count() <= 0 || eta > std::chrono::hours{24 * 7}) return Refusal::bad_input;
  if (!order.is_taken())
    if (auto refused = accept(draft, order, by)) return refused;
  if (auto refused = draft.move(order, Act::eta, actor_for(by, order))) return refused;
  if (order.state == OrderState::accepted) {
    order.clocks.stop(ClockRule::idle_answer);
    order.clocks.stop(ClockRule::hold_check);
    order.clocks.set(ClockRule::idle, draft.now + eta);
  }
  draft.record(order, Happened::eta_given, std::to_string(eta.count()));
  if (OutMessage* letter = to_reporter(draft, order)) {
    letter->says.clear();  // "who comes" of the same moment says less
    letter->says.push_back(say("eta", {number_of(order),
                                       name_of(draft, by.id),
                                       {"minutes", std::to_string(eta.count()), Arg::Form::duration}}));
    letter->slot = "status:" + order.id.value;
  }
  return std::nullopt;
}

void take_back(Draft& draft, WorkOrder& order, Happened what) {
  const StaffId before = order.accepted_by;
  draft.move(order, Act::take_back, Actor::program);
  draft.record(order, what, before.value);
  order.clocks.stop_all();
  order.accepted_by = {};
  order.accepted_at.reset();
  order.tried = {before};
  if (OutMessage* letter = to_staff(draft, before, &order))
    letter->says.push_back(say("taken_back", {number_of(order)}));
  if (order.hazard != Hazard::none) {
    order.alerts = 0;
    alert_everybody(draft, order);
  } else {
    offer_to_next(draft, order);
  }
}

void tell_of_another(Draft& draft, WorkOrder& order, const StaffId& before) {
  OutMessage* letter = to_reporter(draft, order);
  if (!letter) return;
  const bool has_next = order.holder != before && is_offered(order);
  letter->says.push_back(say(has_next ? "sorry_somebody_else" : "sorry_desk_looks", {number_of(order)}));
  letter->slot = "status:" + order.id.value;
}

}  // namespace steward::domain
