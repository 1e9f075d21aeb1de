#include "domain/reference.hpp"

#include <algorithm>

namespace steward::domain {

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

const Unit* Reference::find(const UnitId& id) const {
  auto found = units.find(id);
  return found == units.end() ? nullptr : &found->second;
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
