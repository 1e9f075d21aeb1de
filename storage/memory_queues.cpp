// The in-memory twin's queues and what live pages read.

#include "storage/memory_store.hpp"

#include <algorithm>
#include <charconv>

namespace steward::storage {

namespace {

template <class Line>
std::vector<Line> after_cursor(const std::vector<Line>& lines, const std::string& after, size_t limit) {
  uint64_t cursor = 0;  // whatever is no cursor reads from the beginning
  const auto [end, error] = std::from_chars(after.data(), after.data() + after.size(), cursor);
  if (error != std::errc{} || end != after.data() + after.size()) cursor = 0;
  std::vector<Line> found;
  for (const Line& line : lines) {
    if (found.size() == limit) break;
    if (std::stoull(line.cursor) > cursor) found.push_back(line);
  }
  return found;
}

}  // namespace

awaitable<Result<std::vector<ClaimedTimer>>> MemoryStore::claim_timers(size_t limit) {
  co_return timers_.claim(limit, time());
}

awaitable<Result<bool>> MemoryStore::acknowledge(const ClaimedTimer& timer) {
  co_return timers_.acknowledge(timer);
}

awaitable<Result<bool>> MemoryStore::postpone(const ClaimedTimer& timer, Instant until) {
  co_return timers_.postpone(timer, until);
}

awaitable<Result<std::optional<Instant>>> MemoryStore::next_timer() { co_return timers_.next(); }

awaitable<Result<std::vector<ComingTimer>>> MemoryStore::coming_timers(size_t first, size_t limit) {
  co_return timers_.coming(first, limit);
}

awaitable<Result<std::vector<ClaimedMessage>>> MemoryStore::claim_messages(domain::Lane lane, size_t limit) {
  co_return outbox_.claim(lane, limit, time());
}

awaitable<Result<bool>> MemoryStore::settle(const ClaimedMessage& message, const SendOutcome& outcome) {
  if (!outbox_.settle(message, outcome, time())) co_return false;
  if (const auto copy = domain::copy_of(message.message.id);
      copy && outcome.what != SendOutcome::What::later) {
    using domain::CopyState;
    const bool is_skipped = outcome.reason == "cancelled" || outcome.reason == "stopped";
    reach(*copy,
          outcome.what == SendOutcome::What::sent ? CopyState::sent
          : is_skipped                            ? CopyState::skipped
                                                  : CopyState::failed,
          outcome.reason);
    --counters_["ahead:" + copy->notice.value];
    outbox_.drop(message.message.id);
  }
  if (outcome.what == SendOutcome::What::sent && outcome.thread) say(*outcome.thread);
  co_return true;
}

awaitable<Result<bool>> MemoryStore::keep(const ClaimedMessage& message) {
  co_return outbox_.keep(message, time());
}

awaitable<Result<std::optional<Instant>>> MemoryStore::next_message(domain::Lane lane) {
  co_return outbox_.next(lane);
}

awaitable<Result<std::vector<WaitingMessage>>> MemoryStore::waiting(domain::Lane lane, size_t first,
                                                                    size_t limit) {
  co_return outbox_.waiting(lane, first, limit);
}

awaitable<Result<std::vector<WaitingMessage>>> MemoryStore::waiting_for(
    const std::vector<domain::AccountId>& recipients) {
  co_return outbox_.waiting_for(recipients);
}

awaitable<Result<std::vector<MessageEnd>>> MemoryStore::ends_of(const domain::OrderId& order) {
  co_return outbox_.ends_of(order);
}

awaitable<Result<Taken>> MemoryStore::take(const std::vector<Bucket>& buckets) {
  co_return outbox_.take(buckets, time());
}

awaitable<Result<std::vector<DeadLetter>>> MemoryStore::dead_letters(size_t limit) {
  const auto& dead = outbox_.dead();
  co_return std::vector(dead.begin(), dead.begin() + std::min(limit, dead.size()));
}

awaitable<Result<bool>> MemoryStore::requeue(const std::string& message_id) {
  if (!outbox_.requeue(message_id, time())) co_return false;
  wake_ups_.ring(Wake::outbox);
  co_return true;
}

awaitable<Result<bool>> MemoryStore::drop(const std::string& message_id) {
  co_return outbox_.drop(message_id);
}

awaitable<Result<std::vector<ThreadLine>>> MemoryStore::thread(const domain::AccountId& account,
                                                               const std::string& after, size_t limit) {
  const auto found = threads_.find(account);
  if (found == threads_.end()) co_return std::vector<ThreadLine>{};
  co_return after_cursor(found->second, after, limit);
}

awaitable<Result<std::vector<FeedLine>>> MemoryStore::feed(const std::string& after, size_t limit) {
  co_return after_cursor(feed_, after, limit);
}

awaitable<Result<std::vector<std::string>>> MemoryStore::members(const domain::IndexKey& index,
                                                                 size_t limit) {
  co_return highest(index, limit);
}

}  // namespace steward::storage
