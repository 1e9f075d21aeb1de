#include "notices/audience.hpp"

#include <algorithm>
#include <array>

#include "domain/documents.hpp"
#include "domain/phones.hpp"
#include "net/log.hpp"

namespace steward::notices {
namespace {

constexpr size_t read_at_once = 500;

const Misnamed nobody{"audience", "nobody", "nobody is named there", {}};
const Misnamed nowhere{"building", "nowhere", "no unit of it has this building, entrance and floor", {}};
const Misnamed no_unit{"units", "no-unit", "there is no such unit at the site", {}};
const Misnamed no_phone{"list", "no-phone", "nobody of the register has this phone at the site", {}};
const Misnamed no_order{"orders", "no-order", "there is no such order at the site", {}};
const Misnamed no_reporter{"orders", "no-reporter", "whoever reported it is not in the register", {}};

Misnamed about(Misnamed misnamed, std::string named) {
  misnamed.named = std::move(named);
  return misnamed;
}

bool lives_at(const domain::Resident& resident, const domain::SiteId& site) {
  return std::any_of(resident.homes.begin(), resident.homes.end(),
                     [&](const domain::Resident::Home& home) { return home.site == site; });
}

// Each adds to `into`, or says what it does not find.
net::awaitable<net::Result<>> find_residents(storage::Store& store, const std::vector<std::string>& phones,
                                             domain::SiteId site, Resolved& into) {
  for (size_t at = 0; at < phones.size(); at += read_at_once) {
    domain::Reads reads;
    const size_t end = std::min(at + read_at_once, phones.size());
    for (size_t i = at; i < end; ++i)
      reads.documents.push_back(domain::key_of(domain::resident_id_of(phones[i])));
    const auto seen = co_await store.load(reads);
    if (!seen) co_return seen.error();
    for (size_t i = at; i < end && !into.wrong; ++i) {
      const auto id = domain::resident_id_of(phones[i]);
      const auto* resident = seen->find<domain::Resident>(domain::key_of(id));
      if (!resident || !lives_at(*resident, site)) into.wrong = about(no_phone, net::masked_phone(phones[i]));
      into.audience.residents.push_back(id);
    }
  }
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> find_reporters(storage::Store& store, const domain::Rules& rules,
                                             const std::vector<domain::OrderId>& orders, domain::SiteId site,
                                             Resolved& into) {
  domain::Reads reads;
  for (const domain::OrderId& id : orders) reads.documents.push_back(domain::key_of(id));
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  for (const domain::OrderId& id : orders) {
    const auto* order = seen->find<domain::WorkOrder>(domain::key_of(id));
    if (into.wrong) break;
    if (!order || rules.site(order->site).id != site)
      into.wrong = about(no_order, id.value);
    else if (order->resident.empty())
      into.wrong = about(no_reporter, id.value);
    else
      into.audience.residents.push_back(order->resident);
  }
  co_return net::Result<>{};
}

// So that a slip of the pen is told from a building that is empty.
bool is_anywhere(const domain::Reference& people, const domain::Audience& audience,
                 const domain::SiteId& site) {
  return std::any_of(people.units.begin(), people.units.end(), [&](const auto& entry) {
    const domain::Unit& unit = entry.second;
    return unit.site == site && (audience.building.empty() || unit.building == audience.building) &&
           (audience.entrance.empty() || unit.entrance == audience.entrance) &&
           (audience.floor == 0 || unit.floor == audience.floor);
  });
}

std::optional<Misnamed> misnamed_place(const domain::Reference& people, const domain::Audience& audience,
                                       const domain::SiteId& site) {
  for (const domain::UnitId& unit : audience.units)
    if (!people.find(unit, site)) return about(no_unit, unit.value);
  if (!is_anywhere(people, audience, site)) return about(nowhere, site.value);
  return std::nullopt;
}

}  // namespace

std::vector<std::string> named_in(std::string_view text) {
  constexpr std::array<std::string_view, 10> between{",", ";", " ", "\t", "\n", "\r", "，", "；", "、", "　"};
  std::vector<std::string> words(1);
  while (!text.empty()) {
    const auto cut = std::find_if(between.begin(), between.end(),
                                  [&](std::string_view sign) { return text.starts_with(sign); });
    if (cut == between.end())
      words.back() += text.front();
    else if (!words.back().empty())
      words.emplace_back();
    text.remove_prefix(cut == between.end() ? 1 : cut->size());
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string add_row(WantedAudience& wanted, const std::string& unit, const std::string& phone,
                    const domain::Site& site) {
  if (unit.empty() == phone.empty()) return "a unit or a phone is needed, and not both";
  if (!unit.empty()) {
    wanted.audience.units.emplace_back(unit);
    return {};
  }
  std::string known = domain::e164(phone, site.region);
  if (known.empty()) return "this is no phone number";
  wanted.phones.push_back(std::move(known));
  return {};
}

std::optional<Misnamed> nobody_of(const WantedAudience& wanted) {
  const bool is_empty = wanted.audience.units.empty() && wanted.orders.empty() && wanted.phones.empty();
  return wanted.is_listed && is_empty ? std::optional(nobody) : std::nullopt;
}

net::awaitable<net::Result<Resolved>> resolve(storage::Store& store, const domain::Rules& rules,
                                              domain::SiteId site, WantedAudience wanted) {
  const auto people = co_await store.reference();
  if (!people) co_return people.error();
  Resolved resolved{wanted.audience, nobody_of(wanted)};
  if (!resolved.wrong) resolved.wrong = misnamed_place(**people, wanted.audience, site);
  if (resolved.wrong) co_return resolved;
  auto found = co_await find_residents(store, wanted.phones, site, resolved);
  if (!found) co_return found.error();
  if (resolved.wrong) co_return resolved;
  found = co_await find_reporters(store, rules, wanted.orders, site, resolved);
  if (!found) co_return found.error();
  co_return resolved;
}

}  // namespace steward::notices
