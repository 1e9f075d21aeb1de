#pragma once
// What the connections of one thread share: the lists that deadlines, eviction and draining walk over.
// Everything is called on the worker's own thread unless it says otherwise.

#include "net/bell.hpp"
#include "net/server_limits.hpp"

#include <atomic>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>

namespace steward::net {

// A connection as its worker sees it.
class ServedConnection {
 public:
  virtual ~ServedConnection() = default;
  virtual void expire() = 0;  // its deadline has passed, or its place is needed
  virtual void drain() = 0;   // ends after the request it is at
  virtual void cancel() = 0;  // ends now

  Ticks deadline = Ticks::max();
  Ticks idle_since{};
  std::list<ServedConnection*>::iterator place{};
};

class ServerWorker : public std::enable_shared_from_this<ServerWorker> {
 public:
  ServerWorker(boost::asio::any_io_executor executor, Milliseconds sweep);

  const boost::asio::any_io_executor& executor() const { return executor_; }

  void add(ServedConnection& connection);
  void remove(ServedConnection& connection);
  void becomes_idle(ServedConnection& connection);
  void becomes_busy(ServedConnection& connection);

  void evict_oldest_idle();
  void drain_all();
  void cancel_all();

  // Of the Date header, made once a second.
  const std::string& date(Instant instant);

  // From any thread.
  Ticks oldest_idle_since() const { return oldest_idle_.load(std::memory_order_relaxed); }
  std::atomic<std::size_t> connections{0};  // counted from the accepting on

 private:
  awaitable<> sweep();
  void note_oldest_idle();
  template <class Act>
  void for_each(Act act);

  const boost::asio::any_io_executor executor_;
  const Milliseconds sweep_;
  std::list<ServedConnection*> idle_, busy_;  // idle: the longest first
  std::atomic<Ticks> oldest_idle_{Ticks::max()};
  Bell empty_;
  bool is_sweeping_ = false;
  std::int64_t date_second_ = 0;
  std::string date_;
};

}  // namespace steward::net
