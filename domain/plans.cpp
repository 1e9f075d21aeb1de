#include "domain/plans.hpp"

#include "domain/digest.hpp"

namespace steward::domain {
namespace {

// Later than this, a slot is one that an outage has passed over.
constexpr std::chrono::minutes still_in_time{15};

void happen(Draft& draft, const Plan& plan) {
  switch (plan.purpose) {
    case PlanPurpose::digest: return send_digests(draft);
  }
}

Instant slot_after(const Draft& draft, const Plan& plan, Instant after) {
  return next_slot(plan.schedule, draft.rules.site(plan.site).zone, after);
}

}  // namespace

std::vector<Plan> standing_plans(const Rules& rules) {
  Plan digest;
  digest.id = PlanId{"digest"};
  digest.purpose = PlanPurpose::digest;
  digest.site = rules.sites.front().id;
  digest.schedule = {.every = Schedule::Every::day, .at = rules.manners.morning};
  return {digest};
}

void set_plan(Draft& draft, const Plan& wanted) {
  Plan& plan = draft.plan(wanted.id);
  const bool is_same = plan.purpose == wanted.purpose && plan.site == wanted.site &&
                       plan.schedule == wanted.schedule && plan.after_outage == wanted.after_outage;
  if (is_same && plan.clocks.is_running(ClockRule::slot)) return;
  const std::string last_slot = plan.last_slot;
  plan = wanted;
  plan.last_slot = last_slot;
  plan.clocks.set(ClockRule::slot, slot_after(draft, plan, draft.now));
}

void run_plan(Draft& draft, Plan& plan) {
  const auto slot = plan.clocks.due(ClockRule::slot);
  if (!slot) return;
  const bool is_in_time = draft.now < *slot + still_in_time;
  if (is_in_time || plan.after_outage != AfterOutage::skip) happen(draft, plan);
  plan.last_slot = slot_name(draft.rules.site(plan.site).zone, *slot);
  const Instant from = plan.after_outage == AfterOutage::each ? *slot : draft.now;
  plan.clocks.set(ClockRule::slot, slot_after(draft, plan, from));
}

}  // namespace steward::domain
