#pragma once
// Many documents at once, where one that does not parse must not hide all the others.

#include "storage/store.hpp"

#include <vector>

namespace steward::storage {

struct Readable {
  domain::Snapshot seen;
  std::vector<domain::DocumentKey> unreadable;  // left out
};

// One round trip while all of them parse. An error where anything else is wrong.
awaitable<Result<Readable>> load_readable(Store& store, domain::Reads reads);

}  // namespace steward::storage
