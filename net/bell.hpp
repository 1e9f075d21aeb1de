#pragma once
// One coroutine waits, anybody rings: how a loop learns that there is work before its slow poll would tell
// it.

#include "net/clock.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <mutex>
#include <optional>

namespace steward::net {

class Bell {
 public:
  // The executor of the coroutine that will wait.
  explicit Bell(boost::asio::any_io_executor executor);

  // From any thread. Remembered when nobody waits; several rings before a wait count as one.
  void ring();

  // True when rung (also before the call), false when the time passed first. Throws when cancelled.
  awaitable<bool> wait_for(Milliseconds duration);
  awaitable<> wait();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// Puts a bell where other threads look for one, and takes it away before its loop may be gone.
class HungBell {
 public:
  HungBell(std::mutex& mutex, std::optional<Bell>& place, const Bell& bell) : mutex_(mutex), place_(place) {
    const std::scoped_lock lock(mutex_);
    place_ = bell;
  }
  ~HungBell() {
    const std::scoped_lock lock(mutex_);
    place_.reset();
  }
  HungBell(const HungBell&) = delete;
  HungBell& operator=(const HungBell&) = delete;

 private:
  std::mutex& mutex_;
  std::optional<Bell>& place_;
};

}  // namespace steward::net
