#include "domain/promises.hpp"

#include <algorithm>

#include "domain/digest.hpp"
#include "domain/dispatch.hpp"
#include "domain/letters.hpp"

namespace steward::domain {
namespace {

using std::chrono::minutes;

struct Pause {
  Instant from, to;
};

// How the time of one promise is counted.
class Counting {
 public:
  Counting(const Site& site, bool is_working_time) : site_(site), is_working_time_(is_working_time) {}
  Instant after(Instant at, Duration amount) const {
    return is_working_time_ ? after_working(site_.working, site_.zone, at, amount) : at + amount;
  }
  Duration between(Instant from, Instant to) const {
    return is_working_time_ ? working_between(site_.working, site_.zone, from, to) : to - from;
  }

 private:
  const Site& site_;
  bool is_working_time_;
};

const PromisesOfKind* promised(const Rules& rules, const WorkOrder& order) {
  const Kind* kind = rules.kind(order.kind);
  if (!kind || kind->promises.empty()) return nullptr;
  const std::string_view urgency = order.hazard != Hazard::none ? to_string(order.hazard)
                                   : order.is_urgent            ? "urgent"
                                                                : "normal";
  auto found = kind->promises.find(urgency);
  if (found == kind->promises.end() && order.hazard == Hazard::none) found = kind->promises.find("normal");
  return found == kind->promises.end() ? nullptr : &found->second;
}

bool ends_a_storm(Happened what) {
  switch (what) {
    case Happened::storm_over:
    case Happened::finished:
    case Happened::cancelled:
    case Happened::not_ours:
    case Happened::reopened: return true;
    default: return false;
  }
}

bool ends_a_hold(Happened what) {
  switch (what) {
    case Happened::resumed:
    case Happened::arrived:
    case Happened::finished:
    case Happened::eta_given:
    case Happened::declined:
    case Happened::taken_back:
    case Happened::dispatched_by_desk:
    case Happened::cancelled:
    case Happened::not_ours:
    case Happened::reopened: return true;
    default: return false;
  }
}

// On hold, or waiting out a storm; both at once are one pause.
std::vector<Pause> pauses_of(const WorkOrder& order, Instant now) {
  std::vector<Pause> pauses;
  std::optional<Instant> since;
  bool is_on_hold = false, is_in_storm = false;
  for (const HistoryEntry& entry : order.history) {
    is_on_hold = entry.what == Happened::put_on_hold || (is_on_hold && !ends_a_hold(entry.what));
    is_in_storm = entry.what == Happened::storm_waited || (is_in_storm && !ends_a_storm(entry.what));
    const bool is_paused = is_on_hold || is_in_storm;
    if (is_paused && !since) since = entry.at;
    if (is_paused || !since) continue;
    pauses.push_back({*since, entry.at});
    since.reset();
  }
  if (since) pauses.push_back({*since, now});
  return pauses;
}

Instant due_after(const Counting& counting, Instant start, Duration amount,
                  const std::vector<Pause>& pauses) {
  Instant due = counting.after(start, amount);
  for (const Pause& pause : pauses)
    if (pause.to > start && pause.from < due)
      due = counting.after(due, counting.between(std::max(pause.from, start), pause.to));
  return due;
}

std::optional<Instant> first_time(const WorkOrder& order, Happened what, Instant since) {
  for (const HistoryEntry& entry : order.history)
    if (entry.what == what && entry.at >= since) return entry.at;
  return std::nullopt;
}

// What was taken in time stays so, whoever gives it back later: that has words of its own for the resident.
std::optional<Instant> kept_at(const WorkOrder& order, Promise promise, Instant start) {
  const auto done = order.is_open() ? std::nullopt : order.done_at;
  if (promise == Promise::finish) return done;
  const auto at =
      first_time(order, promise == Promise::accept ? Happened::accepted : Happened::arrived, start);
  return at ? at : done;
}

// Who agreed on a visit waits for that.
Instant not_before_the_visit(const WorkOrder& order, Promise promise, Instant due) {
  if (promise == Promise::accept) return due;
  return std::max(due, order.visit_to.value_or(order.visit_from.value_or(due)));
}

Standing standing_of(const Site& site, const WorkOrder& order, Promise promise, const Promised& promised,
                     Instant now) {
  const Counting counting(site, promised.is_working_time);
  const auto pauses = pauses_of(order, now);
  const Instant start = promised_since(order);
  Standing standing{.promise = promise};
  const Instant promised_for = due_after(counting, start, promised.within, pauses);
  standing.due = not_before_the_visit(order, promise, promised_for);
  standing.warn_at = standing.due > promised_for
                         ? standing.due
                         : due_after(counting, start, promised.within * 4 / 5, pauses);
  if (const auto kept = kept_at(order, promise, start)) {
    standing.state = Standing::State::kept;
    if (*kept > standing.due)
      standing.late = std::max(minutes{1}, std::chrono::ceil<minutes>(counting.between(standing.due, *kept)));
  } else if (order.state == OrderState::on_hold || order.is_storm_bound) {
    standing.state = Standing::State::paused;
  }
  return standing;
}

Lapse* lapse_of(WorkOrder& order, Promise promise) {
  for (Lapse& lapse : order.lapses)
    if (lapse.promise == promise) return &lapse;
  return nullptr;
}

// When the promise has to be looked at next; nothing where all about it has been said.
std::optional<Instant> next_look(WorkOrder& order, const Standing& standing) {
  if (standing.state != Standing::State::open) return std::nullopt;
  const Lapse* lapse = lapse_of(order, standing.promise);
  if (!lapse) return std::min(standing.warn_at, standing.due);
  if (!lapse->is_missed) return standing.due;
  return std::nullopt;
}

Arg promise_of(Promise promise) {
  return {"promise", "promise." + std::string{to_string(promise)}, Arg::Form::phrase};
}

void warn_holder(Draft& draft, const WorkOrder& order, const Standing& standing) {
  OutMessage* letter =
      to_staff(draft, order.holder.empty() ? front_desk_for(draft, order) : order.holder, &order);
  if (!letter) return;
  letter->says.push_back(say(
      "promise_near", {number_of(order),
                       where_of(draft, order),
                       promise_of(standing.promise),
                       {"time", std::to_string(standing.due.time_since_epoch().count()), Arg::Form::time}}));
}

void apologise(Draft& draft, const WorkOrder& order, Promise promise) {
  OutMessage* letter = to_reporter(draft, order);
  if (!letter) return;
  const Kind* kind = draft.rules.kind(order.kind);
  const std::string general = "sorry_late_" + std::string{to_string(promise)};
  letter->says.push_back(say(kind ? kind->phrase(general) : general, {number_of(order)}));
  letter->slot = "status:" + order.id.value;
}

bool runs_out_by(const WorkOrder& order, Instant when) {
  const auto& clocks = order.clocks.all();
  return std::any_of(clocks.begin(), clocks.end(), [when](const Clock& clock) { return clock.due <= when; });
}

// Most orders are offered or asked about long before anything could be late, however it is counted.
bool is_watched_anyway(const Rules& rules, const WorkOrder& order) {
  const PromisesOfKind* of_kind = promised(rules, order);
  if (!of_kind) return true;
  Duration soonest = Duration::max();
  for (const auto& one : {of_kind->accept, of_kind->arrive, of_kind->finish})
    if (one) soonest = std::min<Duration>(soonest, one->within * 4 / 5);
  return order.lapses.empty() && soonest != Duration::max() &&
         runs_out_by(order, promised_since(order) + soonest);
}

}  // namespace

Instant promised_since(const WorkOrder& order) {
  for (auto entry = order.history.rbegin(); entry != order.history.rend(); ++entry)
    if (entry->what == Happened::reopened) return entry->at;
  return order.opened_at;
}

std::vector<Standing> standings(const Rules& rules, const WorkOrder& order, Instant now) {
  std::vector<Standing> all;
  const PromisesOfKind* of_kind = promised(rules, order);
  if (!of_kind) return all;
  const Site& site = rules.site(order.site);
  const auto add = [&](Promise promise, const std::optional<Promised>& wanted) {
    if (wanted) all.push_back(standing_of(site, order, promise, *wanted, now));
  };
  add(Promise::accept, of_kind->accept);
  add(Promise::arrive, of_kind->arrive);
  add(Promise::finish, of_kind->finish);
  return all;
}

void look_at_promises(Draft& draft, WorkOrder& order) {
  if (!order.is_open()) return;
  for (const Standing& standing : standings(draft.rules, order, draft.now)) {
    if (next_look(order, standing).value_or(Instant::max()) > draft.now) continue;
    if (!lapse_of(order, standing.promise)) order.lapses.push_back({.promise = standing.promise});
    if (standing.due > draft.now) {
      warn_holder(draft, order, standing);
      continue;
    }
    lapse_of(order, standing.promise)->is_missed = true;
    draft.record(order, Happened::promise_missed, std::string{to_string(standing.promise)});
    keep_for_digest(draft, order, "late_" + std::string{to_string(standing.promise)});
    apologise(draft, order, standing.promise);
  }
}

void watch_promises(const Rules& rules, WorkOrder& order, Instant now) {
  order.clocks.stop(ClockRule::promise);
  if (!order.is_open() && order.lapses.empty()) return;
  if (is_watched_anyway(rules, order)) return;
  std::optional<Instant> next;
  for (const Standing& standing : standings(rules, order, now)) {
    if (Lapse* lapse = lapse_of(order, standing.promise)) lapse->late = standing.late;
    const auto look = next_look(order, standing);
    if (look && (!next || *look < *next)) next = look;
  }
  if (next && order.is_open() && !runs_out_by(order, *next)) order.clocks.set(ClockRule::promise, *next);
}

}  // namespace steward::domain
