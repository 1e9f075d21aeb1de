#include "domain/escalation.hpp"

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/reaching.hpp"
#include "domain/roster.hpp"
#include "domain/urgency.hpp"

namespace steward::domain {
namespace {

using enum Told;

Escalation by_manners(const Manners& manners, bool is_hazard) {
  if (!is_hazard)
    return {.offer_waits = manners.offer_waits, .steps = {{.tell = {head}, .hours = TellingHours::staff}}};
  return {.steps = {{.tell = {fit, security, desk, head}},
                    {.after = manners.alert_again, .tell = {fit, security, desk, head, manager}},
                    {.after = manners.alert_then, .tell = {fit, security, desk, head, manager}, .times = 0}}};
}

std::vector<const Staff*> people_of(const Draft& draft, const WorkOrder& order, Told told) {
  const auto if_any = [](const Staff* one) { return one ? std::vector{one} : std::vector<const Staff*>{}; };
  switch (told) {
    case fit: return fit_on_duty(draft.reference, draft.site_of(order), order.trade, draft.now);
    case security: return fit_on_duty(draft.reference, draft.site_of(order), "security", draft.now);
    case desk: return if_any(draft.reference.find(front_desk_for(draft, order)));
    case head: return if_any(head_for(draft, order));
    case manager: return if_any(domain::manager(draft.reference));
  }
  return {};
}

void tell(Draft& draft, WorkOrder& order, Told told) {
  const auto people = people_of(draft, order, told);
  for (const Staff* one : people) {
    if (told == fit) {
      if (alert(draft, order, one->id, Lane::normal) && !order.was_offered_to(one->id))
        order.offered_to.push_back(one->id);
      continue;
    }
    OutMessage* letter = to_staff(draft, one->id, &order);
    if (!letter) continue;
    letter->says.push_back(say("head_nobody_takes_it",
                               {number_of(order), where_of(draft, order), matter_of(draft.words(order.id))}));
  }
  if (people.empty()) return;
  if (told == head) draft.record(order, Happened::head_told, "nobody_takes_it");
  if (told == manager) draft.record(order, Happened::manager_told, "nobody_takes_it");
}

// The first instant from `at` on at which people are told.
Instant within(const Draft& draft, const WorkOrder& order, TellingHours hours, Instant at) {
  const Site& site = draft.site_of(order);
  switch (hours) {
    case TellingHours::any: return at;
    case TellingHours::staff: return next_staff_hour(draft.rules, site, at);
    case TellingHours::working: return after_working(site.working, site.zone, at, Duration{0});
  }
  return at;
}

// After the last step from the top again, where the kind says so.
void wait_for_the_next(const Draft& draft, WorkOrder& order, const Escalation& chain) {
  if (const EscalationStep* next = step_after(chain, order.escalated))
    order.clocks.set(ClockRule::escalation, due_at(draft, order, *next));
  else if (chain.again_after)
    order.clocks.set(ClockRule::escalation, draft.now + *chain.again_after);
}

const Escalation* own_chain(const Rules& rules, const WorkOrder& order) {
  const Kind* kind = rules.kind(order.kind);
  return kind ? of_urgency(kind->escalation, order) : nullptr;
}

void tell_step(Draft& draft, WorkOrder& order, const Escalation& chain, const EscalationStep& step) {
  for (const Told told : step.tell) tell(draft, order, told);
  ++order.escalated;
  wait_for_the_next(draft, order, chain);
}

}  // namespace

Escalation escalation_of(const Rules& rules, const WorkOrder& order) {
  const Escalation* own = own_chain(rules, order);
  return own ? *own : by_manners(rules.manners, order.hazard != Hazard::none);
}

minutes offer_waits(const Rules& rules, const WorkOrder& order) {
  const Escalation* own = own_chain(rules, order);
  return own && own->offer_waits ? *own->offer_waits : rules.manners.offer_waits;
}

const EscalationStep* step_after(const Escalation& chain, int tellings) {
  for (const EscalationStep& step : chain.steps) {
    if (step.times == 0 || tellings < step.times) return &step;
    tellings -= step.times;
  }
  return nullptr;
}

Instant due_at(const Draft& draft, const WorkOrder& order, const EscalationStep& step) {
  return within(draft, order, step.hours, draft.now + step.after);
}

// What was offered meanwhile does not put the chain off.
void escalate(Draft& draft, WorkOrder& order) {
  if (order.clocks.is_running(ClockRule::escalation)) return;
  const Escalation chain = escalation_of(draft.rules, order);
  const EscalationStep* step = step_after(chain, order.escalated);
  if (step && due_at(draft, order, *step) <= draft.now) return tell_step(draft, order, chain, *step);
  wait_for_the_next(draft, order, chain);
}

void go_on_escalating(Draft& draft, WorkOrder& order) {
  if (order.state != OrderState::dispatched || is_offered(order) || order.is_alert) return;
  const Escalation chain = escalation_of(draft.rules, order);
  const EscalationStep* step = step_after(chain, order.escalated);
  if (!step) {
    order.escalated = 0;
    return offer_anew(draft, order);
  }
  const Instant when = within(draft, order, step->hours, draft.now);
  if (when > draft.now) return order.clocks.set(ClockRule::escalation, when);
  tell_step(draft, order, chain, *step);
}

}  // namespace steward::domain
