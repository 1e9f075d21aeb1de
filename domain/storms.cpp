#include "domain/storms.hpp"

#include <algorithm>

#include "domain/calendar.hpp"
#include "domain/dispatch.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

constexpr const char* told_of_storm = "storm";  // the slot of the message to a reporter

bool is_ended(OrderState state) {
  return state == OrderState::closed || state == OrderState::cancelled || state == OrderState::not_ours;
}

Arg arg_of(StormReason reason) {
  return {"storm", "storm." + std::string{to_string(reason)}, Arg::Form::phrase};
}

// Whoever is at work there, and who answers for them.
std::vector<const Staff*> those_concerned(const Draft& draft, const Site& site) {
  std::vector<const Staff*> all = on_duty(draft.reference, site, draft.now);
  for (const Staff& one : draft.reference.staff) {
    const bool answers_for_them = one.role == Role::head || one.role == Role::manager;
    if (answers_for_them && one.serves(site.id) && std::find(all.begin(), all.end(), &one) == all.end())
      all.push_back(&one);
  }
  return all;
}

void tell_staff(Draft& draft, const Site& site, const Say& what) {
  for (const Staff* one : those_concerned(draft, site))
    if (OutMessage* letter = to_staff(draft, one->id, nullptr)) letter->says.push_back(what);
}

Say called(const Site& site, const Storm& storm) {
  std::vector<Arg> args{{"site_name", site.name}, arg_of(storm.reason)};
  if (!storm.expected_until) return say("storm_called", std::move(args));
  args.push_back(time_arg("time", *storm.expected_until));
  return say("storm_called_until", std::move(args));
}

bool may_switch(const Draft& draft, const StormSwitched& wanted) {
  if (wanted.by.empty()) return true;
  const Staff* by = draft.reference.find(wanted.by);
  return by && may_call_storms(*by) && by->serves(wanted.site);
}

// Not at night, unless it stands in what they are written to just now anyway.
void tell_reporter(Draft& draft, const WorkOrder& order, const Storm& storm) {
  if (order.reporter.empty()) return;
  Conversation& talk = draft.conversation(order.reporter);
  if (talk.storm_told_at && *talk.storm_told_at >= storm.since) return;
  OutMessage* letter = to_reporter(draft, order);
  if (!letter) return;
  talk.storm_told_at = draft.now;
  const Site& site = draft.site_of(order);
  if (letter->says.empty()) {
    letter->slot = told_of_storm;
    if (is_quiet(draft.rules, site, draft.now))
      letter->not_before = next_unquiet(draft.rules, site, draft.now);
  }
  letter->says.push_back(say("storm_waits", {arg_of(storm.reason)}));
  say_who_is_on_duty(draft, *letter, site);
}

void stand_still(Draft& draft, WorkOrder& order, const Storm& storm) {
  if (!order.is_storm_bound) {
    order.is_storm_bound = true;
    if (order.is_open()) draft.record(order, Happened::storm_waited, std::string{to_string(storm.reason)});
  }
  order.clocks.pause(stands_still_in_storm, draft.now);
  if (!order.clocks.is_running(ClockRule::storm))
    order.clocks.set(ClockRule::storm, draft.now + draft.rules.manners.desk_check);
  if (order.is_open()) tell_reporter(draft, order, storm);
}

// A length of time goes on with what was left of it, in the morning where the storm ended at night; what was
// set to a moment of the day keeps it, unless it is over; working time is counted as such.
Instant due_after(const Draft& draft, const WorkOrder& order, const PausedClock& clock) {
  const Site& site = draft.site_of(order);
  const Instant begins =
      is_night(draft.rules, site, draft.now) ? next_morning(draft.rules, site, draft.now) : draft.now;
  switch (clock.rule) {
    case ClockRule::offer_anew:
    case ClockRule::shift_end: return std::max(clock.due, draft.now);
    case ClockRule::idle: return order.visit_from ? std::max(clock.due, draft.now) : begins + clock.left();
    case ClockRule::measure_remind:
    case ClockRule::measure_missed:
      return after_working(site.working, site.zone, draft.now,
                           working_between(site.working, site.zone, clock.since, clock.due));
    case ClockRule::measure_check: return next_decent(draft.rules, site, std::max(clock.due, draft.now));
    case ClockRule::follow_up:
    case ClockRule::follow_up_sms:
    case ClockRule::follow_up_phone:
    case ClockRule::follow_up_end: return next_decent(draft.rules, site, draft.now + clock.left());
    default: return begins + clock.left();
  }
}

void send_out_at_last(Draft& draft, WorkOrder& order) {
  if (order.tried.empty() || waits_for_the_morning(draft, order)) return dispatch(draft, order);
  order.is_registered = false;
  order.clocks.stop(ClockRule::desk_check);
  offer_to_next(draft, order);  // whoever has declined is not asked again
}

void go_on(Draft& draft, WorkOrder& order) {
  order.is_storm_bound = false;
  order.clocks.stop(ClockRule::storm);
  for (const PausedClock& clock : std::vector(order.clocks.paused()))
    order.clocks.set(clock.rule, due_after(draft, order, clock));
  if (!order.is_open()) return;
  draft.record(order, Happened::storm_over);
  if (!order.reporter.empty()) draft.commit().withdrawn.emplace_back(order.reporter, told_of_storm);
  if (waits_for_better_weather(order)) return send_out_at_last(draft, order);
  // Nobody is sent out at night for what waits at night, though somebody had been asked before the storm.
  const bool is_only_offered =
      order.state == OrderState::dispatched && is_offered(order) && !order.goes_in_storm;
  if (!is_only_offered || !waits_for_the_morning(draft, order)) return;
  order.clocks.stop(ClockRule::offer);
  order.clocks.stop(ClockRule::escalation);
  dispatch(draft, order);
}

void tell_that_it_is_on(Draft& draft, const StaffId& whom, const Storm& storm) {
  const Site& site = draft.rules.site(storm.site);
  OutMessage* letter = site.id == storm.site ? to_staff(draft, whom, nullptr) : nullptr;
  if (letter)
    letter->says.push_back(say(
        "storm_still_on", {{"site_name", site.name}, arg_of(storm.reason), time_arg("since", storm.since)}));
}

void ask_the_desk(Draft& draft, const WorkOrder& order) {
  OutMessage* letter = to_staff(draft, order.holder, &order, Lane::urgent);
  if (!letter) return;
  letter->says.push_back(say("desk_urgent_in_storm", {storm_of(draft, order)}));
  write_alert(draft, *letter, order);
}

}  // namespace

bool can_wait(const Rules& rules, const WorkOrder& order) {
  if (order.hazard != Hazard::none) return false;
  const Kind* kind = rules.kind(order.kind);
  return !kind || kind->handler == Handler::technician || kind->handler == Handler::department;
}

bool stands_still_in_storm(ClockRule rule) {
  switch (rule) {
    // Somebody would be sent out, or hurried.
    case ClockRule::offer:
    case ClockRule::offer_anew:
    case ClockRule::escalation:
    case ClockRule::idle:
    case ClockRule::idle_answer:
    case ClockRule::shift_end:
    case ClockRule::hold_check:
    case ClockRule::promise:
    // Nobody is asked how content they are while the windows rattle.
    case ClockRule::follow_up:
    case ClockRule::follow_up_sms:
    case ClockRule::follow_up_phone:
    case ClockRule::follow_up_end:
    case ClockRule::measure_remind:
    case ClockRule::measure_missed:
    case ClockRule::measure_check: return true;
    // Dangers; and what has to be known, written down or decided all the same.
    case ClockRule::alert:
    case ClockRule::reach:
    case ClockRule::desk_check:
    case ClockRule::morning:
    case ClockRule::remind_question:
    case ClockRule::desk_task:
    case ClockRule::closing:
    case ClockRule::storm:
    case ClockRule::gather:
    case ClockRule::cover:
    case ClockRule::handover_place:
    case ClockRule::handover_head:
    case ClockRule::handover_offer:
    case ClockRule::handover_end:
    case ClockRule::slot:
    case ClockRule::notice: return false;
  }
  return false;
}

const Storm* waits_out(const Rules& rules, const Reference& reference, const WorkOrder& order) {
  if (reference.storms.empty() || is_ended(order.state) || !can_wait(rules, order)) return nullptr;
  if (order.goes_in_storm) return nullptr;
  return reference.storm_at(order.site);  // of a site that is not known yet there is none
}

bool is_out_of_step(const Rules& rules, const Reference& reference, const WorkOrder& order) {
  return order.is_storm_bound != (waits_out(rules, reference, order) != nullptr);
}

bool may_call_storms(const Staff& staff) { return staff.role == Role::head || staff.role == Role::manager; }

MayRefuse switch_storm(Draft& draft, const StormSwitched& wanted) {
  const Site& site = draft.rules.site(wanted.site);
  if (site.id != wanted.site) return Refusal::not_found;
  if (!may_switch(draft, wanted)) return Refusal::not_allowed;
  const Storm* before = draft.reference.storm_at(site.id);
  if (!before && !wanted.is_on) return Refusal::not_now;
  std::vector<Storm> storms = draft.reference.storms;
  std::erase_if(storms, [&](const Storm& one) { return one.site == site.id; });
  if (wanted.is_on) {
    if (wanted.expected_until && *wanted.expected_until <= draft.now) return Refusal::bad_input;
    Storm storm{site.id, wanted.reason, before ? before->since : draft.now, wanted.expected_until};
    const bool is_same_storm = before && before->reason == storm.reason;
    if (is_same_storm && !storm.expected_until) storm.expected_until = before->expected_until;
    if (is_same_storm && *before == storm) return tell_that_it_is_on(draft, wanted.by, storm), std::nullopt;
    storms.push_back(storm);
    tell_staff(draft, site, called(site, storm));
  } else {
    tell_staff(draft, site, say("storm_called_off", {{"site_name", site.name}, arg_of(before->reason)}));
  }
  draft.commit().storms = std::move(storms);
  draft.commit().feed.push_back({"storm", site.id.value, site.id});
  return std::nullopt;
}

void heed_weather(Draft& draft, WorkOrder& order) {
  if (const Storm* storm = waits_out(draft.rules, draft.reference, order))
    stand_still(draft, order, *storm);
  else if (order.is_storm_bound)
    go_on(draft, order);
  if (order.goes_in_storm && !draft.reference.storm_at(order.site)) order.goes_in_storm = false;
}

void register_until_storm_is_over(Draft& draft, WorkOrder& order) {
  draft.move(order, Act::hold_back, Actor::program);
  order.is_registered = true;
  order.holder = front_desk_for(draft, order);
  for (ClockRule rule : {ClockRule::offer, ClockRule::offer_anew, ClockRule::escalation, ClockRule::morning,
                         ClockRule::desk_check})
    order.clocks.stop(rule);
  if (!order.is_urgent) return;
  ask_the_desk(draft, order);
  order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
}

bool waits_for_better_weather(const WorkOrder& order) {
  return order.state == OrderState::received && order.is_registered &&
         !order.clocks.is_running(ClockRule::morning);
}

Arg storm_of(const Draft& draft, const WorkOrder& order) {
  const Storm* storm = draft.reference.storm_at(draft.site_of(order).id);
  return arg_of(storm ? storm->reason : StormReason::rainstorm);
}

void say_who_is_on_duty(const Draft& draft, OutMessage& letter, const Site& site) {
  const Say words = say(site.phone.empty() ? "storm_duty_write" : "storm_duty",
                        {name_of(draft, front_desk_on_duty(draft.reference, site, draft.now))});
  if (std::find(letter.says.begin(), letter.says.end(), words) == letter.says.end())
    letter.says.push_back(words);
}

void remind_of_storms(Draft& draft) {
  for (const Storm& storm : draft.reference.storms)
    for (const Staff& one : draft.reference.staff)
      if (may_call_storms(one) && one.serves(storm.site)) tell_that_it_is_on(draft, one.id, storm);
}

}  // namespace steward::domain
