#include "bot/rate_limit.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace steward::bot {

RateLimit::RateLimit(Rate rate, size_t remembered)
    : rate_(rate), remembered_a_shard_(std::max<size_t>(1, remembered / shards_.size())) {}

RateLimit::Bucket& RateLimit::bucket(Shard& shard, std::string_view sender, net::Instant now) {
  if (const auto found = shard.recent.find(sender); found != shard.recent.end()) return found->second;
  Bucket fresh{rate_.burst, now};
  if (const auto found = shard.before.find(sender); found != shard.before.end()) fresh = found->second;
  if (shard.recent.size() >= remembered_a_shard_) {
    shard.before = std::move(shard.recent);
    shard.recent.clear();
  }
  return shard.recent.try_emplace(std::string(sender), fresh).first->second;
}

std::optional<std::chrono::seconds> RateLimit::take(std::string_view sender, net::Instant now) {
  Shard& shard = shards_[std::hash<std::string_view>{}(sender) % shards_.size()];
  const std::scoped_lock lock(shard.mutex);
  Bucket& of_sender = bucket(shard, sender, now);
  if (now > of_sender.at) {
    const double passed = std::chrono::duration<double>(now - of_sender.at).count();
    of_sender.tokens = std::min(rate_.burst, of_sender.tokens + passed * rate_.per_second);
    of_sender.at = now;
  }
  if (of_sender.tokens >= 1) {
    of_sender.tokens -= 1;
    return std::nullopt;
  }
  const double missing = (1 - of_sender.tokens) / rate_.per_second;
  return std::chrono::seconds(std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil(missing))));
}

}  // namespace steward::bot
