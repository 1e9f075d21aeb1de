#pragma once
// The store over a Redis: one desk of a process, and a store of it for each thread.

#include "storage/redis_options.hpp"
#include "storage/store.hpp"

#include <boost/asio/any_io_executor.hpp>

namespace steward::storage {

// To be closed (on its thread) before that thread's loop can run out of work.
class ClosableStore : public Store {
 public:
  virtual void close() = 0;
};

// What the stores of a process share: the reference as it was last read, and the one connection that listens
// for news.
class RedisDesk {
 public:
  // `listener`: the loop that listens.
  RedisDesk(boost::asio::any_io_executor listener, domain::DeskId desk, RedisOptions options);
  ~RedisDesk();
  RedisDesk(const RedisDesk&) = delete;
  RedisDesk& operator=(const RedisDesk&) = delete;

  // For the coroutines of one thread. May outlive the desk.
  std::unique_ptr<ClosableStore> open_store(boost::asio::any_io_executor executor);
  // From any thread.
  void close();

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace steward::storage
