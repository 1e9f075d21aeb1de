#include "domain/order_acts.hpp"

#include "domain/dispatch.hpp"
#include "domain/letters.hpp"

namespace steward::domain {
namespace {

MayRefuse send_to(Draft& draft, WorkOrder& order, const Staff& by, const StaffId& to) {
  const Staff* staff = draft.reference.find(to);
  if (!staff) return Refusal::bad_input;
  const std::vector<StaffId> before = those_on_it(order);
  if (auto refused = draft.move(order, Act::dispatch, actor_for(by, order))) return refused;
  for (const StaffId& one : before)
    if (one != to)
      if (OutMessage* letter = to_staff(draft, one, &order))
        letter->says.push_back(say("given_to_another", {number_of(order), name_of(draft, to)}));
  order.accepted_by = {};
  order.accepted_at.reset();
  order.is_registered = false;
  order.goes_in_storm = draft.reference.storm_at(order.site) != nullptr;
  for (ClockRule rule : {ClockRule::morning, ClockRule::idle, ClockRule::idle_answer, ClockRule::shift_end,
                         ClockRule::hold_check, ClockRule::remind_question, ClockRule::desk_task})
    order.clocks.stop(rule);
  draft.record(order, Happened::dispatched_by_desk, to.value);
  offer_to(draft, order, *staff);
  return std::nullopt;
}

// The desk writes down what somebody said on the phone who has no chat.
MayRefuse accept_for(Draft& draft, WorkOrder& order, const Staff& by, const StaffId& whom) {
  if (whom.empty() || by.role == Role::technician) return accept(draft, order, by);
  const Staff* who = draft.reference.find(whom);
  return who ? accept(draft, order, *who) : Refusal::bad_input;
}

}  // namespace

MayRefuse act_on_order(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action) {
  switch (action.verb) {
    case StaffVerb::accept: return accept_for(draft, order, by, action.to);
    case StaffVerb::decline: return decline(draft, order, by, action.text);
    case StaffVerb::eta: return give_eta(draft, order, by, std::chrono::minutes{action.minutes});
    case StaffVerb::arrive: return arrive(draft, order, by);
    case StaffVerb::finish: return finish(draft, order, by, action);
    case StaffVerb::hold: return put_on_hold(draft, order, by, action.text);
    case StaffVerb::resume: return resume(draft, order, by);
    case StaffVerb::cancel: return cancel(draft, order, actor_for(by, order), action.text);
    case StaffVerb::not_ours: return refuse_as_not_ours(draft, order, by, action.text);
    case StaffVerb::dispatch: return send_to(draft, order, by, action.to);
    case StaffVerb::measure: return name_measure(draft, order, by, action);
    case StaffVerb::close: return end_improvement(draft, order, by, action.text);
    case StaffVerb::no_answer: return note_no_answer(draft, order, by);
    case StaffVerb::none:
    case StaffVerb::report_for:
    case StaffVerb::ask_who_is_on:
    case StaffVerb::swap_shifts:
    case StaffVerb::step_away:
    case StaffVerb::come_back:
    case StaffVerb::call_typhoon:
    case StaffVerb::call_rainstorm:
    case StaffVerb::call_storm_off: break;
  }
  return Refusal::bad_input;
}

}  // namespace steward::domain
