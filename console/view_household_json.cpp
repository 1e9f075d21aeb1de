#include "console/view.hpp"
#include "domain/household.hpp"
#include "net/secret.hpp"

#include <nlohmann/json.hpp>

namespace steward::console::view {
namespace {

std::string name_of(const domain::Snapshot& seen, const domain::ResidentId& id) {
  const auto* resident = seen.find<domain::Resident>(domain::key_of(id));
  return resident ? resident->name : "";
}

json let_in(const Asking& who, const domain::Snapshot& seen, const domain::Resident::Home& home) {
  if (!home.let_in) return nullptr;
  return {{"by", name_of(seen, home.let_in->by)},
          {"at", time(home.let_in->at, who.rules->site(home.site).zone)},
          {"called", home.let_in->called}};
}

}  // namespace

json household(const Asking& who, const domain::WorkOrder& order, const domain::Snapshot& seen) {
  json people = json::array();
  for (const auto& [key, document] : seen.documents) {
    const auto* resident = seen.find<domain::Resident>(key);
    if (!resident || !domain::lives_in(*resident, order.unit, order.site)) continue;
    const auto* home = domain::home_in(*resident, order.unit);
    people.push_back({{"name", resident->name},
                      {"phone", net::masked_phone(resident->phone)},
                      {"role", home->role},
                      {"let_in", let_in(who, seen, *home)}});
  }
  return people;
}

}  // namespace steward::console::view
