#include "domain/projections.hpp"

#include <algorithm>
#include <vector>

#include "domain/follow_up_plans.hpp"
#include "domain/household.hpp"
#include "domain/notices.hpp"

namespace steward::domain {
namespace {

double score_of(Instant at) { return static_cast<double>(at.time_since_epoch().count()); }

struct Place {
  IndexKey index;
  double score;
  bool operator==(const Place&) const = default;
};

std::vector<Place> places_of(const WorkOrder& order) {
  std::vector<Place> places;
  const bool is_ended = order.state == OrderState::closed || order.state == OrderState::cancelled ||
                        order.state == OrderState::not_ours;
  if (is_ended)
    places.push_back({ended_orders_of(order.site),
                      score_of(order.history.empty() ? order.opened_at : order.history.back().at)});
  else
    places.push_back({open_orders_of(order.site), score_of(order.opened_at)});
  if (is_with_the_desk(order)) places.push_back({held_by_desk(order.site), score_of(order.opened_at)});
  if (!order.is_open()) return places;
  std::vector<StaffId> people;
  if (order.is_taken())
    people = {order.accepted_by};
  else if (order.state == OrderState::dispatched)
    people = order.offered_to;
  for (const StaffId& one : people) places.push_back({orders_of_staff(one), score_of(order.opened_at)});
  return places;
}

// The newest first.
std::vector<Place> places_of(const Plan& plan) {
  if (plan.purpose != PlanPurpose::follow_up) return {};
  const auto since = static_cast<double>(plan.follow_up.from.time_since_epoch().count());
  std::vector<Place> places{{follow_up_plans(), since}};
  if (is_asking(plan)) places.push_back({asking_plans(), since});
  return places;
}

void diff_places(Commit& commit, const std::vector<Place>& before, const std::vector<Place>& after,
                 const std::string& member) {
  for (const Place& place : after)
    if (std::find(before.begin(), before.end(), place) == before.end())
      commit.indexes.push_back({place.index, member, place.score});
  for (const Place& place : before)
    if (std::none_of(after.begin(), after.end(), [&](const Place& one) { return one.index == place.index; }))
      commit.indexes.push_back({place.index, member, std::nullopt});
}

void diff_clocks(Commit& commit, const Clocks& before, const Clocks& after, const DocumentKey& document) {
  for (const Clock& clock : after.all())
    if (before.due(clock.rule) != clock.due)
      commit.timers.push_back({timer_name(clock.rule, document), clock.due});
  for (const Clock& clock : before.all())
    if (!after.is_running(clock.rule))
      commit.timers.push_back({timer_name(clock.rule, document), std::nullopt});
}

// Whose hands an order fills: who accepted it, or to whom it is offered just now.
StaffId busy_with(const WorkOrder& order) {
  if (order.is_taken()) return order.accepted_by;
  if (order.state == OrderState::dispatched && order.clocks.has(ClockRule::offer)) return order.holder;
  return {};
}

}  // namespace

bool is_with_the_desk(const WorkOrder& order) {
  if (order.state == OrderState::done && order.follow_up.state == FollowUpState::phone)
    return !order.holder.empty();  // somebody is to call
  const bool waits = order.state == OrderState::received || order.state == OrderState::dispatched;
  return waits && !order.holder.empty() && !order.clocks.has(ClockRule::offer);
}

IndexKey open_orders_of(const SiteId& site) { return {"open:" + site.value}; }
IndexKey ended_orders_of(const SiteId& site) { return {"ended:" + site.value}; }
IndexKey orders_of_staff(const StaffId& staff) { return {"staff:" + staff.value}; }
IndexKey held_by_desk(const SiteId& site) { return {"desk:" + site.value}; }
IndexKey waiting_conversations() { return {"waiting"}; }
IndexKey residents_of(const UnitId& unit) { return {"home:" + unit.value}; }

std::string timer_name(ClockRule rule, const DocumentKey& document) {
  std::string name{to_string(rule)};
  switch (document.type) {
    case DocumentType::order: name += ":o:"; break;
    case DocumentType::plan: name += ":s:"; break;
    case DocumentType::notice: name += ":n:"; break;
    default: name += ":c:";
  }
  return name += document.id;
}

void project(Commit& commit, const WorkOrder* before, const WorkOrder& after, Instant now) {
  static const WorkOrder nothing;
  diff_places(commit, before ? places_of(*before) : std::vector<Place>{}, places_of(after), after.id.value);
  diff_clocks(commit, before ? before->clocks : nothing.clocks, after.clocks, key_of(after.id));

  const StaffId was_busy = before ? busy_with(*before) : StaffId{};
  const StaffId is_busy = busy_with(after);
  if (was_busy == is_busy) return;
  if (!was_busy.empty()) commit.loads.push_back({was_busy, -1, std::nullopt});
  if (!is_busy.empty()) commit.loads.push_back({is_busy, 1, now});
}

void project(Commit& commit, const Conversation* before, const Conversation& after) {
  static const Conversation nothing;
  const Conversation& old = before ? *before : nothing;
  diff_clocks(commit, old.clocks, after.clocks, key_of(after.account));
  if (old.handover.has_value() != after.handover.has_value())
    commit.indexes.push_back(
        {waiting_conversations(), after.account.value,
         after.handover ? std::optional{score_of(after.handover->since)} : std::nullopt});
}

void project(Commit& commit, const Plan* before, const Plan& after) {
  static const Clocks none;
  diff_clocks(commit, before ? before->clocks : none, after.clocks, key_of(after.id));
  diff_places(commit, before ? places_of(*before) : std::vector<Place>{}, places_of(after), after.id.value);
}

void project(Commit& commit, const Notice* before, const Notice& after) {
  static const Clocks none;
  diff_clocks(commit, before ? before->clocks : none, after.clocks, key_of(after.id));
  if (!before) commit.indexes.push_back({all_notices(), after.id.value, score_of(after.created_at)});
}

void project(Commit& commit, const Resident* before, const Resident& after) {
  if (before)
    for (const Resident::Home& home : before->homes)
      if (!home_in(after, home.unit))
        commit.indexes.push_back({residents_of(home.unit), after.id.value, std::nullopt});
  for (const Resident::Home& home : after.homes)
    commit.indexes.push_back({residents_of(home.unit), after.id.value, home.let_in ? 1.0 : 0.0});
}

}  // namespace steward::domain
