#include "console/loading.hpp"

#include <algorithm>

namespace steward::console {
namespace {

constexpr int most_left_out = 8;

bool is_named(const std::string& detail, const domain::DocumentKey& key) {
  return !key.id.empty() && detail.find(key.id) != std::string::npos;
}

}  // namespace

net::awaitable<net::Result<Loaded>> load_readable(storage::Store& store, domain::Reads reads) {
  Loaded loaded;
  for (int round = 0;; ++round) {
    auto seen = co_await store.load(reads);
    if (seen) {
      loaded.seen = std::move(*seen);
      co_return loaded;
    }
    const net::Error& error = seen.error();
    const auto named = [&](const domain::DocumentKey& key) { return is_named(error.detail, key); };
    const auto found = std::ranges::find_if(reads.documents, named);
    if (error.code != "unreadable" || round == most_left_out || found == reads.documents.end())
      co_return error;
    const std::string id = found->id;
    loaded.unreadable.push_back(id);
    std::erase_if(reads.documents, [&](const domain::DocumentKey& key) { return key.id == id; });
  }
}

}  // namespace steward::console
