#include "domain/facts.hpp"

#include <algorithm>
#include <charconv>

#include "domain/follow_up_plans.hpp"
#include "domain/promises.hpp"
#include "domain/scores.hpp"

namespace steward::domain {
namespace {

std::optional<std::chrono::minutes> since(Instant start, std::optional<Instant> at) {
  if (!at) return std::nullopt;
  return std::max(std::chrono::minutes{0}, std::chrono::floor<std::chrono::minutes>(*at - start));
}

// Whoever never says that they are there has been there once, and once more each time it was opened again.
int visits_to(const Rules& rules, const WorkOrder& order) {
  const Kind* kind = rules.kind(order.kind);
  const bool is_gone_to = !kind || kind->handler == Handler::technician || order.hazard != Hazard::none;
  if (!is_gone_to) return 0;
  const auto arrivals = std::count_if(order.history.begin(), order.history.end(),
                                      [](const HistoryEntry& one) { return one.what == Happened::arrived; });
  return std::max(static_cast<int>(arrivals), 1 + order.reopened);
}

Pace& pace_of(Fact& fact, Promise promise) {
  switch (promise) {
    case Promise::accept: return fact.accept;
    case Promise::arrive: return fact.arrive;
    case Promise::finish: break;
  }
  return fact.finish;
}

void measure(Fact& fact, const Rules& rules, const WorkOrder& order, Instant now) {
  const Instant start = promised_since(order);
  fact.accept.took = since(start, order.accepted_at);
  fact.arrive.took = since(start, order.arrived_at);
  fact.finish.took = since(start, order.done_at);
  for (const Standing& one : standings(rules, order, now)) pace_of(fact, one.promise).late = one.late;
}

Fact done(const Draft& draft, const WorkOrder& order) {
  const Trade* trade = draft.rules.trade(order.trade);
  const Unit* unit = draft.reference.find(order.unit, order.site);
  Fact fact{.what = Fact::What::done,
            .order = order.id,
            .kind = order.kind,
            .trade = order.trade,
            .department = trade ? trade->department : "",
            .building = unit ? unit->building : "",
            .done_by = order.done_by,
            .via = order.via,
            .visits = visits_to(draft.rules, order),
            .is_rework = !order.rework_of.empty(),
            .is_asked_about = order.follow_up.state == FollowUpState::due};
  measure(fact, draft.rules, order, draft.now);
  return fact;
}

Fact answered(const WorkOrder& order, const HistoryEntry& entry) {
  Fact fact{.what = Fact::What::answered,
            .order = order.id,
            .method = order.follow_up.method,
            .is_after_measure = order.follow_up.measure_by.has_value()};
  std::from_chars(entry.why.data(), entry.why.data() + entry.why.size(), fact.score);
  return fact;
}

Fact drawn(const Draft& draft, const WorkOrder& order) {
  const Unit* unit = draft.reference.find(order.unit, order.site);
  return {.what = Fact::What::drawn,
          .order = order.id,
          .plan = order.plan,
          .department = order.department,
          .building = unit ? unit->building : "",
          .is_asked_about = true};
}

// "speed4"
Fact rated(const WorkOrder& order, const HistoryEntry& entry) {
  Fact fact{.what = Fact::What::rated, .order = order.id};
  (entry.why.starts_with(speed_rating) ? fact.speed : fact.service) = entry.why.back() - '0';
  return fact;
}

std::optional<Fact> fact_of(const Draft& draft, const WorkOrder& order, const HistoryEntry& entry) {
  switch (entry.what) {
    case Happened::finished: return done(draft, order);
    case Happened::answered: return answered(order, entry);
    case Happened::reopened: return Fact{.what = Fact::What::reopened, .order = order.id};
    case Happened::follow_up_declined: return Fact{.what = Fact::What::declined, .order = order.id};
    case Happened::measure_named: return Fact{.what = Fact::What::measure_named, .order = order.id};
    case Happened::drawn: return drawn(draft, order);
    case Happened::rated: return rated(order, entry);
    case Happened::unreached: return Fact{.what = Fact::What::unreached, .order = order.id};
    default: return std::nullopt;
  }
}

}  // namespace

void note_facts(Draft& draft, const WorkOrder* before, const WorkOrder& after) {
  if (!after.done_at) return;
  const Site& site = draft.site_of(after);
  const std::string day = iso8601(*after.done_at, site.zone).substr(0, 10);
  for (size_t i = before ? before->history.size() : 0; i < after.history.size(); ++i) {
    count_for_plan(draft, after, after.history[i].what);
    if (auto fact = fact_of(draft, after, after.history[i]))
      draft.commit().facts.push_back({site.id, day, std::move(*fact)});
  }
}

}  // namespace steward::domain
