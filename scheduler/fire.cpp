#include "scheduler/fire.hpp"

#include "net/log.hpp"
#include "storage/handle_event.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace steward::scheduler {

using storage::awaitable;
using storage::Result;

namespace {

constexpr std::chrono::seconds busy_pause{1};

std::optional<domain::DocumentType> document_type_of(std::string_view letter) {
  if (letter == "o") return domain::DocumentType::order;
  if (letter == "c") return domain::DocumentType::conversation;
  if (letter == "s") return domain::DocumentType::plan;
  if (letter == "n") return domain::DocumentType::notice;
  return std::nullopt;
}

awaitable<Result<Fired>> finish(storage::Store& store, const storage::ClaimedTimer& timer) {
  auto removed = co_await store.acknowledge(timer);
  if (!removed) co_return removed.error();
  co_return *removed ? Fired::done : Fired::taken;
}

// A name this version does not know is shown to a person instead of coming due for ever.
awaitable<Result<Fired>> set_unreadable_aside(storage::Store& store, const storage::ClaimedTimer& timer) {
  const storage::Store::SetAside aside{once_of(timer), timer.timer, "unknown timer", timer.claimed_at};
  auto kept = co_await store.set_aside(aside);
  if (!kept) co_return kept.error();
  co_return co_await finish(store, timer);
}

// Until its time where that has not come: the clock it was claimed by was ahead, and has been put back.
awaitable<Result<Fired>> postpone(storage::Store& store, const storage::ClaimedTimer& timer) {
  auto now = co_await store.now();
  if (!now) co_return now.error();
  auto moved = co_await store.postpone(timer, std::max(timer.due, *now + busy_pause));
  if (!moved) co_return moved.error();
  co_return *moved ? Fired::postponed : Fired::taken;
}

}  // namespace

std::optional<domain::TimerDue> parse_timer(std::string_view timer) {
  const size_t first = timer.find(':');
  if (first == std::string_view::npos) return std::nullopt;
  const size_t second = timer.find(':', first + 1);
  if (second == std::string_view::npos || second + 1 == timer.size()) return std::nullopt;
  const auto rule = domain::clock_rule_from(timer.substr(0, first));
  const auto type = document_type_of(timer.substr(first + 1, second - first - 1));
  if (!rule || !type) return std::nullopt;
  return domain::TimerDue{*rule, {*type, std::string(timer.substr(second + 1))}};
}

TimerName name_for_log(std::string_view timer) {
  const auto due = parse_timer(timer);
  if (!due) return {"unknown", {}};
  const bool is_of_order = due->document.type == domain::DocumentType::order;
  return {std::string(domain::to_string(due->rule)), is_of_order ? due->document.id : std::string()};
}

std::string once_of(const storage::ClaimedTimer& timer) {
  return "timer:" + timer.timer + ":" + std::to_string(timer.due.time_since_epoch().count());
}

awaitable<Result<Fired>> fire(storage::Store& store, const domain::Rules& rules,
                              const storage::ClaimedTimer& timer) {
  auto due = parse_timer(timer.timer);
  if (!due) co_return co_await set_unreadable_aside(store, timer);

  domain::Event event;
  event.once = once_of(timer);
  event.body = std::move(*due);
  auto outcome = co_await storage::handle_event(store, rules, std::move(event), timer.timer);
  if (!outcome) {
    if (outcome.error().code == "busy") co_return co_await postpone(store, timer);
    co_return outcome.error();
  }
  using What = storage::Outcome::What;
  if (outcome->what == What::refused && outcome->refusal == domain::Refusal::not_now)
    co_return co_await postpone(store, timer);
  // The commit has stopped the clock it acted on, or set it anew: the claim ended with that.
  if (outcome->what == What::applied) co_return Fired::done;
  co_return co_await finish(store, timer);
}

}  // namespace steward::scheduler
