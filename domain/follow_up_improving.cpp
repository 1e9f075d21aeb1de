// Dissatisfied is not the end: the head names a measure, the resident hears of it and is asked again.

#include "domain/dispatch.hpp"
#include "domain/follow_up.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/order_acts.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

void tell_head(Draft& draft, const WorkOrder& order, const std::string& phrase, const std::string& said) {
  const Staff* head = head_for(draft, order);
  OutMessage* letter = head ? to_staff(draft, head->id, &order) : nullptr;
  if (!letter) return;
  const Words& words = draft.words(order.id);
  letter->says.push_back(say(phrase, {number_of(order),
                                      where_of(draft, order),
                                      matter_of(words),
                                      name_of(draft, order.done_by),
                                      {"said", said}}));
}

}  // namespace

void begin_improvement(Draft& draft, WorkOrder& order, const Verdict& verdict) {
  const Site& site = draft.site_of(order);
  const Manners& manners = draft.rules.manners;
  order.follow_up.state = FollowUpState::improving;
  order.clocks.set(ClockRule::measure_remind,
                   after_working(site.working, site.zone, draft.now, manners.measure_remind));
  order.clocks.set(ClockRule::measure_missed,
                   after_working(site.working, site.zone, draft.now, manners.measure_missed));
  draft.record(order, Happened::head_told, "dissatisfied");
  tell_head(draft, order, "head_dissatisfied", verdict.text);
}

void remind_of_measure(Draft& draft, WorkOrder& order) {
  order.clocks.stop(ClockRule::measure_remind);
  if (order.follow_up.state != FollowUpState::improving) return;
  tell_head(draft, order, "head_measure_reminder", {});
}

void tell_manager_no_measure(Draft& draft, WorkOrder& order) {
  order.clocks.stop(ClockRule::measure_missed);
  if (order.follow_up.state != FollowUpState::improving) return;
  const Site& site = draft.site_of(order);
  const auto again = after_working(site.working, site.zone, draft.now, draft.rules.manners.measure_missed);
  order.clocks.set(ClockRule::measure_missed, again);
  const Staff* boss = manager(draft.reference);
  if (!boss) return;
  draft.record(order, Happened::manager_told, "no_measure");
  if (OutMessage* letter = to_staff(draft, boss->id, &order))
    letter->says.push_back(say("manager_no_measure", {number_of(order), matter_of(draft.words(order.id))}));
}

MayRefuse name_measure(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action) {
  if (by.role == Role::technician) return Refusal::not_allowed;
  if (order.follow_up.state != FollowUpState::improving) return Refusal::not_now;
  if (action.text.empty()) return Refusal::bad_input;
  const Instant until = action.until.value_or(draft.now + std::chrono::hours{24});
  draft.words(order.id).measure = action.text;
  order.follow_up.measure_by = until;
  order.clocks.stop(ClockRule::measure_remind);
  order.clocks.stop(ClockRule::measure_missed);
  order.clocks.set(ClockRule::measure_check,
                   next_decent(draft.rules, draft.site_of(order), std::max(until, draft.now)));
  draft.record(order, Happened::measure_named);
  if (OutMessage* letter = to_reporter(draft, order))
    letter->says.push_back(
        say("measure_told", {number_of(order),
                             {"measure", action.text},
                             {"by", std::to_string(until.time_since_epoch().count()), Arg::Form::time}}));
  return std::nullopt;
}

MayRefuse end_improvement(Draft& draft, WorkOrder& order, const Staff& by, const std::string& reason) {
  if (by.role != Role::manager) return Refusal::not_allowed;
  const FollowUp& follow_up = order.follow_up;
  if (follow_up.state != FollowUpState::improving && !follow_up.is_after_measure) return Refusal::not_now;
  if (reason.empty()) return Refusal::bad_input;
  if (const auto refused = draft.move(order, Act::close, Actor::desk)) return refused;
  order.clocks.stop_all();
  order.holder = {};
  order.follow_up.state = FollowUpState::answered;
  draft.words(order.id).entries.push_back({draft.now, by.id.value, reason, {}, {}});
  draft.record(order, Happened::closed, "by_manager");
  return std::nullopt;
}

void ask_after_measure(Draft& draft, WorkOrder& order) {
  order.clocks.stop(ClockRule::measure_check);
  if (order.follow_up.state != FollowUpState::improving) return;
  order.follow_up.state = FollowUpState::due;
  order.follow_up.is_after_measure = true;
  ask_in_chat(draft, order);
}

}  // namespace steward::domain
