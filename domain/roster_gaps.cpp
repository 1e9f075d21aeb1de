#include "domain/roster_gaps.hpp"

#include <algorithm>

#include "domain/letters.hpp"
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

Arg window_of(const RosterGap& gap) {
  const auto text = [](Instant at) { return std::to_string(at.time_since_epoch().count()); };
  return {"window", text(gap.from) + "," + text(gap.to), Arg::Form::window};
}

std::vector<Say> what_lacks(const Draft& draft, const Site& site) {
  const std::chrono::local_days tomorrow = day_of(site.zone.to_local(draft.now)) + std::chrono::days{1};
  const Instant from = site.zone.to_instant(LocalTime{tomorrow});
  const Instant to = site.zone.to_instant(LocalTime{tomorrow + std::chrono::days{1}});
  std::vector<Say> lacks;
  for (const RosterGap& gap : roster_gaps(draft.rules, draft.reference, site, from, to))
    lacks.push_back(
        gap.trade.empty()
            ? say("roster_gap_desk", {window_of(gap)})
            : say("roster_gap_trade", {window_of(gap), {"trade", "trade." + gap.trade, Arg::Form::phrase}}));
  for (const Staff* one : unreachable_on_duty(draft.rules, draft.reference, site, from, to))
    lacks.push_back(say("roster_unreachable", {{"who", one->name}}));
  return lacks;
}

}  // namespace

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
  for (const Site& site : draft.rules.sites) {
    const std::vector<Say> lacks = what_lacks(draft, site);
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
