#include "domain/dispatch.hpp"

#include <algorithm>
#include <tuple>

#include "domain/escalation.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/notice_replies.hpp"
#include "domain/reaching.hpp"
#include "domain/roster.hpp"
#include "domain/sites.hpp"
#include "domain/storms.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

using std::chrono::minutes;

constexpr const char* not_in_register = "not_in_register";

// Whom a hazard needs besides the order's own trade.
std::string_view trade_against(Hazard hazard) {
  switch (hazard) {
    case Hazard::gas: return "gas";
    case Hazard::fire: return "fire";
    case Hazard::trapped: return "elevator";
    case Hazard::flood: return "plumbing";
    case Hazard::electric: return "electrical";
    case Hazard::fall:
    case Hazard::crime:
    case Hazard::medical: return "security";
    case Hazard::none: break;
  }
  return {};
}

void add_once(std::vector<StaffId>& people, const StaffId& who) {
  if (!who.empty() && std::find(people.begin(), people.end(), who) == people.end()) people.push_back(who);
}

std::vector<StaffId> people_to_alert(const Draft& draft, const WorkOrder& order, const EscalationStep& step) {
  const auto tells = [&step](Told told) {
    return std::find(step.tell.begin(), step.tell.end(), told) != step.tell.end();
  };
  std::vector<std::string_view> trades;
  if (tells(Told::fit)) trades = {order.trade, trade_against(order.hazard)};
  if (tells(Told::security)) trades.push_back("security");
  std::vector<StaffId> people;
  for (const Site* site : sites_it_may_be_of(draft.rules, order)) {
    for (const std::string_view trade : trades)
      for (const Staff* one : fit_on_duty(draft.reference, *site, trade, draft.now))
        add_once(people, one->id);
    if (tells(Told::desk)) add_once(people, front_desk_on_duty(draft.reference, *site, draft.now));
  }
  const Staff* head = tells(Told::head) ? head_for(draft, order) : nullptr;
  const Staff* boss = tells(Told::manager) ? manager(draft.reference) : nullptr;
  for (const Staff* one : {head, boss})
    if (one) add_once(people, one->id);
  return people;
}

// When they are alerted again; after the last time the front desk looks at it by itself.
void wait_for_an_alert_to_be_taken(Draft& draft, WorkOrder& order, const Escalation& chain) {
  if (const EscalationStep* next = step_after(chain, order.alerts))
    return order.clocks.set(ClockRule::alert, due_at(draft, order, *next));
  order.alerts = 0;
  if (chain.again_after)
    order.clocks.set(ClockRule::alert, draft.now + *chain.again_after);
  else
    order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
}

// The roster is asked last: most of those it would be asked about are busier than somebody found before.
const Staff* least_loaded(const Draft& draft, const WorkOrder& order) {
  const Site& site = draft.site_of(order);
  const Staff* best = nullptr;
  std::tuple<bool, int, Instant> best_rank;
  draft.need({.trades = {order.trade}});
  for (const Staff& one : draft.reference.staff) {
    if (!is_fit(one, site, order.trade)) continue;
    if (std::find(order.tried.begin(), order.tried.end(), one.id) != order.tried.end()) continue;
    const Load load = draft.load_of(one);
    const std::tuple rank{one.capacity > 0 && load.orders >= one.capacity, load.orders, load.last_offered_at};
    if (best && best_rank <= rank) continue;
    if (is_on_duty(draft.reference, site.zone, one.id, draft.now)) {
      best = &one;
      best_rank = rank;
    }
  }
  return best;
}

void wait_for_an_answer(Draft& draft, WorkOrder& order) {
  order.holder = front_desk_for(draft, order);
  order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
  draft.record(order, Happened::held_by_desk, "answer_missing");
}

void register_for_morning(Draft& draft, WorkOrder& order) {
  draft.move(order, Act::hold_back, Actor::program);
  order.is_registered = true;
  order.holder = front_desk_for(draft, order);
  order.clocks.stop(ClockRule::desk_check);
  order.clocks.set(ClockRule::morning, next_morning(draft.rules, draft.site_of(order), draft.now));
  draft.record(order, Happened::registered_for_morning);
}

void hold_at_the_desk(Draft& draft, WorkOrder& order, const Kind& kind) {
  order.holder = front_desk_for(draft, order);
  order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
  draft.record(order, Happened::held_by_desk, kind.id);
  if (kind.is_for_record) return;
  OutMessage* letter = to_staff(draft, order.holder, &order);
  if (!letter) return;
  write_alert(draft, *letter, order);
  if (!order.reporter.empty()) name_the_notice(draft, draft.conversation(order.reporter), *letter);
}

// The first alert goes at once; what is offered to the same person within the time after it comes as a list.
std::optional<Instant> time_of_next_list(const Draft& draft, const WorkOrder& order, const Staff& staff) {
  if (order.is_urgent || order.hazard != Hazard::none) return std::nullopt;
  const Instant next = draft.load_of(staff).last_offered_at + draft.rules.manners.alerts_together;
  return next > draft.now ? std::optional{next} : std::nullopt;
}

bool anybody_has_the_trade(const Draft& draft, const WorkOrder& order) {
  return !order.trade.empty() &&
         std::any_of(draft.reference.staff.begin(), draft.reference.staff.end(), [&](const Staff& one) {
           return one.role == Role::technician && one.can(order.trade) && one.serves(draft.site_of(order).id);
         });
}

// Said as it happened: who was never asked has not refused.
std::string why_the_desk_holds(const Draft& draft, const WorkOrder& order) {
  if (!order.offered_to.empty()) return "desk_holds";
  return anybody_has_the_trade(draft, order) ? "desk_nobody_on_duty" : "desk_own_matter";
}

}  // namespace

bool is_offered(const WorkOrder& order) { return order.clocks.has(ClockRule::offer); }

Arg morning_of(const WorkOrder& order) {
  const auto due = order.clocks.due(ClockRule::morning);
  return {"morning", due ? std::to_string(due->time_since_epoch().count()) : std::string{}, Arg::Form::time};
}

Say noted(const Draft& draft, const WorkOrder& order) {
  if (waits_for_better_weather(order))
    return say("noted_in_storm", {number_of(order), storm_of(draft, order)});
  if (order.is_registered) return say("noted_for_morning", {number_of(order), morning_of(order)});
  if (order.state != OrderState::dispatched) return say("noted", {number_of(order)});
  return say(is_offered(order) || order.is_alert ? "noted_and_sent" : "noted_by_desk", {number_of(order)});
}

bool is_ready(Draft& draft, const WorkOrder& order) {
  const Kind* kind = draft.rules.kind(order.kind);
  if (!kind) return true;
  for (Ask required : kind->required) {
    if (required == Ask::unit && (!says_where(order) || is_in_doubt(draft, order))) return false;
    if (required == Ask::matter && draft.words(order.id).matter.empty()) return false;
  }
  return true;
}

bool is_in_doubt(const Draft& draft, const WorkOrder& order) {
  const auto is_noted = [](const HistoryEntry& entry) { return entry.why == not_in_register; };
  return is_unlisted(draft.reference, order) &&
         std::none_of(order.history.begin(), order.history.end(), is_noted);
}

void note_if_unlisted(Draft& draft, WorkOrder& order) {
  if (is_in_doubt(draft, order)) draft.record(order, Happened::unit_known, not_in_register);
}

StaffId front_desk_for(const Draft& draft, const WorkOrder& order) {
  return front_desk_on_duty(draft.reference, draft.site_of(order), draft.now);
}

const Staff* head_for(const Draft& draft, const WorkOrder& order) {
  if (const Staff* head = order.department.empty() ? nullptr : head_of(draft.reference, order.department))
    return head;
  const Trade* trade = draft.rules.trade(order.trade.empty() ? trade_against(order.hazard) : order.trade);
  const Staff* head = trade ? head_of(draft.reference, trade->department) : nullptr;
  return head ? head : head_of_front_desk(draft.reference);
}

bool waits_for_the_morning(const Draft& draft, const WorkOrder& order) {
  const Kind* kind = draft.rules.kind(order.kind);
  const bool may_wait = !order.is_urgent && (!kind || kind->waits_at_night);
  return may_wait && is_night(draft.rules, draft.site_of(order), draft.now);
}

void dispatch(Draft& draft, WorkOrder& order) {
  const Kind* kind = draft.rules.kind(order.kind);
  if (order.hazard != Hazard::none) return alert_everybody(draft, order);
  if (kind && kind->handler == Handler::front_desk) return hold_at_the_desk(draft, order, *kind);
  const Staff* named = draft.reference.find(order.named);
  if (kind && kind->handler == Handler::named_staff && named) return offer_to(draft, order, *named);
  if (!is_ready(draft, order)) return wait_for_an_answer(draft, order);
  order.clocks.stop(ClockRule::remind_question);
  order.clocks.stop(ClockRule::desk_task);
  if (kind && (kind->handler == Handler::department && order.is_major))
    return hold_at_the_desk(draft, order, *kind);
  if (waits_out(draft.rules, draft.reference, order)) return register_until_storm_is_over(draft, order);
  if (waits_for_the_morning(draft, order)) return register_for_morning(draft, order);
  order.is_registered = false;
  order.clocks.stop(ClockRule::morning);
  order.clocks.stop(ClockRule::desk_check);
  offer_anew(draft, order);
}

void alert_everybody(Draft& draft, WorkOrder& order) {
  draft.move(order, Act::dispatch, Actor::program);
  order.is_alert = true;
  order.is_registered = false;
  order.holder = front_desk_for(draft, order);
  for (ClockRule rule : {ClockRule::offer, ClockRule::morning, ClockRule::desk_check, ClockRule::offer_anew,
                         ClockRule::escalation})
    order.clocks.stop(rule);
  const Escalation chain = escalation_of(draft.rules, order);
  const EscalationStep* step = step_after(chain, order.alerts);
  if (!step) return wait_for_an_alert_to_be_taken(draft, order, chain);
  for (const StaffId& who : people_to_alert(draft, order, *step)) {
    add_once(order.offered_to, who);
    alert(draft, order, who, Lane::urgent);
  }
  ++order.alerts;
  draft.record(order, Happened::alerted, std::to_string(order.alerts));
  wait_for_an_alert_to_be_taken(draft, order, chain);
}

void offer_to(Draft& draft, WorkOrder& order, const Staff& staff) {
  draft.move(order, Act::dispatch, Actor::program);
  order.holder = staff.id;
  add_once(order.offered_to, staff.id);
  add_once(order.tried, staff.id);
  order.clocks.stop(ClockRule::offer_anew);
  order.clocks.stop(ClockRule::desk_check);
  order.clocks.set(ClockRule::offer, draft.now + offer_waits(draft.rules, order));
  const auto listed_at = time_of_next_list(draft, order, staff);
  draft.add_load(staff.id);
  draft.record(order, Happened::offered, staff.id.value);
  const OutMessage* letter =
      listed_at ? alert_in_list(draft, order, staff.id, *listed_at)
                : alert(draft, order, staff.id, order.is_urgent ? Lane::urgent : Lane::normal);
  // Who cannot be told is not waited for: the next is asked as soon as this is written.
  if (!letter) order.clocks.set(ClockRule::offer, draft.now + Duration{1});
}

void offer_to_next(Draft& draft, WorkOrder& order) {
  order.goes_in_storm = false;  // the front desk sent somebody in particular
  if (waits_out(draft.rules, draft.reference, order)) return register_until_storm_is_over(draft, order);
  if (const Staff* next = least_loaded(draft, order)) return offer_to(draft, order, *next);
  hold_for_want_of_hands(draft, order);
}

void offer_anew(Draft& draft, WorkOrder& order) {
  order.tried.clear();
  const Staff* before = draft.reference.find(order.done_by);
  const bool knows_it = order.reopened > 0 && before && before->role == Role::technician &&
                        is_on_duty(draft.reference, draft.site_of(order).zone, before->id, draft.now);
  if (knows_it) return offer_to(draft, order, *before);
  offer_to_next(draft, order);
}

void hold_for_want_of_hands(Draft& draft, WorkOrder& order) {
  const Site& site = draft.site_of(order);
  draft.move(order, Act::dispatch, Actor::program);
  order.holder = front_desk_for(draft, order);
  order.clocks.stop(ClockRule::offer);
  order.clocks.set(ClockRule::desk_check, draft.now + draft.rules.manners.desk_check);
  draft.record(order, Happened::held_by_desk, "nobody_left");
  if (OutMessage* letter = to_staff(draft, order.holder, &order)) {
    letter->says.push_back(say(why_the_desk_holds(draft, order)));
    write_alert(draft, *letter, order);
  }
  if (!anybody_has_the_trade(draft, order)) return;  // the desk's own matter from the start
  if (auto next = next_shift_of(draft.reference, site, order.trade, draft.now))
    order.clocks.set(ClockRule::offer_anew, *next);
  escalate(draft, order);
}

}  // namespace steward::domain
