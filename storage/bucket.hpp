#pragma once
// A rate that all processes of a desk share: tokens that come back steadily, some of them kept for who is in
// more of a hurry.

#include <chrono>
#include <cstddef>
#include <string>

#include "domain/time.hpp"

namespace steward::storage {

struct Bucket {
  std::string name;  // what is limited: "<channel>" or "<channel>:<peer>"
  double per_second = 1;
  double burst = 1;    // so many at once after a pause
  double reserve = 0;  // so many have to stay; at most burst - 1, or nothing is ever taken
};

// A token of every bucket was taken, or of none.
struct Taken {
  std::chrono::milliseconds wait{};  // zero: taken; else until there might be one
  size_t lacking = 0;                // which bucket makes wait for longest
};

// How full a bucket is, as the in-memory twin keeps it; redis/take_tokens.lua does the same.
class Tokens {
 public:
  std::chrono::milliseconds wait(const Bucket& bucket, domain::Instant now) const;
  void take(const Bucket& bucket, domain::Instant now);

 private:
  double at(const Bucket& bucket, domain::Instant now) const;
  double tokens_ = 0;
  domain::Instant at_{};  // of `tokens_`; not set: full
};

}  // namespace steward::storage
