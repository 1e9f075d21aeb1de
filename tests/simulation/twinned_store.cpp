#include "twinned_store.hpp"

#include <stdexcept>

namespace steward::simulation {

using storage::Applied;
using storage::awaitable;

namespace {

// Each store has stamps of its own: the twin is given those that it has itself.
awaitable<net::Result<domain::Commit>> for_twin(storage::MemoryStore& twin, domain::Commit commit) {
  domain::Reads reads;
  for (const domain::Write& write : commit.writes) reads.documents.push_back(domain::key_of(write.document));
  auto seen = co_await twin.load(reads);
  if (!seen) co_return seen.error();
  for (domain::Write& write : commit.writes)
    write.stamp = seen->documents.at(domain::key_of(write.document)).stamp;
  commit.reference_stamp.clear();
  commit.messages.clear();
  co_return commit;
}

}  // namespace

awaitable<net::Result<Applied>> TwinnedStore::apply(const domain::Commit& commit) {
  auto applied = co_await store_.apply(commit);
  if (!applied || applied->how != Applied::How::done) co_return applied;
  auto same = co_await for_twin(twin_, commit);
  if (!same) co_return same.error();
  const auto twins = co_await twin_.apply(*same);
  if (!twins || twins->how != Applied::How::done)
    throw std::runtime_error("the twin does not take " + commit.once);
  co_return applied;
}

awaitable<net::Result<bool>> TwinnedStore::acknowledge(const storage::ClaimedTimer& timer) {
  auto removed = co_await store_.acknowledge(timer);
  if (!removed || !*removed) co_return removed;
  domain::Commit stopped;
  stopped.timers.push_back({timer.timer, std::nullopt});
  const auto twins = co_await twin_.apply(stopped);
  if (!twins) co_return twins.error();
  co_return removed;
}

awaitable<net::Result<bool>> TwinnedStore::replace_reference(const domain::Reference& reference) {
  auto replaced = co_await store_.replace_reference(reference);
  if (!replaced || !*replaced) co_return replaced;
  const auto kept = co_await twin_.reference();
  if (!kept) co_return kept.error();
  domain::Reference same = reference;
  same.stamp = (*kept)->stamp;
  co_return co_await twin_.replace_reference(same);
}

}  // namespace steward::simulation
