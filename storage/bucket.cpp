#include "storage/bucket.hpp"

#include <algorithm>
#include <cmath>

namespace steward::storage {

namespace {
constexpr double rounding = 1e-6;  // a token that is short of so little is whole
}

double Tokens::at(const Bucket& bucket, domain::Instant now) const {
  if (at_ == domain::Instant{}) return bucket.burst;
  const double seconds = std::max(0.0, std::chrono::duration<double>(now - at_).count());
  return std::min(bucket.burst, tokens_ + seconds * bucket.per_second);
}

std::chrono::milliseconds Tokens::wait(const Bucket& bucket, domain::Instant now) const {
  const double missing = bucket.reserve + 1 - at(bucket, now);
  if (missing <= rounding) return {};
  return std::chrono::milliseconds(static_cast<int64_t>(std::ceil(missing / bucket.per_second * 1000)));
}

void Tokens::take(const Bucket& bucket, domain::Instant now) {
  tokens_ = at(bucket, now) - 1;
  at_ = std::max(at_, now);
}

}  // namespace steward::storage
