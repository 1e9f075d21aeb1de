#pragma once

#include "net/clock.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>

namespace steward::net {

// Calls back once when the time has passed, unless it is destroyed before. For a deadline over many steps,
// where what must happen is that a socket closes; a single step has within(). Stays on one thread.
class Alarm {
 public:
  Alarm(boost::asio::any_io_executor executor, Ticks at, std::function<void()> call);
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;
  ~Alarm();

  bool has_gone_off() const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace steward::net
