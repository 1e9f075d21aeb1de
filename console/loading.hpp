#pragma once
// Loading for the page: one document that does not parse must not hide all the others.

#include "domain/reads.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

#include <string>
#include <vector>

namespace steward::console {

struct Loaded {
  domain::Snapshot seen;
  std::vector<std::string> unreadable;  // ids of what was left out
};

net::awaitable<net::Result<Loaded>> load_readable(storage::Store& store, domain::Reads reads);

}  // namespace steward::console
