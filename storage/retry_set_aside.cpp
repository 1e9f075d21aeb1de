#include "storage/retry_set_aside.hpp"

#include "storage/event_codec.hpp"
#include "storage/limits.hpp"

#include <algorithm>
#include <optional>

namespace steward::storage {

namespace {

awaitable<Result<std::optional<Store::SetAside>>> find(Store& store, const std::string& id) {
  auto all = co_await store.set_asides(set_asides_kept);
  if (!all) co_return all.error();
  const auto found = std::find_if(all->begin(), all->end(), [&id](const auto& one) { return one.id == id; });
  if (found == all->end()) co_return std::optional<Store::SetAside>{};
  co_return std::optional<Store::SetAside>(std::move(*found));
}

}  // namespace

awaitable<Result<Retried>> retry_set_aside(Store& store, const domain::Rules& rules, const std::string& id) {
  using What = Retried::What;
  auto aside = co_await find(store, id);
  if (!aside) co_return aside.error();
  if (!*aside) co_return Retried{What::not_found};
  auto now = co_await store.now();
  if (!now) co_return now.error();
  auto event = decode_event((*aside)->event, rules, *now);
  if (!event && event.error().code == "not_understood") co_return Retried{What::again};
  if (!event) co_return Retried{What::not_kept};

  event->once = "again:" + id;  // its own is known: that it came was remembered when it was set aside
  auto outcome = co_await handle_event(store, rules, std::move(*event), (*aside)->raw);
  if (!outcome) co_return outcome.error();
  if (outcome->what == Outcome::What::refused) co_return Retried{What::refused, outcome->refusal};
  auto dropped = co_await store.drop_set_aside(id);
  if (!dropped) co_return dropped.error();
  co_return Retried{outcome->what == Outcome::What::set_aside ? What::again : What::done};
}

}  // namespace steward::storage
