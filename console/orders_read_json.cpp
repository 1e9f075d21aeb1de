// Reading orders: lists of what is open and what has ended; one order with its words and its history.
#include "console/answers.hpp"
#include "console/finding.hpp"
#include "console/handlers.hpp"
#include "console/view.hpp"
#include "domain/letters.hpp"
#include "domain/projections.hpp"
#include "net/log.hpp"
#include "storage/load_readable.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace steward::console {
namespace {

using nlohmann::json;

constexpr std::size_t most_listed = 300;

struct Listed {
  json orders = json::array();
  json unreadable = json::array();  // documents that do not parse hide nobody else's
  domain::Instant now{};
};

awaitable<net::Result<Listed>> listed(Desk& desk, const Asking& who, std::vector<std::string> numbers) {
  std::ranges::sort(numbers);
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  domain::Reads reads;
  for (const std::string& number : numbers) {
    reads.documents.push_back(domain::key_of(domain::OrderId(number)));
    reads.documents.push_back(domain::words_key_of(domain::OrderId(number)));
  }
  auto loaded = co_await storage::load_readable(desk.world.store, std::move(reads));
  if (!loaded) co_return loaded.error();
  Listed list{.now = loaded->seen.now};
  std::set<std::string> unreadable;  // once where both the order and its words are
  for (const domain::DocumentKey& key : loaded->unreadable) unreadable.insert(key.id);
  list.unreadable = unreadable;
  for (const std::string& number : numbers) {
    const domain::OrderId id(number);
    const auto* order = loaded->seen.find<domain::WorkOrder>(domain::key_of(id));
    if (!order || !who.may_see(order->site)) continue;
    list.orders.push_back(
        view::order(who, *order, loaded->seen.find<domain::Words>(domain::words_key_of(id))));
  }
  co_return list;
}

awaitable<net::Result<std::vector<std::string>>> members_of(Desk& desk,
                                                            std::vector<domain::IndexKey> indexes) {
  std::vector<std::string> all;
  for (const domain::IndexKey& key : indexes) {
    auto members = co_await desk.world.store.members(key, most_listed);
    if (!members) co_return members.error();
    all.insert(all.end(), members->begin(), members->end());
  }
  co_return all;
}

json storms(const Asking& who) {
  json all = json::array();
  for (const domain::Site* site : who.sites({})) {
    const domain::Storm* storm = who.reference->storm_at(site->id);
    if (!storm) continue;
    all.push_back({{"site", site->id.str()},
                   {"site_name", site->name},
                   {"reason", domain::to_string(storm->reason)},
                   {"since", view::time(storm->since, site->zone)},
                   {"expected_until", view::time(storm->expected_until, site->zone)}});
  }
  return all;
}

awaitable<Response> answer_list(Desk& desk, const Asking& who, std::vector<domain::IndexKey> indexes) {
  auto numbers = co_await members_of(desk, std::move(indexes));
  if (!numbers) co_return failed(numbers.error());
  auto list = co_await listed(desk, who, std::move(*numbers));
  if (!list) co_return failed(list.error());
  const domain::Zone& zone = who.rules->site({}).zone;
  co_return net::json(200, view::dumped({{"now", view::time(list->now, zone)},
                                         {"storms", storms(who)},
                                         {"orders", std::move(list->orders)},
                                         {"unreadable", std::move(list->unreadable)}}));
}

std::vector<domain::IndexKey> of_each_site(const Asking& who, std::string_view asked,
                                           domain::IndexKey (*index)(const domain::SiteId&)) {
  std::vector<domain::IndexKey> keys;
  for (const domain::Site* site : who.sites(asked)) keys.push_back(index(site->id));
  const domain::SiteId not_known;
  if (asked.empty() && who.may_see(not_known)) keys.push_back(index(not_known));
  return keys;
}

awaitable<net::Result<storage::Readable>> residents_there(Desk& desk, domain::UnitId unit) {
  domain::Reads reads;
  if (unit.empty()) co_return storage::Readable{};
  const domain::IndexKey index = domain::residents_of(unit);
  auto ids = co_await desk.world.store.members(index, most_listed);
  if (!ids) co_return ids.error();
  for (const std::string& id : *ids) reads.documents.push_back(domain::key_of(domain::ResidentId(id)));
  co_return co_await storage::load_readable(desk.world.store, std::move(reads));
}

// Everybody to whom something about it may be on its way.
std::vector<domain::AccountId> recipients_of(const Asking& who, const domain::WorkOrder& order,
                                             const domain::Words* words) {
  std::set<domain::AccountId> all;
  if (!order.reporter.empty()) all.insert(order.reporter);
  if (words && !words->contact_phone.empty()) all.insert(domain::sms_account(words->contact_phone));
  std::vector<domain::StaffId> people = order.offered_to;
  people.insert(people.end(), {order.holder, order.accepted_by});
  for (const domain::StaffId& id : people) {
    const domain::Staff* one = who.reference->find(id);
    if (!one) continue;
    all.insert(one->accounts.begin(), one->accounts.end());
    all.insert(domain::sms_account(one->phone));
  }
  return {all.begin(), all.end()};
}

struct Messages {
  std::vector<storage::MessageEnd> ends;
  std::vector<storage::WaitingMessage> waiting;
};
awaitable<net::Result<Messages>> messages_about(Desk& desk, const Asking& who, const domain::WorkOrder& order,
                                                const domain::Words* words) {
  auto ends = co_await desk.world.store.ends_of(order.id);
  if (!ends) co_return ends.error();
  const auto recipients = recipients_of(who, order, words);
  auto waiting = co_await desk.world.store.waiting_for(recipients);
  if (!waiting) co_return waiting.error();
  co_return Messages{std::move(*ends), std::move(*waiting)};
}

json site_view(const domain::Site& site) {
  return {{"id", site.id.str()},    {"name", site.name},
          {"phone", site.phone},    {"region", domain::to_string(site.region)},
          {"zone", site.zone.name}, {"language", domain::to_string(site.language)}};
}

}  // namespace

awaitable<Response> read_me(Desk& desk, const Asking& who, Request&) {
  auto now = co_await desk.world.store.now();
  if (!now) co_return failed(now.error());
  json sites = json::array(), kinds = json::array(), trades = json::array();
  for (const domain::Site* site : who.sites({})) sites.push_back(site_view(*site));
  for (const domain::Kind& kind : who.rules->kinds) kinds.push_back(kind.id);
  for (const domain::Trade& trade : who.rules->trades) trades.push_back(trade.id);
  co_return net::json(200, view::dumped({{"staff", view::staff(who, who.staff.id)},
                                         {"role", domain::to_string(who.staff.role)},
                                         {"desk", who.rules->desk.str()},
                                         {"has_texts", desk.settings.has_sms_board},
                                         {"now", view::time(*now, who.rules->site({}).zone)},
                                         {"sites", std::move(sites)},
                                         {"kinds", std::move(kinds)},
                                         {"trades", std::move(trades)}}));
}

awaitable<Response> list_orders(Desk& desk, const Asking& who, Request& request) {
  co_return co_await answer_list(desk, who,
                                 of_each_site(who, request.query.get("site"), domain::open_orders_of));
}

awaitable<Response> list_ended(Desk& desk, const Asking& who, Request& request) {
  co_return co_await answer_list(desk, who,
                                 of_each_site(who, request.query.get("site"), domain::ended_orders_of));
}

awaitable<Response> read_order(Desk& desk, const Asking& who, Request& request) {
  auto found = co_await find_order(desk, who, std::string(request.parameter("number")));
  if (!found) co_return failed(found.error());
  if (!found->order) co_return not_found();
  auto people = co_await residents_there(desk, found->order->unit);
  if (!people) co_return failed(people.error());
  const domain::Words* words = found->words ? &*found->words : nullptr;
  auto messages = co_await messages_about(desk, who, *found->order, words);
  if (!messages) co_return failed(messages.error());
  json all = view::whole_order(who, *found->order, words);
  all["messages"] = view::messages(who, *found->order, messages->ends, messages->waiting);
  all["household"] = view::household(who, *found->order, people->seen);
  co_return net::json(200, view::dumped(all));
}

awaitable<Response> show_phone(Desk& desk, const Asking& who, Request& request) {
  auto found = co_await find_order(desk, who, std::string(request.parameter("number")));
  if (!found) co_return failed(found.error());
  if (!found->order || !found->words) co_return not_found();
  net::log::info("phone_shown", {{"by", who.staff.id.str()}, {"order", found->order->id.str()}});
  co_return net::json(200, view::dumped({{"phone", found->words->contact_phone}}));
}

}  // namespace steward::console
