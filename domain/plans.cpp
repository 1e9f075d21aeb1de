#include "domain/plans.hpp"

#include "domain/digest.hpp"
#include "domain/roster_gaps.hpp"

namespace steward::domain {
namespace {

// Later than this, a slot is one that an outage has passed over.
constexpr std::chrono::minutes still_in_time{15};

// When heads are at their desks, and a day is left to find somebody.
constexpr std::chrono::hours check_of_roster{9};

void happen(Draft& draft, const Plan& plan) {
  switch (plan.purpose) {
    case PlanPurpose::digest: return send_digests(draft);
    case PlanPurpose::roster_check: return tell_what_tomorrow_lacks(draft);
  }
}

Instant slot_after(const Draft& draft, const Plan& plan, Instant after) {
  return next_slot(plan.schedule, draft.rules.site(plan.site).zone, after);
}

}  // namespace

std::vector<Plan> standing_plans(const Rules& rules) {
  using Every = Schedule::Every;
  const SiteId site = rules.sites.front().id;
  return {{.id = PlanId{"digest"},
           .purpose = PlanPurpose::digest,
           .site = site,
           .schedule = {.every = Every::day, .at = rules.manners.morning}},
          {.id = PlanId{"roster"},
           .purpose = PlanPurpose::roster_check,
           .site = site,
           .schedule = {.every = Every::day, .at = check_of_roster}}};
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
