#include "storage/handle_event.hpp"

#include "net/clock.hpp"
#include "net/log.hpp"
#include "net/random.hpp"
#include "storage/set_event_aside.hpp"

#include <algorithm>
#include <span>

namespace steward::storage {

namespace {

constexpr int tries = 5;
// Of loading. A resident's message takes one; a technician's plain words take four (the conversation, the
// list of their orders, the orders, who reported them). More than this is a fault of the program.
constexpr int rounds = 6;

// Some decision, or why there is none: something is wrong with the program or a document.
struct Decided {
  std::optional<domain::Decision> decision;
  std::string trouble;
};

Decided decide_safely(const domain::Rules& rules, const domain::Snapshot& seen, const domain::Event& event) {
  try {
    return {domain::decide(rules, seen, event), {}};
  } catch (const std::exception& thrown) {
    return {std::nullopt, thrown.what()};
  }
}

// Documents of a later round are as fresh as it; the time stays that of the first, so that all rounds agree.
void add(domain::Snapshot& seen, domain::Snapshot more) {
  for (auto& [key, document] : more.documents) seen.documents.insert_or_assign(key, std::move(document));
  for (auto& [key, members] : more.indexes) seen.indexes.insert_or_assign(key, std::move(members));
  for (auto& [counter, count] : more.counters) seen.counters.insert_or_assign(counter, count);
  for (auto& [day, facts] : more.facts) seen.facts.insert_or_assign(day, std::move(facts));
  seen.roll.merge(more.roll);
  seen.chunks.merge(more.chunks);
  if (seen.reference != more.reference) {  // other people: what was read of the former ones does not do
    seen.reference = std::move(more.reference);
    seen.loads.clear();
    seen.trades.clear();
  }
  seen.loads.resize(std::max(seen.loads.size(), more.loads.size()));
  for (size_t place = 0; place < more.loads.size(); ++place)
    if (more.loads[place] != domain::Load{}) seen.loads[place] = more.loads[place];
  seen.trades.merge(more.trades);
}

awaitable<void> pause() {
  std::byte random[1];
  net::fill_random(random);
  const int milliseconds = 5 + std::to_integer<int>(random[0]) * 46 / 256;
  co_await net::sleep_for(std::chrono::milliseconds(milliseconds));
}

awaitable<Result<Decided>> load_and_decide(Store& store, const domain::Rules& rules,
                                           const domain::Event& event) {
  domain::Snapshot seen;
  domain::Reads reads = domain::named_by(event);
  for (int round = 1; round <= rounds; ++round) {
    auto loaded = co_await store.load(reads);
    if (!loaded) co_return loaded.error();
    if (round == 1)
      seen = std::move(*loaded);
    else
      add(seen, std::move(*loaded));
    Decided decided = decide_safely(rules, seen, event);
    auto* more = decided.decision ? std::get_if<domain::NeedsMore>(&*decided.decision) : nullptr;
    if (!more) co_return decided;
    reads = std::move(more->reads);
  }
  co_return Decided{std::nullopt, "asked for more documents again and again"};
}

// What was done already is refused when it is asked again; who asks because the first answer was lost gets
// that one.
awaitable<Result<Outcome>> refused(Store& store, const domain::Event& event, domain::Refusal refusal) {
  if (event.once.empty()) co_return Outcome{Outcome::What::refused, refusal, {}};
  auto known = co_await store.answered(event.once);
  if (!known) co_return known.error();
  if (!*known) co_return Outcome{Outcome::What::refused, refusal, {}};
  co_return Outcome{Outcome::What::repeated, {}, std::move(**known)};
}

Outcome outcome_of(Applied applied) {
  const bool is_repeat = applied.how == Applied::How::repeated;
  return {is_repeat ? Outcome::What::repeated : Outcome::What::applied, {}, std::move(applied.answer)};
}

}  // namespace

awaitable<Result<Outcome>> handle_event(Store& store, const domain::Rules& rules, domain::Event event,
                                        std::string_view raw) {
  for (int attempt = 1; attempt <= tries; ++attempt) {
    if (attempt > 1) co_await pause();
    net::fill_random(event.entropy);

    auto decided = co_await load_and_decide(store, rules, event);
    if (!decided && decided.error().code == "unreadable")
      co_return co_await set_event_aside(store, event, raw, decided.error().detail);
    if (!decided) co_return decided.error();
    if (!decided->decision) co_return co_await set_event_aside(store, event, raw, decided->trouble);
    if (const auto* refusal = std::get_if<domain::Refusal>(&*decided->decision))
      co_return co_await refused(store, event, *refusal);

    auto applied = co_await store.apply(std::get<domain::Commit>(*decided->decision));
    if (!applied) co_return applied.error();
    if (applied->how != Applied::How::conflict) co_return outcome_of(std::move(*applied));
  }
  co_return net::Error{"busy", "storage", "others kept changing the same documents"};
}

}  // namespace steward::storage
