#pragma once
// Who sleeps until the store has something new. Rung by commits of this process or, over Redis, of any.

#include "net/bell.hpp"
#include "storage/store.hpp"

#include <array>
#include <list>
#include <mutex>
#include <vector>

namespace steward::storage {

class WakeUps {
 public:
  // So many bells stand for the threads of all accounts: those who share one wake each other for nothing,
  // which is seldom, and no thread needs to be remembered.
  static constexpr size_t thread_bells = 4096;
  static size_t bell_of(const domain::AccountId& account);

  // From any thread.
  void ring(Wake wake);
  void ring_line(size_t thread_bell);  // one that is none is nobody's
  void ring_all();

  // True when rung, false after `longest`. Whoever looked just before a ring and comes to wait just after it
  // sleeps only until `echo` after that ring, so no ring is lost between looking and waiting.
  awaitable<bool> wait(Wake wake, std::chrono::milliseconds longest);
  awaitable<bool> wait_for_line(const domain::AccountId& account, std::chrono::milliseconds longest);

  static constexpr std::chrono::milliseconds echo{100};

 private:
  struct Sleepers {
    std::list<net::Bell> bells;
    net::Ticks rung_at{};
  };
  std::chrono::milliseconds until_echo(const Sleepers& sleepers) const;
  void ring(Sleepers& sleepers);
  awaitable<bool> wait(Sleepers& sleepers, std::chrono::milliseconds longest);

  std::mutex mutex_;  // over what follows
  std::array<Sleepers, 4> sleepers_;
  std::vector<Sleepers> following_ = std::vector<Sleepers>(thread_bells);
};

}  // namespace steward::storage
