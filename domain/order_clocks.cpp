// What the clocks of an order do when they run out. Each looks at the order first: it may have moved on.

#include <algorithm>

#include "domain/digest.hpp"
#include "domain/dispatch.hpp"
#include "domain/escalation.hpp"
#include "domain/follow_up.hpp"
#include "domain/hearing.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/order_clocks.hpp"
#include "domain/projections.hpp"
#include "domain/promises.hpp"
#include "domain/reaching.hpp"
#include "domain/roster.hpp"
#include "domain/storms.hpp"

namespace steward::domain {
namespace {

void offer_lapsed(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::dispatched) return;
  draft.record(order, Happened::offer_lapsed, order.holder.value);
  offer_to_next(draft, order);
}

void remind_question(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::received || order.reporter.empty()) return;
  Conversation& talk = draft.conversation(order.reporter);
  if (!talk.question || talk.question->order != order.id || talk.handover) return;
  ask_again(draft, talk);
}

void task_of_the_desk(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::received) return;
  order.holder = front_desk_for(draft, order);
  order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
  draft.record(order, Happened::held_by_desk, "no_answer");
  if (OutMessage* letter = to_staff(draft, order.holder, &order)) {
    letter->says.push_back(say("desk_no_answer"));
    write_alert(draft, *letter, order);
  }
}

void dispatch_in_the_morning(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::received) return;
  order.is_registered = false;
  dispatch(draft, order);
}

// Another order of the same holder that comes first: they are on it, or took it earlier and are on their way.
bool waits_behind_another(Draft& draft, const WorkOrder& order) {
  const auto& theirs = draft.index(orders_of_staff(order.accepted_by));
  Reads reads;
  for (const std::string& id : theirs) reads.documents.push_back(key_of(OrderId{id}));
  draft.need(reads);
  return std::any_of(theirs.begin(), theirs.end(), [&](const std::string& id) {
    const WorkOrder* other = draft.find_order(OrderId{id});
    if (!other || other->id == order.id || other->accepted_by != order.accepted_by) return false;
    return other->state == OrderState::on_site;
  });
}

bool has_gone_home(const Draft& draft, const WorkOrder& order) {
  return !draft.reference.shifts.empty() &&
         !is_on_duty(draft.reference, draft.site_of(order).zone, order.accepted_by, draft.now);
}

bool is_agreed_for_later(const Draft& draft, const WorkOrder& order) {
  return order.visit_from && *order.visit_from > draft.now &&
         is_on_duty(draft.reference, draft.site_of(order).zone, order.accepted_by, *order.visit_from);
}

void end_of_shift(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::accepted || is_agreed_for_later(draft, order)) return;
  if (!has_gone_home(draft, order)) {
    if (auto end = shift_end(draft.reference, draft.site_of(order).zone, order.accepted_by, draft.now))
      order.clocks.set(ClockRule::shift_end, *end);
    return;
  }
  take_back(draft, order, Happened::handed_to_next_shift);
}

void ask_if_moving(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::accepted) return;
  const Manners& manners = draft.rules.manners;
  if (has_gone_home(draft, order) && !is_agreed_for_later(draft, order)) return end_of_shift(draft, order);
  if (waits_behind_another(draft, order)) return set_idle_clock(draft, order);
  order.clocks.set(
      ClockRule::idle_answer,
      draft.now + (order.hazard == Hazard::none ? manners.idle_answer : manners.idle_answer_hazard));
  draft.record(order, Happened::asked_if_moving, order.accepted_by.value);
  OutMessage* letter =
      to_staff(draft, order.accepted_by, &order, order.hazard == Hazard::none ? Lane::normal : Lane::urgent);
  if (!letter) return;
  letter->says.push_back(say("are_you_moving", {number_of(order), where_of(draft, order)}));
  letter->buttons = {button("btn.eta15", "eta", order.id), button("btn.eta30", "eta", order.id),
                     button("btn.arrive", "arrive", order.id), button("btn.decline", "decline", order.id)};
  letter->buttons[0].data += ":15";
  letter->buttons[1].data += ":30";
}

void take_from_idle(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::accepted) return;
  const StaffId before = order.accepted_by;
  take_back(draft, order, Happened::taken_back);
  keep_for_digest(draft, order, "taken_back");
  tell_of_another(draft, order, before);
}

void look_at_a_long_stay(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::on_site && order.state != OrderState::on_hold) return;
  order.clocks.set(ClockRule::hold_check, draft.now + draft.rules.manners.hold_check);
  const StaffId desk = front_desk_for(draft, order);
  for (const StaffId& one : {order.accepted_by, desk})
    if (OutMessage* letter = to_staff(draft, one, &order))
      letter->says.push_back(say(order.state == OrderState::on_hold ? "long_on_hold" : "long_on_site",
                                 {number_of(order), where_of(draft, order)}));
}

// Of a follow-up by phone the front desk is reminded twice, then once a morning: the resident does not
// answer.
Instant next_phone_reminder(const Draft& draft, const WorkOrder& order) {
  const Site& site = draft.site_of(order);
  const minutes again = draft.rules.manners.desk_check;
  const Instant first = next_staff_hour(draft.rules, site, first_phone_reminder(draft, order));
  if (draft.now < first + again) return next_staff_hour(draft.rules, site, draft.now + again);
  return next_staff_hour(draft.rules, site, next_morning(draft.rules, site, draft.now + minutes{1}));
}

// The front desk holds it: reminded in working hours, for as long as it does.
void look_at_what_the_desk_holds(Draft& draft, WorkOrder& order) {
  const bool is_phone_task = order.follow_up.state == FollowUpState::phone;
  if (!order.is_open() && !is_phone_task) return;
  if (order.is_taken() && draft.reference.find(order.accepted_by) &&
      draft.reference.find(order.accepted_by)->role == Role::technician)
    return;
  const Site& site = draft.site_of(order);
  const Instant next = is_phone_task
                           ? next_phone_reminder(draft, order)
                           : next_staff_hour(draft.rules, site, draft.now + draft.rules.manners.desk_check);
  order.clocks.set(ClockRule::desk_check, next);
  if (!order.is_taken()) order.holder = front_desk_for(draft, order);
  if (!is_staff_hour(draft.rules, site, draft.now)) return;
  if (OutMessage* letter = to_staff(draft, order.holder, &order)) {
    const Words& words = draft.words(order.id);
    letter->says.push_back(say(is_phone_task ? "phone_task_still" : "desk_still_holds",
                               {number_of(order), where_of(draft, order), matter_of(words)}));
  }
}

void close_without_reason(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::followed_up) return;
  draft.move(order, Act::close, Actor::program);
  order.clocks.stop_all();
  draft.record(order, Happened::closed);
}

}  // namespace

void clock_of_order(Draft& draft, WorkOrder& order, ClockRule rule) {
  // It is paused instead, as the draft ends: see heed_weather.
  if (stands_still_in_storm(rule) && waits_out(draft.rules, draft.reference, order))
    return order.clocks.pause(stands_still_in_storm, draft.now);
  order.clocks.stop(rule);
  switch (rule) {
    case ClockRule::offer: return offer_lapsed(draft, order);
    case ClockRule::alert:
      if (order.state == OrderState::dispatched) alert_everybody(draft, order);
      return;
    case ClockRule::reach: return go_on_reaching(draft, order);
    case ClockRule::offer_anew:
      if (order.state == OrderState::dispatched && !order.clocks.is_running(ClockRule::offer))
        offer_anew(draft, order);
      return;
    case ClockRule::escalation: return go_on_escalating(draft, order);
    case ClockRule::morning: return dispatch_in_the_morning(draft, order);
    case ClockRule::remind_question: return remind_question(draft, order);
    case ClockRule::desk_task: return task_of_the_desk(draft, order);
    case ClockRule::idle: return ask_if_moving(draft, order);
    case ClockRule::idle_answer: return take_from_idle(draft, order);
    case ClockRule::shift_end: return end_of_shift(draft, order);
    case ClockRule::hold_check: return look_at_a_long_stay(draft, order);
    case ClockRule::follow_up: return ask_in_chat(draft, order);
    case ClockRule::follow_up_sms: return ask_by_sms(draft, order);
    case ClockRule::follow_up_phone: return ask_by_phone(draft, order);
    case ClockRule::follow_up_end: return give_up_asking(draft, order);
    case ClockRule::measure_remind: return remind_of_measure(draft, order);
    case ClockRule::measure_missed: return tell_manager_no_measure(draft, order);
    case ClockRule::measure_check: return ask_after_measure(draft, order);
    case ClockRule::desk_check: return look_at_what_the_desk_holds(draft, order);
    case ClockRule::promise: return look_at_promises(draft, order);
    case ClockRule::closing: return close_without_reason(draft, order);
    case ClockRule::storm: return;  // it is brought in line with the weather, as whatever changes
    case ClockRule::gather:
    case ClockRule::handover_place:
    case ClockRule::handover_head:
    case ClockRule::handover_offer:
    case ClockRule::handover_end:
    case ClockRule::cover:
    case ClockRule::slot:
    case ClockRule::notice: return;  // of conversations, plans and notices
  }
}

}  // namespace steward::domain
