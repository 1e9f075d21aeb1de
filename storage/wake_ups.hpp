#pragma once
// Who sleeps until the store has something new. Rung by commits of this process or, over Redis, of any.

#include "net/bell.hpp"
#include "storage/store.hpp"

#include <array>
#include <list>
#include <mutex>

namespace steward::storage {

class WakeUps {
 public:
  // From any thread.
  void ring(Wake wake);
  void ring_all();

  // True when rung, false after `longest`. Whoever looked just before a ring and comes to wait just after it
  // sleeps only until `echo` after that ring, so no ring is lost between looking and waiting.
  awaitable<bool> wait(Wake wake, std::chrono::milliseconds longest);

  static constexpr std::chrono::milliseconds echo{100};

 private:
  struct Sleepers {
    std::list<net::Bell> bells;
    net::Ticks rung_at{};
  };
  std::chrono::milliseconds until_echo(const Sleepers& sleepers) const;

  std::mutex mutex_;  // over what follows
  std::array<Sleepers, 5> sleepers_;
};

}  // namespace steward::storage
