#include "app/import_residents.hpp"

#include <algorithm>

namespace steward::app {
namespace {

using domain::Resident;

constexpr size_t batch_size = 200;
constexpr int most_tries = 20;

using Batch = std::vector<Resident>;

std::vector<Batch> batches_of(const std::vector<Resident>& residents) {
  std::vector<Batch> batches;
  for (size_t at = 0; at < residents.size(); at += batch_size) {
    const size_t end = std::min(at + batch_size, residents.size());
    batches.emplace_back(residents.begin() + static_cast<std::ptrdiff_t>(at),
                         residents.begin() + static_cast<std::ptrdiff_t>(end));
  }
  return batches;
}

domain::Reads residents_in(const Batch& batch) {
  domain::Reads reads;
  for (const Resident& resident : batch) reads.documents.push_back(domain::key_of(resident.id));
  return reads;
}

domain::Reads conversations_of(const Batch& batch, const domain::Snapshot& seen) {
  domain::Reads reads;
  for (const Resident& resident : batch)
    if (const auto* kept = seen.find<Resident>(domain::key_of(resident.id)))
      for (const domain::AccountId& account : kept->accounts)
        reads.documents.push_back(domain::key_of(account));
  return reads;
}

std::string stamp_in(const domain::Snapshot& seen, const domain::DocumentKey& key) {
  const auto found = seen.documents.find(key);
  return found == seen.documents.end() ? std::string() : found->second.stamp;
}

domain::Commit commit_of(const Batch& batch, const domain::Snapshot& people, const domain::Snapshot& talks) {
  domain::Commit commit;
  for (const Resident& from_file : batch) {
    const auto key = domain::key_of(from_file.id);
    const Resident* kept = people.find<Resident>(key);
    Resident resident = merged(from_file, kept);
    if (kept && *kept == resident) continue;
    for (const domain::AccountId& account : resident.accounts) {
      const auto talk_key = domain::key_of(account);
      if (const auto* talk = talks.find<domain::Conversation>(talk_key))
        commit.writes.push_back({refreshed(*talk, resident), stamp_in(talks, talk_key)});
    }
    commit.writes.push_back({std::move(resident), stamp_in(people, key)});
  }
  return commit;
}

// False where something changed between reading and writing.
net::awaitable<net::Result<bool>> try_batch(storage::Store& store, const Batch& batch) {
  const domain::Reads reads = residents_in(batch);
  const auto people = co_await store.load(reads);
  if (!people) co_return people.error();
  const domain::Reads more = conversations_of(batch, *people);
  const auto talks = co_await store.load(more);
  if (!talks) co_return talks.error();
  const domain::Commit commit = commit_of(batch, *people, *talks);
  if (commit.writes.empty()) co_return true;
  const auto applied = co_await store.apply(commit);
  if (!applied) co_return applied.error();
  co_return applied->how != storage::Applied::How::conflict;
}

}  // namespace

net::awaitable<net::Result<ImportPlan>> plan_residents(storage::Store& store,
                                                       const std::vector<Resident>& residents) {
  ImportPlan plan;
  for (const Batch& batch : batches_of(residents)) {
    const domain::Reads reads = residents_in(batch);
    const auto seen = co_await store.load(reads);
    if (!seen) co_return seen.error();
    for (const Resident& resident : batch)
      note_resident(plan, resident, seen->find<Resident>(domain::key_of(resident.id)));
  }
  co_return plan;
}

net::awaitable<net::Result<>> write_residents(storage::Store& store, const std::vector<Resident>& residents) {
  for (const Batch& batch : batches_of(residents)) {
    bool is_written = false;
    for (int tried = 0; !is_written && tried < most_tries; ++tried) {
      const auto written = co_await try_batch(store, batch);
      if (!written) co_return written.error();
      is_written = *written;
    }
    if (!is_written) co_return net::Error{"busy", "import", "residents keep changing; run it again"};
  }
  co_return net::Result<>{};
}

}  // namespace steward::app
