#pragma once
// What the stores of a process share of a desk.

#include "storage/keys.hpp"
#include "storage/redis/subscriber.hpp"

#include <atomic>

namespace steward::storage::redis {

struct Shared {
  Keys keys;
  RedisOptions options;
  std::shared_ptr<Subscriber> subscriber;
  // As last read; never null. Whoever finds its stamp changed reads it anew.
  std::atomic<std::shared_ptr<const domain::Reference>> reference;
};

}  // namespace steward::storage::redis
