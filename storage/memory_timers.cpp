#include "storage/memory_timers.hpp"

#include <algorithm>

namespace steward::storage {

void MemoryTimers::change(const domain::TimerChange& change) {
  if (change.due)
    timers_[change.timer] = {*change.due, *change.due, {}};
  else
    timers_.erase(change.timer);
}

std::vector<ClaimedTimer> MemoryTimers::claim(size_t limit, Instant now) {
  std::vector<std::map<std::string, Timer>::iterator> due;
  for (auto at = timers_.begin(); at != timers_.end(); ++at)
    if (at->second.wake <= now) due.push_back(at);
  std::stable_sort(due.begin(), due.end(),
                   [](auto one, auto other) { return one->second.wake < other->second.wake; });
  if (due.size() > limit) due.resize(limit);

  std::vector<ClaimedTimer> claimed;
  for (auto at : due) {
    at->second.wake = now + claim_lasts;
    at->second.token = std::to_string(++claims_);
    claimed.push_back({at->first, at->second.due, at->second.token, now});
  }
  return claimed;
}

bool MemoryTimers::acknowledge(const ClaimedTimer& timer) {
  const auto found = timers_.find(timer.timer);
  if (found == timers_.end() || timer.token.empty() || found->second.token != timer.token) return false;
  timers_.erase(found);
  return true;
}

bool MemoryTimers::postpone(const ClaimedTimer& timer, Instant until) {
  const auto found = timers_.find(timer.timer);
  if (found == timers_.end() || timer.token.empty() || found->second.token != timer.token) return false;
  found->second.wake = until;
  found->second.token.clear();
  return true;
}

std::optional<Instant> MemoryTimers::next() const {
  std::optional<Instant> earliest;
  for (const auto& [name, timer] : timers_)
    if (!earliest || timer.wake < *earliest) earliest = timer.wake;
  return earliest;
}

std::vector<ComingTimer> MemoryTimers::coming(size_t first, size_t limit) const {
  std::vector<std::pair<Instant, ComingTimer>> by_wake;
  for (const auto& [name, timer] : timers_) {
    const bool was_moved = timer.wake != timer.due;
    by_wake.push_back({timer.wake, {name, timer.due, was_moved ? std::optional(timer.wake) : std::nullopt}});
  }
  std::stable_sort(by_wake.begin(), by_wake.end(),
                   [](const auto& one, const auto& other) { return one.first < other.first; });
  std::vector<ComingTimer> page;
  for (size_t i = first; i < by_wake.size() && page.size() < limit; ++i)
    page.push_back(std::move(by_wake[i].second));
  return page;
}

std::map<std::string, Instant> MemoryTimers::all() const {
  std::map<std::string, Instant> all;
  for (const auto& [name, timer] : timers_) all.emplace(name, timer.due);
  return all;
}

}  // namespace steward::storage
