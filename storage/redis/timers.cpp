// Timers: claimed, settled, and all that are set.

#include "storage/redis/entry.hpp"
#include "storage/redis/store.hpp"

#include <algorithm>

namespace steward::storage::redis {

awaitable<Result<std::vector<ClaimedTimer>>> RedisStore::claim_timers(size_t limit) {
  Command claim;
  claim << "2" << keys_.timers() << keys_.timer_slots() << static_cast<int64_t>(std::min(limit, most_claimed))
        << token_seed();
  auto reply = co_await link_.run(claim_timers_script(), std::move(claim));
  if (!reply) co_return reply.error();
  if (reply->list.empty()) co_return garbled("claim_timers");
  const Instant claimed_at = instant_of(reply->list[0].text).value_or(estimated_now());
  std::vector<ClaimedTimer> claimed;
  for (size_t i = 1; i + 2 < reply->list.size(); i += 3) {
    const auto due = instant_of(reply->list[i + 1].text);
    if (!due) co_return garbled("claim_timers");
    claimed.push_back({std::move(reply->list[i].text), *due, std::move(reply->list[i + 2].text), claimed_at});
  }
  co_return claimed;
}

awaitable<Result<bool>> RedisStore::settle_timer(const ClaimedTimer& timer, std::string until) {
  Command settle;
  settle << "2" << keys_.timers() << keys_.timer_slots() << timer.timer << timer.token << until;
  auto reply = co_await link_.run(settle_timer_script(), std::move(settle));
  if (!reply) co_return reply.error();
  co_return reply->number == 1;
}

awaitable<Result<bool>> RedisStore::acknowledge(const ClaimedTimer& timer) { return settle_timer(timer, ""); }

awaitable<Result<bool>> RedisStore::postpone(const ClaimedTimer& timer, Instant until) {
  return settle_timer(timer, std::to_string(milliseconds(until)));
}

awaitable<Result<std::optional<Instant>>> RedisStore::earliest(std::string zset) {
  auto reply = co_await link_.execute(command("ZRANGE", zset, "0", "0", "WITHSCORES"));
  if (!reply) co_return reply.error();
  if (reply->list.size() < 2) co_return std::optional<Instant>{};
  co_return instant_of(reply->list[1].text);
}

awaitable<Result<std::optional<Instant>>> RedisStore::next_timer() { return earliest(keys_.timers()); }

// Of those whose score is not their slot, the slot is looked up; nothing there: settled in between.
awaitable<Result<std::vector<ComingTimer>>> RedisStore::coming_timers(size_t first, size_t limit) {
  std::vector<ComingTimer> timers;
  if (limit == 0) co_return timers;
  auto page = co_await link_.execute(command("ZRANGE", keys_.timers(), static_cast<int64_t>(first),
                                             static_cast<int64_t>(first + limit) - 1, "WITHSCORES"));
  if (!page) co_return page.error();
  Command slots = command("HMGET", keys_.timer_slots());
  std::vector<size_t> moved;
  for (size_t i = 0; i + 1 < page->list.size(); i += 2) {
    const std::string& score = page->list[i + 1].text;
    const auto wake = instant_of(score);
    if (!wake) co_return garbled("ZRANGE");
    timers.push_back({std::move(page->list[i].text), *wake, std::nullopt});
    if (score.find('.') == std::string::npos) continue;
    moved.push_back(timers.size() - 1);
    slots << timers.back().timer;
  }
  if (moved.empty()) co_return timers;
  auto found = co_await link_.execute(std::move(slots));
  if (!found) co_return found.error();
  if (found->list.size() != moved.size()) co_return garbled("HMGET");
  for (size_t i = 0; i < moved.size(); ++i) {
    ComingTimer& timer = timers[moved[i]];
    const Instant wake = timer.due;
    timer.due = instant_of(found->list[i].text).value_or(wake);
    if (timer.due != wake) timer.again_at = wake;
  }
  co_return timers;
}

}  // namespace steward::storage::redis
