// The playground's own calls: whose part may be played, a session for one of them, and what went out by SMS.
#include "console/answers.hpp"
#include "console/fields.hpp"
#include "console/handlers.hpp"
#include "console/playground_binding.hpp"
#include "console/view.hpp"
#include "domain/decide.hpp"
#include "domain/roster.hpp"
#include "storage/load_readable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace steward::console {
namespace {

using nlohmann::json;

constexpr std::chrono::hours session_lasts{12};
constexpr std::size_t most_texts = 50;

// Behind a proxy everybody seems near.
bool is_passed_on(const Request& request) {
  constexpr std::array<std::string_view, 4> marks{"forwarded", "x-forwarded-for", "x-real-ip", "via"};
  return std::ranges::any_of(marks,
                             [&](std::string_view mark) { return !request.headers.get(mark).empty(); });
}

// A page elsewhere could reach us by a name that resolves to loopback: the name asked for has to be one, too.
bool is_local(const Desk& desk, const Request& request) {
  constexpr std::array<std::string_view, 3> names{"127.0.0.1", "localhost", "[::1]"};
  const bool is_near = request.peer == "::1" || request.peer.starts_with("127.");
  std::string_view host = request.headers.get("host");
  const auto colon = host.rfind(':');
  if (colon != std::string_view::npos && !host.ends_with("]")) host = host.substr(0, colon);
  return is_near && !is_passed_on(request) && std::ranges::find(names, host) != names.end() &&
         is_own_origin(desk, request);
}

domain::ResidentId resident_of(const std::string& phone) { return domain::resident_id_of(phone); }

json resident_view(const domain::Resident& resident) {
  json units = json::array();
  for (const auto& home : resident.homes) units.push_back(home.unit.str());
  return {{"id", resident.id.str()},
          {"name", resident.name},
          {"units", std::move(units)},
          {"language", domain::to_string(resident.language)}};
}

json staff_view(const domain::Staff& staff, const domain::Snapshot& seen, const domain::Zone& zone) {
  return {{"id", staff.id.str()},
          {"name", staff.name},
          {"role", domain::to_string(staff.role)},
          {"department", staff.department},
          {"trades", staff.trades},
          {"is_on_duty", domain::is_on_duty(*seen.reference, zone, staff.id, seen.now)}};
}

json chat_view(const ChatSession& session) {
  return {{"account", session.account.str()}, {"channel", session.channel}, {"token", session.token}};
}

awaitable<Response> play_as_resident(Desk& desk, std::string who) {
  const auto is_his = [&](const std::string& phone) { return resident_of(phone).str() == who; };
  if (!who.empty() && std::ranges::none_of(desk.settings.playground.residents, is_his)) co_return not_found();
  std::string peer = who.empty() ? std::string() : "play-" + who;
  auto session = co_await desk.world.open_chat(std::move(peer));
  if (!session) co_return failed(session.error());
  if (!who.empty()) {
    auto bound = co_await play_resident(desk, session->account, domain::ResidentId(who));
    if (!bound) co_return bound.error().code == "not_found" ? not_found() : failed(bound.error());
  }
  co_return net::json(200, view::dumped({{"chat", chat_view(*session)}}));
}

awaitable<Response> play_as_staff(Desk& desk, std::string who) {
  auto reference = co_await desk.world.store.reference();
  if (!reference) co_return failed(reference.error());
  const domain::Staff* staff = (*reference)->find(domain::StaffId(who));
  if (!staff) co_return not_found();
  std::string peer = "play-" + who;
  auto session = co_await desk.world.open_chat(std::move(peer));
  if (!session) co_return failed(session.error());
  auto bound = co_await play_staff(desk, session->account, *staff);
  if (!bound) co_return failed(bound.error());
  co_return net::json(200, view::dumped({{"chat", chat_view(*session)}}));
}

// A token for whoever of the front desk is on duty, or for the named one.
awaitable<Response> play_as_desk(Desk& desk, std::string who) {
  const domain::Reads nothing;
  auto seen = co_await desk.world.store.load(nothing);
  if (!seen) co_return failed(seen.error());
  const auto rules = desk.world.rules();
  domain::StaffId id(who);
  if (id.empty()) id = domain::front_desk_on_duty(*seen->reference, rules->site({}), seen->now);
  const domain::Staff* staff = seen->reference->find(id);
  if (!staff || staff->role == domain::Role::technician) co_return not_found();
  const std::string token = desk.tokens.issue(id, net::now() + session_lasts);
  co_return net::json(200,
                      view::dumped({{"token", token}, {"staff", {{"id", id.str()}, {"name", staff->name}}}}));
}

}  // namespace

awaitable<Response> list_parts(Desk& desk, Request& request) {
  if (!is_local(desk, request)) co_return not_found();
  domain::Reads reads;
  for (const auto& phone : desk.settings.playground.residents)
    reads.documents.push_back(domain::key_of(resident_of(phone)));
  auto loaded = co_await storage::load_readable(desk.world.store, reads);
  if (!loaded) co_return failed(loaded.error());
  const domain::Snapshot& seen = loaded->seen;
  const auto rules = desk.world.rules();
  const domain::Site& site = rules->site({});
  json residents = json::array(), staff = json::array();
  for (const auto& key : reads.documents)
    if (const auto* resident = seen.find<domain::Resident>(key))
      residents.push_back(resident_view(*resident));
  for (const auto& one : seen.reference->staff) staff.push_back(staff_view(one, seen, site.zone));
  co_return net::json(200, view::dumped({{"site", site.name},
                                         {"language", domain::to_string(site.language)},
                                         {"zone", site.zone.name},
                                         {"now", view::time(seen.now, site.zone)},
                                         {"unreadable", loaded->unreadable.size()},
                                         {"residents", std::move(residents)},
                                         {"staff", std::move(staff)}}));
}

awaitable<Response> open_part(Desk& desk, Request& request) {
  if (!is_local(desk, request)) co_return not_found();
  const auto fields = Fields::of(request);
  if (!fields) co_return bad_input("A role is needed.");
  const std::string role = fields->text("role");
  if (role == "resident") co_return co_await play_as_resident(desk, fields->text("who"));
  if (role == "staff") co_return co_await play_as_staff(desk, fields->text("who"));
  if (role == "desk") co_return co_await play_as_desk(desk, fields->text("who"));
  co_return bad_input("There is no such role.");
}

awaitable<Response> list_texts(Desk& desk, Request& request) {
  if (!is_local(desk, request)) co_return not_found();
  auto reference = co_await desk.world.store.reference();
  if (!reference) co_return failed(reference.error());
  std::vector<std::string> phones = desk.settings.playground.residents;
  for (const auto& staff : (*reference)->staff)
    if (!staff.phone.empty()) phones.push_back(staff.phone);
  const auto rules = desk.world.rules();
  const domain::Zone& zone = rules->site({}).zone;
  json texts = json::array();
  int unreadable = 0;
  for (const std::string& phone : phones) {
    const domain::AccountId account("sms:" + phone);
    auto lines = co_await desk.world.store.thread(account, "", most_texts);
    if (!lines && lines.error().code != "unreadable") co_return failed(lines.error());
    if (!lines) {
      ++unreadable;
      continue;
    }
    view::add_texts(texts, phone, *lines, zone);
  }
  co_return net::json(200, view::dumped({{"texts", std::move(texts)}, {"unreadable", unreadable}}));
}

}  // namespace steward::console
