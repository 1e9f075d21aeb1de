#pragma once
// The timers of the in-memory twin.

#include "storage/store.hpp"

#include <map>

namespace steward::storage {

class MemoryTimers {
 public:
  void change(const domain::TimerChange& change);
  std::vector<ClaimedTimer> claim(size_t limit, Instant now);
  bool acknowledge(const ClaimedTimer& timer);
  bool postpone(const ClaimedTimer& timer, Instant until);
  std::optional<Instant> next() const;
  std::vector<ComingTimer> coming(size_t first, size_t limit) const;
  // Everything set, by name, for tests.
  std::map<std::string, Instant> all() const;

 private:
  struct Timer {
    Instant due{};      // the slot it was set for
    Instant wake{};     // when to look at it: due, or when the claim lapses
    std::string token;  // of the claim; empty: not claimed
  };
  std::map<std::string, Timer> timers_;
  uint64_t claims_ = 0;
};

}  // namespace steward::storage
