#pragma once
// N threads with one io_context each. A coroutine stays where it was started, so it needs no locks.

#include "net/clock.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <memory>
#include <vector>

namespace steward::net {

class Threads {
 public:
  explicit Threads(std::size_t count);  // at least one
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;
  ~Threads();  // joins, stopping what is left

  std::size_t size() const;
  boost::asio::io_context& context(std::size_t index);
  boost::asio::any_io_executor executor(std::size_t index) { return context(index).get_executor(); }

  // Starts the threads; contexts stay alive without work until join().
  void run();

  // Lets every context run out of work and joins. True when they did within `patience`; else what is left is
  // abandoned (its io_context is stopped), which means that somebody did not end their coroutines.
  bool join(Milliseconds patience = Milliseconds(5000));

 private:
  struct Thread;
  std::vector<std::unique_ptr<Thread>> threads_;
};

}  // namespace steward::net
