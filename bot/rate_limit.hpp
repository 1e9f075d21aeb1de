#pragma once
// How much one account or person may send. In memory and in each process: a limit on what one sender costs
// us, not a rule of the desk.

#include "net/clock.hpp"

#include <array>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace steward::bot {

struct Rate {
  double burst = 30;  // at once
  double per_second = 0.5;
};

// Safe from every thread. Remembers at most `remembered` senders and the same number of those before them;
// who was silent for that long has all of its burst again.
class RateLimit {
 public:
  explicit RateLimit(Rate rate, size_t remembered = 50'000);

  // Nothing: go on. Else: how long until one more is taken.
  std::optional<std::chrono::seconds> take(std::string_view sender, net::Instant now);

 private:
  struct Bucket {
    double tokens;
    net::Instant at;
  };
  struct TextHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  using Buckets = std::unordered_map<std::string, Bucket, TextHash, std::equal_to<>>;
  struct Shard {
    std::mutex mutex;  // over what follows
    Buckets recent, before;
  };
  Bucket& bucket(Shard& shard, std::string_view sender, net::Instant now);

  Rate rate_;
  size_t remembered_a_shard_;
  std::array<Shard, 16> shards_;
};

}  // namespace steward::bot
