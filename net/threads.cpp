#include "net/threads.hpp"

#include "net/log.hpp"

#include <boost/asio/executor_work_guard.hpp>

#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace steward::net {

struct Threads::Thread {
  boost::asio::io_context context{1};
  std::optional<boost::asio::executor_work_guard<boost::asio::io_context::executor_type>> guard{
      context.get_executor()};
  std::thread thread;
  std::mutex mutex;
  std::condition_variable ended;
  bool has_ended = false;

  // A handler that throws is a bug of one coroutine's root; the others go on.
  void loop() {
    for (;;) {
      try {
        context.run();
        break;
      } catch (const std::exception& bug) {
        log::error("handler_threw", {{"what", bug.what()}});
      }
    }
    const std::scoped_lock lock(mutex);
    has_ended = true;
    ended.notify_all();
  }

  bool ends_by(Ticks until) {
    std::unique_lock lock(mutex);
    return ended.wait_until(lock, until, [this] { return has_ended; });
  }
};

Threads::Threads(std::size_t count) {
  for (std::size_t index = 0; index < std::max<std::size_t>(count, 1); ++index)
    threads_.push_back(std::make_unique<Thread>());
}

Threads::~Threads() { join(Milliseconds(0)); }

std::size_t Threads::size() const { return threads_.size(); }

boost::asio::io_context& Threads::context(std::size_t index) { return threads_.at(index)->context; }

void Threads::run() {
  for (auto& one : threads_) one->thread = std::thread([one = one.get()] { one->loop(); });
}

bool Threads::join(Milliseconds patience) {
  for (auto& one : threads_) one->guard.reset();
  bool is_clean = true;
  const Ticks until = ticks() + patience;
  for (auto& one : threads_) {
    if (!one->thread.joinable()) continue;
    if (!one->ends_by(until)) {
      is_clean = false;
      one->context.stop();
    }
    one->thread.join();
  }
  return is_clean;
}

}  // namespace steward::net
