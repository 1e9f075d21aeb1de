#include "domain/reaching.hpp"

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/letters.hpp"
#include "domain/urgency.hpp"

namespace steward::domain {
namespace {

// Where this step reaches them; empty: nowhere.
AccountId account_for(const Rules& rules, const Staff& who, Way through) {
  if (through == Way::chat) return who.accounts.empty() ? AccountId{} : who.accounts.front();
  // Who has no chat is written to even where nothing carries it: then a person hears that it failed.
  const bool goes = !who.phone.empty() && (rules.sends_sms || who.accounts.empty());
  return goes ? sms_account(who.phone) : AccountId{};
}

// The first from the `from`-th on that leads somewhere; the number of steps: none does.
size_t step_from(const Draft& draft, const std::vector<ReachingStep>& steps, const Staff& who, size_t from) {
  while (from < steps.size() && account_for(draft.rules, who, steps[from].through).empty()) ++from;
  return from;
}

void set_clock(WorkOrder& order) {
  order.clocks.stop(ClockRule::reach);
  for (const Reaching& one : order.reaching)
    if (const auto due = order.clocks.due(ClockRule::reach); !due || one.until < *due)
      order.clocks.set(ClockRule::reach, one.until);
}

void forget(WorkOrder& order, const std::function<bool(const Reaching&)>& is_over) {
  if (std::erase_if(order.reaching, is_over) > 0) set_clock(order);
}

// Of a success that a report tells; of being sent only its failure is heard.
void wait_for_success(WorkOrder& order, const OutMessage& letter, size_t number, const ReachingStep& step,
                      Instant from) {
  if (step.until == Success::sent || step.within == seconds{0}) return;
  order.reaching.push_back({.who = letter.staff,
                            .message = letter.id,
                            .step = static_cast<int>(number),
                            .until = from + step.within});
  set_clock(order);
}

OutMessage* take_step(Draft& draft, WorkOrder& order, const Staff& who, size_t number, Lane lane,
                      std::optional<Instant> at) {
  const auto steps = reaching_of(draft.rules, order);
  const size_t chosen = step_from(draft, steps, who, number);
  if (chosen == steps.size()) return nullptr;
  const ReachingStep& step = steps[chosen];
  OutMessage& letter = to_staff_at(draft, who, account_for(draft.rules, who, step.through), &order, lane);
  const Instant from = std::max(draft.now, at.value_or(draft.now));
  if (at) letter.not_before = at;
  if (step.until == Success::sent && step.within > seconds{0}) letter.expires_at = from + step.within;
  write_alert(draft, letter, order);
  wait_for_success(order, letter, chosen, step, from);
  return &letter;
}

bool is_asked(const WorkOrder& order, const StaffId& who) {
  if (order.state != OrderState::dispatched) return false;
  return order.is_alert ? order.was_offered_to(who) : is_offered(order) && order.holder == who;
}

// False: no step is left.
bool go_on_with(Draft& draft, WorkOrder& order, const StaffId& who, size_t next) {
  const Staff* one = draft.reference.find(who);
  const Lane lane = order.hazard == Hazard::none && !order.is_urgent ? Lane::normal : Lane::urgent;
  const OutMessage* letter = one ? take_step(draft, order, *one, next, lane, std::nullopt) : nullptr;
  if (letter) {
    draft.record(order, Happened::alerted_otherwise, who.value);
    return true;
  }
  draft.record(order, Happened::staff_unreached, who.value);
  if (order.is_alert) return false;
  order.clocks.stop(ClockRule::offer);
  offer_to_next(draft, order);
  return false;
}

std::string list_slot(const WorkOrder& order) { return "alert:" + order.id.value; }

Way way_of(const AccountId& account) { return is_sms(account) ? Way::sms : Way::chat; }

// The step by which a message went there.
size_t step_of(const std::vector<ReachingStep>& steps, const AccountId& account) {
  const Way way = way_of(account);
  const auto found = std::find_if(steps.begin(), steps.end(),
                                  [way](const ReachingStep& step) { return step.through == way; });
  return static_cast<size_t>(found - steps.begin());
}

}  // namespace

std::vector<ReachingStep> reaching_of(const Rules& rules, const WorkOrder& order) {
  const Kind* kind = rules.kind(order.kind);
  if (const auto* own = kind ? of_urgency(kind->reaching, order) : nullptr) return *own;
  if (order.hazard == Hazard::none) return {{.through = Way::chat}, {.through = Way::sms}};
  return {{.through = Way::chat, .until = Success::read, .within = rules.manners.alert_unread},
          {.through = Way::sms}};
}

OutMessage* alert(Draft& draft, WorkOrder& order, const StaffId& who, Lane lane, std::optional<Instant> at) {
  const Staff* one = draft.reference.find(who);
  stop_reaching(order, who);
  OutMessage* letter = one ? take_step(draft, order, *one, 0, lane, at) : nullptr;
  if (!letter) draft.record(order, Happened::staff_unreached, who.value);
  return letter;
}

OutMessage* alert_in_list(Draft& draft, WorkOrder& order, const StaffId& who, Instant at) {
  OutMessage* letter = alert(draft, order, who, Lane::normal, at);
  if (!letter) return nullptr;
  letter->bundle = "alerts";
  letter->slot = list_slot(order);
  return letter;
}

void withdraw_from_list(Draft& draft, const WorkOrder& before, const WorkOrder& after) {
  if (!is_offered(before) || (is_offered(after) && after.holder == before.holder)) return;
  const Staff* who = draft.reference.find(before.holder);
  const auto offered =
      std::find_if(before.history.rbegin(), before.history.rend(), [&](const HistoryEntry& entry) {
        return entry.what == Happened::offered && entry.why == before.holder.value;
      });
  if (!who || offered == before.history.rend()) return;
  if (draft.now - offered->at > draft.rules.manners.alerts_together) return;  // it has gone
  for (const AccountId& account : who->accounts)
    draft.commit().withdrawn.emplace_back(account, list_slot(before));
  draft.commit().withdrawn.emplace_back(sms_account(who->phone), list_slot(before));
}

bool hear_alert_failed(Draft& draft, WorkOrder& order, const MessageFailed& failure) {
  const Staff* who = draft.reference.at(failure.to);
  if (!who || !is_asked(order, who->id)) return false;
  const auto waiting = std::find_if(order.reaching.begin(), order.reaching.end(),
                                    [&](const Reaching& one) { return one.message == failure.message_id; });
  const size_t step = waiting != order.reaching.end() ? static_cast<size_t>(waiting->step)
                                                      : step_of(reaching_of(draft.rules, order), failure.to);
  stop_reaching(order, who->id);
  return go_on_with(draft, order, who->id, step + 1);
}

// Of a list of several orders the report names but one message: it counts by whom it reached.
void hear_alert_reached(const Draft& draft, WorkOrder& order, const MessageReported& report) {
  if (order.reaching.empty()) return;
  const Staff* who = draft.reference.at(report.to);
  if (!who) return;
  const auto steps = reaching_of(draft.rules, order);
  forget(order, [&](const Reaching& one) {
    if (one.who != who->id || static_cast<size_t>(one.step) >= steps.size()) return false;
    const ReachingStep& step = steps[static_cast<size_t>(one.step)];
    const bool is_success = report.what == MessageReported::What::read || step.until != Success::read;
    return is_success && step.through == way_of(report.to);
  });
}

void go_on_reaching(Draft& draft, WorkOrder& order) {
  std::vector<Reaching> over;
  for (const Reaching& one : order.reaching)
    if (one.until <= draft.now) over.push_back(one);
  forget(order, [&](const Reaching& one) { return one.until <= draft.now; });
  for (const Reaching& one : over)
    if (is_asked(order, one.who)) go_on_with(draft, order, one.who, static_cast<size_t>(one.step) + 1);
}

void stop_reaching(WorkOrder& order, const StaffId& who) {
  forget(order, [&](const Reaching& one) { return one.who == who; });
}

}  // namespace steward::domain
