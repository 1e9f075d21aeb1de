#include "app/notices/audience.hpp"

#include <algorithm>
#include <charconv>

#include "app/csv.hpp"
#include "app/json_file.hpp"
#include "domain/documents.hpp"
#include "domain/phones.hpp"
#include "net/log.hpp"

namespace steward::app {
namespace {

constexpr size_t read_at_once = 500;

std::vector<std::string> listed(const std::string& text) {
  std::vector<std::string> parts;
  for (size_t at = 0; at <= text.size();) {
    const size_t end = std::min(text.find(',', at), text.size());
    if (end > at) parts.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

void read_list(const std::string& file, const domain::Site& site, WantedAudience& wanted,
               Problems& problems) {
  const auto text = file_text(file, problems);
  if (!text) return;
  for (const CsvRow& row : read_csv(file, *text, {.required = {}, .optional = {"unit", "phone"}}, problems)) {
    const std::string& unit = row["unit"];
    const std::string& phone = row["phone"];
    if (unit.empty() == phone.empty()) {
      problems.add(file, row.line, "a unit or a phone is needed, and not both");
    } else if (!unit.empty()) {
      wanted.audience.units.emplace_back(unit);
    } else if (std::string known = domain::e164(phone, site.region); known.empty()) {
      problems.add(file, row.line, "this is no phone number");
    } else {
      wanted.phones.push_back(std::move(known));
    }
  }
}

net::awaitable<net::Result<>> find_residents(storage::Store& store, const std::vector<std::string>& phones,
                                             domain::Audience& into) {
  for (size_t at = 0; at < phones.size(); at += read_at_once) {
    domain::Reads reads;
    const size_t end = std::min(at + read_at_once, phones.size());
    for (size_t i = at; i < end; ++i)
      reads.documents.push_back(domain::key_of(domain::resident_id_of(phones[i])));
    const auto seen = co_await store.load(reads);
    if (!seen) co_return seen.error();
    for (size_t i = at; i < end; ++i) {
      const auto id = domain::resident_id_of(phones[i]);
      const auto* resident = seen->find<domain::Resident>(domain::key_of(id));
      if (!resident || resident->homes.empty())
        co_return net::Error{"unknown", net::masked_phone(phones[i]),
                             "nobody of the register has this phone"};
      into.residents.push_back(id);
    }
  }
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> find_reporters(storage::Store& store,
                                             const std::vector<domain::OrderId>& orders,
                                             domain::Audience& into) {
  domain::Reads reads;
  for (const domain::OrderId& id : orders) reads.documents.push_back(domain::key_of(id));
  const auto seen = co_await store.load(reads);
  if (!seen) co_return seen.error();
  for (const domain::OrderId& id : orders) {
    const auto* order = seen->find<domain::WorkOrder>(domain::key_of(id));
    if (!order) co_return net::Error{"unknown", id.value, "there is no such order"};
    if (order->resident.empty())
      co_return net::Error{"unknown", id.value, "whoever reported it is not in the register"};
    into.residents.push_back(order->resident);
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

}  // namespace

WantedAudience read_audience(const Arguments& arguments, const domain::Site& site, Problems& problems) {
  WantedAudience wanted;
  wanted.audience.building = arguments.value("--building").value_or("");
  wanted.audience.entrance = arguments.value("--entrance").value_or("");
  if (const auto floor = arguments.value("--floor")) {
    const auto [end, error] =
        std::from_chars(floor->data(), floor->data() + floor->size(), wanted.audience.floor);
    if (error != std::errc{} || end != floor->data() + floor->size() || wanted.audience.floor == 0)
      problems.add("--floor", 0, "\"" + *floor + "\" is no floor");
  }
  for (std::string& unit : listed(arguments.value("--units").value_or("")))
    wanted.audience.units.emplace_back(std::move(unit));
  for (std::string& order : listed(arguments.value("--orders").value_or("")))
    wanted.orders.emplace_back(std::move(order));
  const size_t before = problems.size();
  if (const auto file = arguments.value("--list")) read_list(*file, site, wanted, problems);
  // Nobody is not everybody.
  const bool is_listed = arguments.has("--units") || arguments.has("--orders") || arguments.has("--list");
  const bool is_empty = wanted.audience.units.empty() && wanted.orders.empty() && wanted.phones.empty();
  if (is_listed && is_empty && problems.size() == before)
    problems.add(arguments.value("--list").value_or("the command line"), 0, "nobody is named there");
  return wanted;
}

net::awaitable<net::Result<domain::Audience>> resolve(storage::Store& store, WantedAudience wanted,
                                                      const domain::Site& site) {
  const auto people = co_await store.reference();
  if (!people) co_return people.error();
  for (const domain::UnitId& unit : wanted.audience.units)
    if (!(*people)->find(unit, site.id))
      co_return net::Error{"unknown", unit.value, "there is no such unit at " + site.id.value};
  if (!is_anywhere(**people, wanted.audience, site.id))
    co_return net::Error{"unknown", site.id.value, "no unit of it has this building, entrance and floor"};
  domain::Audience audience = std::move(wanted.audience);
  if (auto found = co_await find_residents(store, wanted.phones, audience); !found) co_return found.error();
  if (auto found = co_await find_reporters(store, wanted.orders, audience); !found) co_return found.error();
  co_return audience;
}

}  // namespace steward::app
