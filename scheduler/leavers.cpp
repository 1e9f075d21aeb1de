#include "scheduler/leavers.hpp"

#include "domain/fingerprint.hpp"
#include "domain/order_acts.hpp"
#include "domain/projections.hpp"
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

struct Held {
  domain::OrderId order;
  domain::StaffId who;
};

domain::Reads reads_of(const std::vector<std::string>& numbers, size_t from, size_t count) {
  domain::Reads reads;
  for (size_t i = from; i < std::min(from + count, numbers.size()); ++i)
    reads.documents.push_back(domain::key_of(domain::OrderId(numbers[i])));
  return reads;
}

void add_held(std::vector<Held>& held, const domain::Snapshot& seen) {
  for (const auto& [key, one] : seen.documents)
    if (const auto* order = seen.find<domain::WorkOrder>(key))
      if (auto who = domain::leaver_holding(*seen.reference, *order); !who.empty())
        held.push_back({order->id, std::move(who)});
}

// An order that cannot be read is passed over: the board shows it, and it must not keep the others waiting.
awaitable<Result<std::vector<Held>>> held_by_leavers(storage::Store& store,
                                                     const std::vector<std::string>& numbers) {
  std::vector<Held> held;
  for (size_t at = 0; at < numbers.size(); at += batch_size) {
    domain::Reads reads = reads_of(numbers, at, batch_size);
    auto loaded = co_await storage::load_readable(store, std::move(reads));
    if (!loaded) co_return loaded.error();
    add_held(held, loaded->seen);
  }
  co_return held;
}

}  // namespace

awaitable<Result<size_t>> hand_on_from_leavers(storage::Store& store, const domain::Rules& rules) {
  auto reference = co_await store.reference();
  if (!reference) co_return reference.error();
  const std::string change = domain::fingerprint((*reference)->stamp, 10);
  size_t count = 0;
  std::vector<domain::SiteId> sites{domain::SiteId{}};  // of orders whose site is not known yet
  for (const domain::Site& site : rules.sites) sites.push_back(site.id);
  for (const domain::SiteId& site : sites) {
    const domain::IndexKey open = domain::open_orders_of(site);
    auto numbers = co_await store.members(open, most_open_orders);
    if (!numbers) co_return numbers.error();
    auto held = co_await held_by_leavers(store, *numbers);
    if (!held) co_return held.error();
    for (const Held& one : *held) {
      domain::Event event;
      event.once = "left:" + one.who.value + ":" + one.order.value + ":" + change;
      event.body = domain::HolderLeft{one.order, one.who};
      const std::string words = one.order.value + " held by " + one.who.value;
      auto outcome = co_await storage::handle_event(store, rules, std::move(event), words);
      if (!outcome) co_return outcome.error();
      if (outcome->what == storage::Outcome::What::applied) ++count;
    }
  }
  co_return count;
}

net::awaitable<> Leavers::run() {
  while (!tasks_.is_stopping()) {
    co_await look();
    const bool goes_on = co_await tasks_.pause(looks_again_after);
    if (!goes_on) co_return;
  }
}

net::awaitable<> Leavers::look() {
  auto reference = co_await store_.reference();
  if (!reference || (has_looked_ && (*reference)->stamp == looked_at_)) co_return;
  const auto rules = rules_();
  auto count = co_await hand_on_from_leavers(store_, *rules);
  if (!count) {
    net::log::warn("leavers_not_looked_at", {{"error", net::to_string(count.error())}});
    co_return;
  }
  if (*count > 0) net::log::info("orders_of_leavers_handed_on", {{"orders", *count}});
  looked_at_ = (*reference)->stamp;
  has_looked_ = true;
}

}  // namespace steward::scheduler
