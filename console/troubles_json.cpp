// What the program could not do by itself: messages nobody got, and events that could not be decided.
#include "console/answers.hpp"
#include "console/handlers.hpp"
#include "console/names.hpp"
#include "console/view.hpp"
#include "storage/retry_set_aside.hpp"

#include <nlohmann/json.hpp>

namespace steward::console {
namespace {

using nlohmann::json;

constexpr std::size_t most_listed = 100;
constexpr std::size_t raw_shown = 2000;

json letter(const Asking& who, const storage::DeadLetter& dead, const domain::Zone& zone) {
  json orders = json::array();
  for (const auto& order : dead.message.orders) orders.push_back(order.str());
  std::string first = dead.message.says.empty() ? dead.message.text : dead.message.says.front().phrase;
  return {{"id", dead.message.id},
          {"channel", channel_of(dead.message.to)},
          {"staff", view::staff(who, dead.message.staff)},
          {"orders", std::move(orders)},
          {"about", std::move(first)},
          {"reason", dead.reason},
          {"at", view::time(dead.at, zone)}};
}

json aside(const storage::Store::SetAside& event, const domain::Zone& zone) {
  return {{"id", event.id},
          {"once", event.once},
          {"reason", event.reason},
          {"can_retry", !event.event.empty()},
          {"raw", event.raw.substr(0, raw_shown)},
          {"at", view::time(event.at, zone)}};
}

// Found among those that one may see: an id alone opens nothing.
awaitable<net::Result<bool>> is_seen(Desk& desk, const Asking& who, std::string id) {
  auto letters = co_await desk.world.store.dead_letters(most_listed);
  if (!letters) co_return letters.error();
  for (const auto& dead : *letters)
    if (dead.message.id == id && who.may_hear_of(dead.message.site)) co_return true;
  co_return false;
}

Response settled(const net::Result<bool>& result) {
  if (!result) return failed(result.error());
  return *result ? net::json(200, R"({"outcome":"applied"})") : not_found();
}

}  // namespace

awaitable<Response> list_troubles(Desk& desk, const Asking& who, Request&) {
  auto letters = co_await desk.world.store.dead_letters(most_listed);
  if (!letters) co_return failed(letters.error());
  auto asides = co_await desk.world.store.set_asides(most_listed);
  if (!asides) co_return failed(asides.error());
  const domain::Zone& zone = who.rules->site({}).zone;
  json dead = json::array(), set_aside = json::array();
  for (const auto& one : *letters)
    if (who.may_hear_of(one.message.site)) dead.push_back(letter(who, one, zone));
  if (who.sees_all())  // nothing says which site they are of
    for (const auto& one : *asides) set_aside.push_back(aside(one, zone));
  co_return net::json(200,
                      view::dumped({{"dead_letters", std::move(dead)}, {"set_aside", std::move(set_aside)}}));
}

awaitable<Response> requeue_letter(Desk& desk, const Asking& who, Request& request) {
  const std::string id(request.parameter("id"));
  auto seen = co_await is_seen(desk, who, id);
  if (!seen || !*seen) co_return settled(seen);
  co_return settled(co_await desk.world.store.requeue(id));
}

awaitable<Response> drop_letter(Desk& desk, const Asking& who, Request& request) {
  const std::string id(request.parameter("id"));
  auto seen = co_await is_seen(desk, who, id);
  if (!seen || !*seen) co_return settled(seen);
  co_return settled(co_await desk.world.store.drop(id));
}

awaitable<Response> retry_event(Desk& desk, const Asking& who, Request& request) {
  using What = storage::Retried::What;
  if (!who.sees_all()) co_return not_found();
  const std::string id(request.parameter("id"));
  auto retried = co_await storage::retry_set_aside(desk.world.store, *who.rules, id);
  if (!retried) co_return failed(retried.error());
  switch (retried->what) {
    case What::done: co_return settled(true);
    case What::refused: co_return refused(retried->refusal);
    case What::again:
      co_return net::problem(409, "set-aside", "Could not be decided again", "It is set aside as before.");
    case What::not_kept: co_return refused(domain::Refusal::not_now);
    case What::not_found: break;
  }
  co_return not_found();
}

awaitable<Response> drop_event(Desk& desk, const Asking& who, Request& request) {
  if (!who.sees_all()) co_return not_found();
  const std::string id(request.parameter("id"));
  co_return settled(co_await desk.world.store.drop_set_aside(id));
}

}  // namespace steward::console
