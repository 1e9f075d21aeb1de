#include "domain/plans.hpp"

#include <algorithm>
#include <utility>

#include "domain/digest.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/hours.hpp"
#include "domain/report_letter.hpp"
#include "domain/roster_gaps.hpp"
#include "domain/shift_change.hpp"
#include "domain/storms.hpp"

namespace steward::domain {
namespace {

// Later than this, a slot is one that an outage has passed over.
constexpr std::chrono::minutes still_in_time{15};

// Between two steps of drawing, so that what a plan asks does not crowd out the day's work.
constexpr std::chrono::minutes step_of_drawing{1};

// When heads are at their desks, and a day is left to find somebody.
constexpr std::chrono::hours check_of_roster{9};
constexpr std::chrono::hours telling_of_reports{9};

const PlanId plan_of_shifts{"shifts"};

void happen(Draft& draft, const Plan& plan, Instant slot) {
  switch (plan.purpose) {
    case PlanPurpose::digest: return send_digests(draft);
    case PlanPurpose::roster_check: return tell_what_tomorrow_lacks(draft);
    case PlanPurpose::report: return send_report(draft, plan);
    case PlanPurpose::follow_up: return;  // drawn step by step, see below
    case PlanPurpose::shift_change: return change_shifts(draft, slot);
    case PlanPurpose::storm_check: return remind_of_storms(draft);
  }
}

Instant slot_after(const Draft& draft, const Plan& plan, Instant after) {
  const Instant slot = next_slot(plan.schedule, draft.rules.site(plan.site).zone, after);
  return plan.purpose == PlanPurpose::shift_change ? std::min(slot, next_shift_change(draft, after)) : slot;
}

// Behind what is happening this very millisecond, and before whatever else was to come.
void come_soon(Draft& draft, Plan& plan) {
  const Instant soon = draft.now + Duration{1};
  if (const auto due = plan.clocks.due(ClockRule::slot); due && *due > soon)
    plan.clocks.set(ClockRule::slot, soon);
}

// A plan about orders has no slots; its clock takes it off the list on the day after its last.
std::optional<Instant> end_of(const Draft& draft, const Plan& plan) {
  if (!plan.follow_up.until) return std::nullopt;
  return draft.rules.site(plan.site).zone.to_instant(LocalTime{*plan.follow_up.until + std::chrono::days{1}});
}

std::optional<Instant> first_slot(const Draft& draft, const Plan& plan) {
  if (plan.purpose != PlanPurpose::follow_up) return slot_after(draft, plan, draft.now);
  const FollowUpPlan& about = plan.follow_up;
  if (!about.draws()) return end_of(draft, plan);
  if (!plan.draw.round.empty()) return draft.now;  // changed while it draws
  const Zone& zone = draft.rules.site(plan.site).zone;
  const Instant begin = zone.to_instant(LocalTime{about.from} + plan.schedule.at);
  if (about.sort == FollowUpSort::targeted) return std::max(begin, draft.now);
  return slot_after(draft, plan, std::max(begin - Duration{1}, draft.now));
}

bool draws_alike(const FollowUpPlan& one, const FollowUpPlan& other) {
  return one.sort == other.sort && one.from == other.from && one.seed == other.seed &&
         one.buildings == other.buildings && one.units == other.units && one.kinds == other.kinds &&
         one.trades == other.trades && one.done_from == other.done_from;
}

// When a round is over: a periodic plan has its next slot; one that goes by orders looks again the next day,
// for what was done meanwhile.
std::optional<Instant> slot_after_round(const Draft& draft, Plan& plan) {
  const FollowUpPlan& about = plan.follow_up;
  const Zone& zone = draft.rules.site(plan.site).zone;
  std::optional<Instant> next;
  if (about.sort == FollowUpSort::periodic) {
    plan.last_slot = std::exchange(plan.draw, {}).round;
    next = slot_after(draft, plan, draft.now);
  } else if (about.draws_by_orders()) {
    const auto today = day_of(zone.to_local(draft.now));
    if (!about.done_until || today <= *about.done_until)
      next = zone.to_instant(LocalTime{today + std::chrono::days{1}} + plan.schedule.at);
  }
  const auto end = end_of(draft, plan);
  return next && end && *next >= *end ? std::nullopt : next;
}

void run_follow_up(Draft& draft, Plan& plan, Instant slot) {
  const auto end = end_of(draft, plan);
  if (!plan.follow_up.draws() || (end && draft.now >= *end)) return plan.clocks.stop(ClockRule::slot);
  const Site& site = draft.rules.site(plan.site);
  const auto pause = [&](Instant until) {
    plan.clocks.set(ClockRule::slot, next_decent(draft.rules, site, until));
  };
  if (next_decent(draft.rules, site, draft.now) > draft.now) return pause(draft.now);
  if (plan.draw.round.empty()) plan.draw.round = slot_name(site.zone, slot);
  if (draw_more(draft, plan)) return pause(draft.now + step_of_drawing);
  if (const auto next = slot_after_round(draft, plan))
    plan.clocks.set(ClockRule::slot, *next);
  else
    plan.clocks.stop(ClockRule::slot);
}

// What is due comes; what is not is looked at by the zone as it is now, whose rules may have changed.
bool stays(const Draft& draft, const Plan& plan) {
  const auto slot = plan.clocks.due(ClockRule::slot);
  if (!slot) return false;
  return *slot <= draft.now || slot_after(draft, plan, *slot - Duration{1}) == *slot;
}

}  // namespace

std::vector<Plan> standing_plans(const Rules& rules) {
  using Every = Schedule::Every;
  const SiteId first = rules.sites.front().id;
  std::vector<Plan> plans{{.id = PlanId{"digest"},
                           .purpose = PlanPurpose::digest,
                           .site = first,
                           .schedule = {.every = Every::day, .at = rules.manners.morning}},
                          {.id = PlanId{"roster"},
                           .purpose = PlanPurpose::roster_check,
                           .site = first,
                           .schedule = {.every = Every::day, .at = check_of_roster}},
                          {.id = plan_of_shifts,
                           .purpose = PlanPurpose::shift_change,
                           .site = first,
                           .schedule = {.every = Every::day}},
                          {.id = PlanId{"storms"},
                           .purpose = PlanPurpose::storm_check,
                           .site = first,
                           .schedule = {.every = Every::day, .at = rules.manners.morning}}};
  constexpr std::pair<Every, std::string_view> reports[] = {
      {Every::week, "week"}, {Every::month, "month"}, {Every::quarter, "quarter"}};
  for (const Site& site : rules.sites)
    for (const auto& [every, name] : reports)
      plans.push_back({.id = PlanId{"report-" + std::string{name} + "-" + site.id.value},
                       .purpose = PlanPurpose::report,
                       .site = site.id,
                       .schedule = {.every = every, .at = telling_of_reports}});
  return plans;
}

void set_plan(Draft& draft, const Plan& wanted) {
  Plan& plan = draft.plan(wanted.id);
  const bool is_same = plan.purpose == wanted.purpose && plan.site == wanted.site &&
                       plan.schedule == wanted.schedule && plan.after_outage == wanted.after_outage &&
                       plan.follow_up == wanted.follow_up;
  const bool may_have_ended = plan.purpose == PlanPurpose::follow_up && !plan.site.empty();
  if (is_same && (stays(draft, plan) || may_have_ended)) {
    if (plan.purpose == PlanPurpose::shift_change) come_soon(draft, plan);  // an import may be the reason
    return;
  }
  const std::string last_slot = plan.last_slot;
  // A round that goes on; of one that is over, or for other people, nothing is left to go on with.
  const bool goes_on =
      plan.clocks.is_running(ClockRule::slot) && draws_alike(plan.follow_up, wanted.follow_up);
  const Draw draw = goes_on ? plan.draw : Draw{};
  plan = wanted;
  plan.last_slot = last_slot;
  plan.draw = draw;
  if (const auto slot = first_slot(draft, plan)) plan.clocks.set(ClockRule::slot, *slot);
}

void look_at_shifts_soon(Draft& draft) {
  if (Plan* plan = draft.find_plan(plan_of_shifts)) come_soon(draft, *plan);
}

void run_plan(Draft& draft, Plan& plan) {
  const auto slot = plan.clocks.due(ClockRule::slot);
  if (!slot) return;
  if (plan.purpose == PlanPurpose::follow_up) return run_follow_up(draft, plan, *slot);
  const bool is_in_time = draft.now < *slot + still_in_time;
  if (is_in_time || plan.after_outage != AfterOutage::skip) happen(draft, plan, *slot);
  plan.last_slot = slot_name(draft.rules.site(plan.site).zone, *slot);
  const Instant from = plan.after_outage == AfterOutage::each ? *slot : draft.now;
  plan.clocks.set(ClockRule::slot, slot_after(draft, plan, from));
}

}  // namespace steward::domain
