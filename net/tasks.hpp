#pragma once
// A group of coroutines that end together. Shutdown is in two steps: they are told (is_stopping, pause and
// on_stop), given time, and what still runs is cancelled. An exception ends its own coroutine and is
// reported, nothing else.

#include "net/clock.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace steward::net {

class Tasks {
 public:
  // Called where the coroutine ended, for whatever it threw besides its own cancellation.
  using Trouble = std::function<void(std::string_view task, std::exception_ptr what)>;

  explicit Tasks(Trouble trouble = log_trouble());
  Tasks(const Tasks&) = delete;
  Tasks& operator=(const Tasks&) = delete;
  ~Tasks();  // what still runs goes on by itself; stop() first

  // Starts `work` on the executor. From any thread; after stop() has begun, work is dropped without being
  // started.
  void spawn(boost::asio::any_io_executor executor, std::string name, awaitable<> work);

  bool is_stopping() const;

  // Sleeps; false at once when the group is told to stop. What loops wait with between two rounds.
  awaitable<bool> pause(Milliseconds duration);

  // `hook` is called once on the executor when the group is told to stop (at once if it already was).
  void on_stop(boost::asio::any_io_executor executor, std::function<void()> hook);

  // Tells, waits for `grace`, cancels, waits up to `patience` more. True when all ended within the grace.
  awaitable<bool> stop(Milliseconds grace, Milliseconds patience = Milliseconds(1000));

  std::size_t running() const;

  static Trouble log_trouble();  // to net/log as "task_failed"

 private:
  struct State;
  std::shared_ptr<State> state_;
};

// What an exception says, for a log.
std::string what_of(const std::exception_ptr& exception);

}  // namespace steward::net
