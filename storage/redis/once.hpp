#pragma once
// Where it is remembered that an event was applied: hashes of a few days each, so that one event takes 20
// bytes.

#include "storage/keys.hpp"

#include <bitset>
#include <chrono>
#include <string>
#include <vector>

namespace steward::storage::redis {

// Longer than any of our platforms goes on delivering: an event is known for one to two periods.
inline constexpr std::chrono::days once_period{4};
inline constexpr int once_buckets = 1024;

struct OncePlace {
  std::string field;
  int bucket = 0;
  std::vector<std::string> keys;   // the present one first
  domain::Instant forgotten_at{};  // when the present one expires
  long period = 0;
};
OncePlace place_of(const std::string& once, const Keys& keys, domain::Instant now);

// Which buckets already have their expiry, as far as this process knows: to set it again does no harm, only
// costs.
class ExpirySet {
 public:
  bool has(const OncePlace& place) const { return place.period == period_ && set_[index(place)]; }
  void add(const OncePlace& place) {
    if (place.period != period_) set_.reset();
    period_ = place.period;
    set_[index(place)] = true;
  }

 private:
  static size_t index(const OncePlace& place) { return static_cast<size_t>(place.bucket); }
  long period_ = 0;
  std::bitset<once_buckets> set_;
};

}  // namespace steward::storage::redis
