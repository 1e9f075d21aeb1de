#include "app/import_residents.hpp"

#include "domain/household.hpp"
#include "domain/projections.hpp"

#include <algorithm>
#include <map>

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

// A home that somebody had by the register and has no more: whom they let in there goes with them.
struct Left {
  domain::ResidentId who;
  domain::UnitId unit;
};

std::vector<Left> left_in(const Batch& batch, const domain::Snapshot& people) {
  std::vector<Left> left;
  for (const Resident& from_file : batch)
    if (const auto* kept = people.find<Resident>(domain::key_of(from_file.id)))
      for (const auto& home : kept->homes)
        if (!home.let_in && !domain::home_in(from_file, home.unit)) left.push_back({kept->id, home.unit});
  return left;
}

// Whoever else lives where somebody left.
net::awaitable<net::Result<domain::Snapshot>> neighbours_of(storage::Store& store, std::vector<Left> left) {
  domain::Reads indexes, documents;
  for (const Left& one : left) indexes.indexes.push_back(domain::residents_of(one.unit));
  const auto seen = co_await store.load(indexes);
  if (!seen) co_return seen.error();
  for (const auto& [index, ids] : seen->indexes)
    for (const std::string& id : ids) documents.documents.push_back(domain::key_of(domain::ResidentId(id)));
  co_return co_await store.load(documents);
}

domain::Reads conversations_of(const domain::Snapshot& people) {
  domain::Reads reads;
  for (const auto& [key, seen] : people.documents)
    if (const auto* kept = people.find<Resident>(key))
      for (const domain::AccountId& account : kept->accounts)
        reads.documents.push_back(domain::key_of(account));
  return reads;
}

std::string stamp_in(const domain::Snapshot& seen, const domain::DocumentKey& key) {
  const auto found = seen.documents.find(key);
  return found == seen.documents.end() ? std::string() : found->second.stamp;
}

domain::Conversation known_as(domain::Conversation talk, const Resident& resident) {
  domain::know_as(talk, resident);
  return talk;
}

// Everybody who is touched, as they are from now on.
std::map<domain::DocumentKey, Resident> after(const Batch& batch, const domain::Snapshot& people) {
  std::map<domain::DocumentKey, Resident> all;
  for (const auto& [key, seen] : people.documents)
    if (const auto* kept = people.find<Resident>(key)) all.emplace(key, *kept);
  for (const Resident& from_file : batch) {
    const auto key = domain::key_of(from_file.id);
    all.insert_or_assign(key, merged(from_file, people.find<Resident>(key)));
  }
  for (const Left& left : left_in(batch, people))
    for (auto& [key, resident] : all)
      std::erase_if(resident.homes, [&](const Resident::Home& home) {
        return home.unit == left.unit && home.let_in && home.let_in->by == left.who;
      });
  return all;
}

domain::Commit commit_of(const Batch& batch, const domain::Snapshot& people, const domain::Snapshot& talks) {
  domain::Commit commit;
  for (auto& [key, resident] : after(batch, people)) {
    const Resident* kept = people.find<Resident>(key);
    domain::project(commit, kept, resident);
    if (kept && *kept == resident) continue;
    for (const domain::AccountId& account : resident.accounts) {
      const auto talk_key = domain::key_of(account);
      if (const auto* talk = talks.find<domain::Conversation>(talk_key))
        commit.writes.push_back({known_as(*talk, resident), stamp_in(talks, talk_key)});
    }
    commit.writes.push_back({domain::without_traces(resident), stamp_in(people, key)});
  }
  return commit;
}

// False where something changed between reading and writing.
net::awaitable<net::Result<bool>> try_batch(storage::Store& store, const Batch& batch) {
  const domain::Reads reads = residents_in(batch);
  auto people = co_await store.load(reads);
  if (!people) co_return people.error();
  if (auto left = left_in(batch, *people); !left.empty()) {
    auto neighbours = co_await neighbours_of(store, std::move(left));
    if (!neighbours) co_return neighbours.error();
    people->documents.merge(neighbours->documents);
  }
  const domain::Reads more = conversations_of(*people);
  const auto talks = co_await store.load(more);
  if (!talks) co_return talks.error();
  const domain::Commit commit = commit_of(batch, *people, *talks);
  if (commit.writes.empty() && commit.indexes.empty()) co_return true;
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
