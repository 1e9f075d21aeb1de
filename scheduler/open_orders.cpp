#include "scheduler/open_orders.hpp"

#include "domain/fingerprint.hpp"
#include "domain/order_acts.hpp"
#include "domain/projections.hpp"
#include "domain/storms.hpp"
#include "net/log.hpp"
#include "storage/handle_event.hpp"
#include "storage/load_readable.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace steward::scheduler {

using storage::awaitable;
using storage::Result;

namespace {

constexpr size_t most_open_orders = 1'000'000;
constexpr size_t batch_size = 100;
constexpr net::Milliseconds looks_again_after{5000};

// What is to happen to an order, and in words.
struct Due {
  domain::Event event;
  std::string words;
};

domain::Reads reads_of(const std::vector<std::string>& numbers, size_t from, size_t count) {
  domain::Reads reads;
  for (size_t i = from; i < std::min(from + count, numbers.size()); ++i)
    reads.documents.push_back(domain::key_of(domain::OrderId(numbers[i])));
  return reads;
}

void add_due(std::vector<Due>& all, const domain::Rules& rules, const domain::Reference& reference,
             const domain::WorkOrder& order) {
  const std::string change = order.id.value + ":" + domain::fingerprint(reference.stamp, 10);
  if (const auto who = domain::leaver_holding(reference, order); !who.empty())
    all.push_back({{.once = "left:" + who.value + ":" + change, .body = domain::HolderLeft{order.id, who}},
                   order.id.value + " held by " + who.value});
  if (domain::is_out_of_step(rules, reference, order))
    all.push_back({{.once = "weather:" + change, .body = domain::WeatherChanged{order.id}},
                   order.id.value + " in other weather"});
}

// An order that cannot be read is passed over: the board shows it, and it must not keep the others waiting.
awaitable<Result<std::vector<Due>>> all_due(storage::Store& store, const domain::Rules& rules,
                                            const std::vector<std::string>& numbers) {
  std::vector<Due> all;
  for (size_t at = 0; at < numbers.size(); at += batch_size) {
    domain::Reads reads = reads_of(numbers, at, batch_size);
    auto loaded = co_await storage::load_readable(store, std::move(reads));
    if (!loaded) co_return loaded.error();
    for (const auto& [key, one] : loaded->seen.documents)
      if (const auto* order = loaded->seen.find<domain::WorkOrder>(key))
        add_due(all, rules, *loaded->seen.reference, *order);
  }
  co_return all;
}

}  // namespace

awaitable<Result<LookedAt>> look_at_open_orders(storage::Store& store, const domain::Rules& rules) {
  LookedAt looked_at;
  std::vector<domain::SiteId> sites{domain::SiteId{}};  // of orders whose site is not known yet
  for (const domain::Site& site : rules.sites) sites.push_back(site.id);
  for (const domain::SiteId& site : sites) {
    const domain::IndexKey open = domain::open_orders_of(site);
    auto numbers = co_await store.members(open, most_open_orders);
    if (!numbers) co_return numbers.error();
    auto all = co_await all_due(store, rules, *numbers);
    if (!all) co_return all.error();
    for (Due& due : *all) {
      const bool is_of_leaver = std::holds_alternative<domain::HolderLeft>(due.event.body);
      auto outcome = co_await storage::handle_event(store, rules, std::move(due.event), due.words);
      if (!outcome) co_return outcome.error();
      if (outcome->what == storage::Outcome::What::applied)
        ++(is_of_leaver ? looked_at.handed_on : looked_at.with_storms);
    }
  }
  co_return looked_at;
}

net::awaitable<> OpenOrders::run() {
  while (!tasks_.is_stopping()) {
    co_await look();
    const bool goes_on = co_await tasks_.pause(looks_again_after);
    if (!goes_on) co_return;
  }
}

net::awaitable<> OpenOrders::look() {
  auto reference = co_await store_.reference();
  if (!reference || (has_looked_ && (*reference)->stamp == looked_at_)) co_return;
  const auto rules = rules_();
  auto count = co_await look_at_open_orders(store_, *rules);
  if (!count) {
    net::log::warn("open_orders_not_looked_at", {{"error", net::to_string(count.error())}});
    co_return;
  }
  if (count->handed_on > 0) net::log::info("orders_of_leavers_handed_on", {{"orders", count->handed_on}});
  if (count->with_storms > 0) net::log::info("orders_follow_the_weather", {{"orders", count->with_storms}});
  looked_at_ = (*reference)->stamp;
  has_looked_ = true;
}

}  // namespace steward::scheduler
