#include "storage/redis/once.hpp"

#include <openssl/sha.h>

namespace steward::storage::redis {

namespace {

// Clocks of two processes may stand on two sides of a border between periods; by less than this.
constexpr std::chrono::minutes clocks_differ_by{10};

}  // namespace

OncePlace place_of(const std::string& once, const Keys& keys, domain::Instant now) {
  OncePlace place;
  unsigned char digest[SHA256_DIGEST_LENGTH];
  SHA256(reinterpret_cast<const unsigned char*>(once.data()), once.size(), digest);
  place.field.assign(reinterpret_cast<const char*>(digest), 8);
  place.bucket = (digest[8] << 8 | digest[9]) % once_buckets;

  constexpr domain::Duration period = once_period;
  place.period = static_cast<long>(now.time_since_epoch() / period);
  place.keys = {keys.once(place.period, place.bucket), keys.once(place.period - 1, place.bucket)};
  if (now.time_since_epoch() % period > period - clocks_differ_by)
    place.keys.push_back(keys.once(place.period + 1, place.bucket));
  place.forgotten_at = domain::Instant((place.period + 2) * period);
  return place;
}

}  // namespace steward::storage::redis
