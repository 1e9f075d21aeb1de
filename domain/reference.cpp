#include "domain/reference.hpp"

#include <algorithm>

#include "domain/event.hpp"

namespace steward::domain {

bool Shift::begins_on(std::chrono::local_days date) const {
  if (every > 0) return first && date >= *first && (date - *first).count() % every == 0;
  if (first) return *first <= date && date <= last.value_or(*first);
  const int weekday_number = static_cast<int>(std::chrono::weekday{date}.iso_encoding());
  return std::find(days.begin(), days.end(), weekday_number) != days.end();
}

bool Staff::can(std::string_view trade) const {
  return std::find(trades.begin(), trades.end(), trade) != trades.end();
}

bool Staff::serves(const SiteId& site) const {
  return sites.empty() || std::find(sites.begin(), sites.end(), site) != sites.end();
}

const Staff* Reference::find(const StaffId& id) const {
  for (const Staff& one : staff)
    if (one.id == id) return &one;
  return nullptr;
}

const Staff* Reference::named(std::string_view name) const {
  if (name.empty()) return nullptr;
  for (const Staff& one : staff)
    if (one.name == name || one.id.value == name) return &one;
  return nullptr;
}

const Staff* Reference::with_phone(std::string_view phone) const {
  for (const Staff& one : staff)
    if (!phone.empty() && one.phone == phone) return &one;
  return nullptr;
}

const Staff* Reference::at(const AccountId& account) const {
  for (const Staff& one : staff)
    if (std::find(one.accounts.begin(), one.accounts.end(), account) != one.accounts.end()) return &one;
  const std::string_view peer = account.value;
  const bool is_phone = peer.starts_with(sms_channel) && peer.substr(sms_channel.size()).starts_with(':');
  return is_phone ? with_phone(peer.substr(sms_channel.size() + 1)) : nullptr;
}

const Unit* Reference::find(const UnitId& number, const SiteId& site) const {
  for (const Unit* unit : numbered(number))
    if (unit->site == site) return unit;
  return nullptr;
}

std::vector<const Unit*> Reference::numbered(const UnitId& number) const {
  std::vector<const Unit*> found;
  const auto [first, last] = units.equal_range(number);
  for (auto one = first; one != last; ++one) found.push_back(&one->second);
  return found;
}

const Storm* Reference::storm_at(const SiteId& site) const {
  for (const Storm& storm : storms)
    if (storm.site == site) return &storm;
  return nullptr;
}

void Reference::put(const Unit& unit) {
  const auto [first, last] = units.equal_range(unit.id);
  const auto kept = std::find_if(first, last, [&](const auto& one) { return one.second.site == unit.site; });
  if (kept == last)
    units.emplace(unit.id, unit);
  else
    kept->second = unit;
}

std::vector<size_t> with_trade(const Reference& reference, std::span<const std::string> trades) {
  std::vector<size_t> able;
  if (trades.empty()) return able;
  able.reserve(reference.staff.size());
  for (size_t place = 0; place < reference.staff.size(); ++place) {
    const auto can = [&](const std::string& trade) { return reference.staff[place].can(trade); };
    if (std::any_of(trades.begin(), trades.end(), can)) able.push_back(place);
  }
  return able;
}

}  // namespace steward::domain
