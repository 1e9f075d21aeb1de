#include "domain/sites.hpp"

#include <algorithm>

#include "domain/household.hpp"
#include "domain/text.hpp"

namespace steward::domain {
namespace {

SiteId only_site_with(const Reference& reference, const UnitId& unit) {
  const auto units = reference.numbered(unit);
  return units.size() == 1 ? units.front()->site : SiteId{};
}

// The register tells by itself as a rule; the resident is looked up where it has two of that number.
SiteId site_of_home(Draft& draft, const Conversation& talk, const UnitId& unit) {
  if (talk.resident.empty() || std::find(talk.units.begin(), talk.units.end(), unit) == talk.units.end())
    return {};
  if (SiteId only = only_site_with(draft.reference, unit); !only.empty()) return only;
  draft.need({.documents = {key_of(talk.resident)}});
  const Resident* resident = draft.find_resident(talk.resident);
  const Resident::Home* home = resident ? home_in(*resident, unit) : nullptr;
  return home ? home->site : SiteId{};
}

}  // namespace

SiteId site_named(const Rules& rules, std::string_view text) {
  const Site* named = nullptr;  // the longest: "花园里二期" holds "花园里" too
  for (const Site& site : rules.sites)
    if (contains(text, site.name) && (!named || site.name.size() > named->name.size())) named = &site;
  return named ? named->id : SiteId{};
}

SiteId site_meant(Draft& draft, const Conversation& talk, const UnitId& unit) {
  if (draft.rules.sites.size() == 1) return draft.rules.sites.front().id;
  if (SiteId home = site_of_home(draft, talk, unit); !home.empty()) return home;
  return talk.site.empty() ? only_site_with(draft.reference, unit) : talk.site;
}

std::vector<const Site*> sites_it_may_be_of(const Rules& rules, const WorkOrder& order) {
  if (!order.site.empty()) return {&rules.site(order.site)};
  std::vector<const Site*> all;
  for (const Site& site : rules.sites) all.push_back(&site);
  return all;
}

}  // namespace steward::domain
