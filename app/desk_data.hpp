#pragma once
// Where a desk's data is: a Redis of the operator's, or a private one in the data folder.

#include <memory>

#include "app/settings.hpp"
#include "net/clock.hpp"
#include "storage/private_redis.hpp"
#include "storage/redis_store.hpp"

namespace steward::app {

struct DeskData {
  storage::RedisOptions options;
  std::unique_ptr<storage::PrivateRedis> own;  // nothing for an operator's Redis
};

// Starts or finds the server; an operator's own is asked whether it keeps what it is given, and what is wrong
// is logged. An Error where the desk must not be run on it.
net::awaitable<net::Result<DeskData>> open_data(const Settings& settings);

// For a command that does one thing: opens, calls `work` with the store, closes. The private server keeps
// running where it was.
using StoreWork = std::function<net::awaitable<net::Result<>>(storage::Store& store)>;
net::Result<> with_store(const Settings& settings, StoreWork work);

}  // namespace steward::app
