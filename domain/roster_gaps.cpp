#include "domain/roster_gaps.hpp"

#include <algorithm>
#include <set>

#include "domain/letters.hpp"
#include "domain/projections.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

using Fits = std::function<bool(const Staff&)>;

bool has_any(const Reference& reference, const Fits& fits) {
  return std::any_of(reference.staff.begin(), reference.staff.end(), fits);
}

// The hours of the window in which nobody of these is on duty.
std::vector<Duty> hours_without(const Reference& reference, const Zone& zone, Duty window, const Fits& fits) {
  std::vector<Duty> covered;
  for (const Staff& one : reference.staff)
    if (fits(one))
      for (const Duty& duty : duties(reference, zone, one.id, window)) covered.push_back(duty);
  std::sort(covered.begin(), covered.end(),
            [](const Duty& one, const Duty& other) { return one.from < other.from; });
  std::vector<Duty> without;
  Instant reached = window.from;
  for (const Duty& duty : covered) {
    if (duty.from > reached) without.push_back({reached, duty.from});
    reached = std::max(reached, duty.to);
  }
  if (reached < window.to) without.push_back({reached, window.to});
  return without;
}

Duty whole_day(const Site& site, std::chrono::local_days day) {
  return {site.zone.to_instant(LocalTime{day}), site.zone.to_instant(LocalTime{day + std::chrono::days{1}})};
}

Arg trade_of(const std::string& trade) { return {"trade", "trade." + trade, Arg::Form::phrase}; }

// All that somebody still has to do: what a technician has or is asked for, and what the desk holds.
std::vector<const WorkOrder*> open_orders(Draft& draft) {
  Reads lists, orders;
  for (const Site& site : draft.rules.sites) lists.indexes.push_back(held_by_desk(site.id));
  for (const Staff& one : draft.reference.staff)
    if (one.role == Role::technician) lists.indexes.push_back(orders_of_staff(one.id));
  draft.need(lists);
  std::set<OrderId> ids;
  for (const IndexKey& list : lists.indexes)
    for (const std::string& id : draft.index(list)) ids.insert(OrderId{id});
  for (const OrderId& id : ids) orders.documents.push_back(key_of(id));
  draft.need(orders);
  std::vector<const WorkOrder*> open;
  for (const OrderId& id : ids)
    if (const WorkOrder* order = draft.find_order(id); order && order->is_open()) open.push_back(order);
  return open;
}

std::vector<Say> what_lacks(const Draft& draft, const Site& site, const std::vector<const WorkOrder*>& open) {
  const std::chrono::local_days today = day_of(site.zone.to_local(draft.now));
  const auto [from, to] = whole_day(site, today + std::chrono::days{1});
  std::vector<Say> lacks;
  for (const RosterGap& gap : roster_gaps(draft.rules, draft.reference, site, from, to))
    lacks.push_back(gap.trade.empty() ? say("roster_gap_desk", {window_arg("window", gap.from, gap.to)})
                                      : say("roster_gap_trade",
                                            {window_arg("window", gap.from, gap.to), trade_of(gap.trade)}));
  for (const OverCapacity& one : over_capacity(draft.rules, draft.reference, site, open, today))
    lacks.push_back(say("roster_over_capacity", {trade_of(one.trade),
                                                 {"count", std::to_string(one.orders)},
                                                 {"capacity", std::to_string(one.capacity)}}));
  for (const Staff* one : unreachable_on_duty(draft.rules, draft.reference, site, from, to))
    lacks.push_back(say("roster_unreachable", {{"who", one->name}}));
  return lacks;
}

// Agreed for tomorrow, or left from before today and not agreed for later.
bool is_for_tomorrow(const WorkOrder& order, const Duty& today, const Duty& tomorrow) {
  if (order.visit_from && *order.visit_from >= tomorrow.from) return *order.visit_from < tomorrow.to;
  return order.opened_at < today.from;
}

// How many orders those who can do the trade and are on duty may have at a time; nothing: no limit.
std::optional<int> capacity_of(const Reference& reference, const Site& site, const std::string& trade,
                               Duty window) {
  int sum = 0;
  for (const Staff& one : reference.staff) {
    if (!is_fit(one, site, trade) || duties(reference, site.zone, one.id, window).empty()) continue;
    if (one.capacity == 0) return std::nullopt;
    sum += one.capacity;
  }
  return sum;
}

}  // namespace

std::vector<OverCapacity> over_capacity(const Rules& rules, const Reference& reference, const Site& site,
                                        const std::vector<const WorkOrder*>& open,
                                        std::chrono::local_days today) {
  const Duty day = whole_day(site, today), next_day = whole_day(site, today + std::chrono::days{1});
  std::vector<OverCapacity> over;
  for (const Trade& trade : rules.trades) {
    if (!has_any(reference, [&](const Staff& one) { return is_fit(one, site, trade.id); })) continue;
    const auto count = std::count_if(open.begin(), open.end(), [&](const WorkOrder* order) {
      return order->trade == trade.id && rules.site(order->site).id == site.id &&
             is_for_tomorrow(*order, day, next_day);
    });
    const auto capacity = capacity_of(reference, site, trade.id, next_day);
    if (capacity && count > *capacity) over.push_back({trade.id, static_cast<int>(count), *capacity});
  }
  return over;
}

std::vector<RosterGap> roster_gaps(const Rules& rules, const Reference& reference, const Site& site,
                                   Instant from, Instant to) {
  std::vector<RosterGap> gaps;
  const auto look = [&](const std::string& trade, const Fits& fits) {
    if (!has_any(reference, fits)) return;
    for (const Duty& without : hours_without(reference, site.zone, {from, to}, fits))
      gaps.push_back({without.from, without.to, trade});
  };
  look({}, [&](const Staff& one) { return one.role == Role::front_desk && one.serves(site.id); });
  for (const Trade& trade : rules.trades)
    if (trade.is_licensed) look(trade.id, [&](const Staff& one) { return is_fit(one, site, trade.id); });
  return gaps;
}

std::vector<const Staff*> unreachable_on_duty(const Rules& rules, const Reference& reference,
                                              const Site& site, Instant from, Instant to) {
  std::vector<const Staff*> unreachable;
  for (const Staff& one : reference.staff) {
    const bool is_reached = !one.accounts.empty() || (!one.phone.empty() && rules.sends_sms);
    if (!is_reached && one.serves(site.id) && !duties(reference, site.zone, one.id, {from, to}).empty())
      unreachable.push_back(&one);
  }
  return unreachable;
}

void tell_what_tomorrow_lacks(Draft& draft) {
  if (draft.reference.shifts.empty()) return;  // a desk that keeps no roster
  const std::vector<const WorkOrder*> open = open_orders(draft);
  for (const Site& site : draft.rules.sites) {
    const std::vector<Say> lacks = what_lacks(draft, site, open);
    if (lacks.empty()) continue;
    for (const Staff* one : {head_of_front_desk(draft.reference), manager(draft.reference)}) {
      OutMessage* letter = one ? to_staff(draft, one->id, nullptr) : nullptr;
      if (!letter) continue;
      letter->says.push_back(say("roster_lacks", {{"site_name", site.name}}));
      letter->says.insert(letter->says.end(), lacks.begin(), lacks.end());
    }
  }
}

}  // namespace steward::domain
