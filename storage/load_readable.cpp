#include "storage/load_readable.hpp"

#include <utility>

namespace steward::storage {

awaitable<Result<Readable>> load_readable(Store& store, domain::Reads reads) {
  auto all = co_await store.load(reads);
  if (all) co_return Readable{std::move(*all), {}};
  if (all.error().code != "unreadable") co_return all.error();

  // What else was asked for, first: where that is what cannot be read, there is nothing to answer.
  const std::vector<domain::DocumentKey> keys = std::exchange(reads.documents, {});
  auto rest = co_await store.load(reads);
  if (!rest) co_return rest.error();
  Readable readable{std::move(*rest), {}};
  for (const domain::DocumentKey& key : keys) {
    domain::Reads one;
    one.documents.push_back(key);
    auto seen = co_await store.load(one);
    if (seen)
      readable.seen.documents.merge(seen->documents);
    else if (seen.error().code == "unreadable")
      readable.unreadable.push_back(key);
    else
      co_return seen.error();
  }
  co_return readable;
}

}  // namespace steward::storage
