#include "domain/follow_up_plans.hpp"

#include <algorithm>

#include "domain/scores.hpp"

namespace steward::domain {
namespace {

bool is_any_of(const std::vector<std::string>& allowed, const std::string& one) {
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), one) != allowed.end();
}

bool covers(const Draft& draft, const Plan& plan, const WorkOrder& order) {
  const FollowUpPlan& about = plan.follow_up;
  const Site& site = draft.site_of(order);
  if (plan.site != site.id || !about.runs_on(day_of(site.zone.to_local(draft.now)))) return false;
  const bool fits = about.sort == FollowUpSort::daily || about.sort == sort_of(draft.rules, order);
  if (!fits || !is_any_of(about.kinds, order.kind) || !is_any_of(about.trades, order.trade)) return false;
  const Unit* unit = draft.reference.find(order.unit, site.id);
  const bool is_unit_meant = about.units.empty() || std::find(about.units.begin(), about.units.end(),
                                                              order.unit) != about.units.end();
  return is_unit_meant && is_any_of(about.buildings, unit ? unit->building : "");
}

std::optional<std::string_view> counted_as(Happened what) {
  switch (what) {
    case Happened::drawn: return asked_by_plan;  // of an order, when it takes its plan
    case Happened::answered: return answered_by_plan;
    case Happened::follow_up_declined: return declined_by_plan;
    case Happened::unreached: return unreached_by_plan;
    default: return std::nullopt;
  }
}

}  // namespace

IndexKey follow_up_plans() { return {"plans:follow_up"}; }
IndexKey asking_plans() { return {"plans:asking"}; }

bool is_asking(const Plan& plan) {
  if (plan.purpose != PlanPurpose::follow_up || plan.follow_up.draws()) return false;
  return !plan.follow_up.until || plan.clocks.is_running(ClockRule::slot);  // which ends it
}

FollowUpSort sort_of(const Rules& rules, const WorkOrder& order) {
  if (order.hazard != Hazard::none) return FollowUpSort::complaint;  // of complaints and emergencies
  const Kind* kind = rules.kind(order.kind);
  return kind ? kind->follow_up : FollowUpSort::daily;
}

PlanId standing_plan(FollowUpSort sort) { return PlanId{std::string{to_string(sort)}}; }

bool is_standing(const PlanId& plan) {
  using enum FollowUpSort;
  return plan == standing_plan(daily) || plan == standing_plan(complaint) ||
         plan == standing_plan(special_service);
}

const Plan* plan_for(Draft& draft, const WorkOrder& order) {
  if (is_standing(order.plan)) return nullptr;
  if (!order.plan.empty()) {
    draft.need({{key_of(order.plan)}});
    return draft.find_plan(order.plan);
  }
  Reads reads;
  for (const std::string& id : draft.index(asking_plans())) reads.documents.push_back(key_of(PlanId{id}));
  draft.need(reads);
  const Plan* best = nullptr;  // the daily one asks about whatever no other is made for
  for (const DocumentKey& key : reads.documents) {
    const Plan* plan = draft.find_plan(PlanId{key.id});
    if (!plan || !covers(draft, *plan, order)) continue;
    const bool is_closer =
        best && best->follow_up.sort == FollowUpSort::daily && plan->follow_up.sort != FollowUpSort::daily;
    if (!best || is_closer) best = plan;
  }
  return best;
}

std::string question_in(const FollowUpPlan& plan, Language language) {
  if (plan.question.empty()) return {};
  const auto found = std::find_if(plan.question.begin(), plan.question.end(),
                                  [&](const InLanguage& one) { return one.language == language; });
  return (found == plan.question.end() ? plan.question.front() : *found).text;
}

std::string plan_counter(std::string_view what, const PlanId& plan) {
  return "plan_" + std::string{what} + ":" + plan.value;
}

void count_for_plan(Draft& draft, const WorkOrder& order, std::string_view what, int by) {
  if (!order.plan.empty()) draft.commit().counters.push_back({plan_counter(what, order.plan), by});
}

void count_for_plan(Draft& draft, const WorkOrder& order, Happened what) {
  const auto counted = counted_as(what);
  if (!counted || order.follow_up.is_after_measure) return;
  count_for_plan(draft, order, *counted);
  if (what == Happened::answered && order.follow_up.score.value_or(0) >= satisfied_from)
    count_for_plan(draft, order, satisfied_by_plan);
}

}  // namespace steward::domain
