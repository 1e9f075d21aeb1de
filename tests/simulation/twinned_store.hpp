#pragma once
// A store that tells a twin in memory of each commit that it took, so that in the end both can be compared.
// What leaves no documents, timers, lists or figures behind is passed on only.

#include "storage/faulty_store.hpp"
#include "storage/memory_store.hpp"

namespace steward::simulation {

class TwinnedStore : public storage::FaultyStore {  // one that never fails
 public:
  TwinnedStore(storage::Store& store, storage::MemoryStore& twin)
      : FaultyStore(store), store_(store), twin_(twin) {}

  storage::awaitable<net::Result<storage::Applied>> apply(const domain::Commit& commit) override;
  storage::awaitable<net::Result<bool>> acknowledge(const storage::ClaimedTimer& timer) override;
  storage::awaitable<net::Result<bool>> replace_reference(const domain::Reference& reference) override;

 private:
  storage::Store& store_;
  storage::MemoryStore& twin_;
};

}  // namespace steward::simulation
