#include "domain/swap.hpp"

#include <algorithm>
#include <map>

#include "domain/roster_gaps.hpp"

namespace steward::domain {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::minutes;

bool is_of(const Shift& shift, const Swap& swap) {
  return (shift.staff == swap.one || shift.staff == swap.other) && !shift.is_cover && shift.is_agreed() &&
         shift.first == swap.date;
}

// What `whose` works that day becomes what `who` does.
void take_over(std::vector<Shift>& roster, const StaffId& who, const StaffId& whose, local_days date,
               const std::vector<RosteredShift>& theirs) {
  for (const RosteredShift& one : theirs)
    roster.push_back({.staff = who,
                      .from = one.shift->from,
                      .to = one.shift->to,
                      .first = date,
                      .last = date,
                      .with = whose});
  if (theirs.empty())
    roster.push_back({.staff = who, .first = date, .last = date, .is_off = true, .with = whose});
}

bool works_twice(const Reference& reference, const Zone& zone, const StaffId& staff, local_days date) {
  const Duty around{zone.to_instant(LocalTime{date - days{1}}), zone.to_instant(LocalTime{date + days{2}})};
  const auto shifts = shifts_of(reference, zone, staff, around);
  for (size_t i = 1; i < shifts.size(); ++i)
    if (shifts[i].time.from < shifts[i - 1].time.to && (shifts[i].day == date || shifts[i - 1].day == date))
      return true;
  return false;
}

// How long what is needed is lacking, by trade.
std::map<std::string, Duration> lacking(const Rules& rules, const Reference& reference, const Site& site,
                                        Duty window) {
  std::map<std::string, Duration> sums;
  for (const RosterGap& gap : roster_gaps(rules, reference, site, window.from, window.to))
    sums[gap.trade] += gap.to - gap.from;
  return sums;
}

std::optional<NoSwap> gap_made(const Rules& rules, const Reference& before, const Reference& after,
                               local_days date) {
  for (const Site& site : rules.sites) {
    const Duty window{site.zone.to_instant(LocalTime{date}), site.zone.to_instant(LocalTime{date + days{2}})};
    const auto lacked = lacking(rules, before, site, window);
    for (const auto& [trade, sum] : lacking(rules, after, site, window)) {
      const auto known = lacked.find(trade);
      if (known == lacked.end() || known->second < sum)
        return NoSwap{.why = NoSwap::Why::leaves_gap, .trade = trade};
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<RosteredShift> shifts_on(const Reference& reference, const Zone& zone, const StaffId& staff,
                                     local_days date) {
  const Duty day{zone.to_instant(LocalTime{date}), zone.to_instant(LocalTime{date + days{1}})};
  auto shifts = shifts_of(reference, zone, staff, day);
  std::erase_if(shifts, [&](const RosteredShift& one) { return one.day != date; });
  return shifts;
}

std::variant<std::vector<Shift>, NoSwap> swapped(const Rules& rules, const Reference& reference,
                                                 const Site& site, const Swap& swap, Instant now) {
  using Why = NoSwap::Why;
  const auto ones = shifts_on(reference, site.zone, swap.one, swap.date);
  const auto others = shifts_on(reference, site.zone, swap.other, swap.date);
  const auto has_begun = [now](const RosteredShift& shift) { return shift.time.from <= now; };
  const bool is_past = swap.date < day_of(site.zone.to_local(now)) ||
                       std::any_of(ones.begin(), ones.end(), has_begun) ||
                       std::any_of(others.begin(), others.end(), has_begun);
  if (is_past) return NoSwap{.why = Why::day_is_past};
  if (ones.empty() && others.empty()) return NoSwap{.why = Why::nobody_works};

  const Reference before{reference.staff, reference.shifts, {}, {}};  // the units are many, and not looked at
  Reference after = before;
  std::erase_if(after.shifts, [&](const Shift& shift) { return is_of(shift, swap); });
  take_over(after.shifts, swap.one, swap.other, swap.date, others);
  take_over(after.shifts, swap.other, swap.one, swap.date, ones);
  for (const StaffId& who : {swap.one, swap.other})
    if (works_twice(after, site.zone, who, swap.date)) return NoSwap{.why = Why::works_twice, .who = who};
  if (const auto gap = gap_made(rules, before, after, swap.date)) return *gap;
  return std::move(after.shifts);
}

}  // namespace steward::domain
