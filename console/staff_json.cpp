// Who works here, who is on duty now, and how busy they are.
#include "console/answers.hpp"
#include "console/handlers.hpp"
#include "console/view.hpp"
#include "domain/roster.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace steward::console {
namespace {

using nlohmann::json;

bool serves_any(const domain::Staff& staff, const std::vector<const domain::Site*>& sites) {
  return std::ranges::any_of(sites, [&](const domain::Site* site) { return staff.serves(site->id); });
}

json person(const domain::Staff& staff, const domain::Snapshot& seen, const domain::Zone& zone) {
  return {{"id", staff.id.str()},
          {"name", staff.name},
          {"department", staff.department},
          {"role", domain::to_string(staff.role)},
          {"trades", staff.trades},
          {"orders", seen.load_of(staff).orders},
          {"has_chat", !staff.accounts.empty()},
          {"is_on_duty", domain::is_on_duty(*seen.reference, zone, staff.id, seen.now)},
          {"until", view::time(domain::shift_end(*seen.reference, zone, staff.id, seen.now), zone)}};
}

}  // namespace

awaitable<Response> list_staff(Desk& desk, const Asking& who, Request& request) {
  const auto sites = who.sites(request.query.get("site"));
  const domain::Reads nothing;
  auto seen = co_await desk.world.store.load(nothing);
  if (!seen) co_return failed(seen.error());
  const domain::Zone& zone = sites.empty() ? who.rules->site({}).zone : sites.front()->zone;
  json people = json::array();
  for (const domain::Staff& staff : seen->reference->staff)
    if (serves_any(staff, sites)) people.push_back(person(staff, *seen, zone));
  co_return net::json(200, view::dumped({{"staff", std::move(people)}}));
}

}  // namespace steward::console
