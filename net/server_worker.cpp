#include "net/server_worker.hpp"

#include "net/response_head.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

namespace steward::net {
namespace asio = boost::asio;

ServerWorker::ServerWorker(asio::any_io_executor executor, Milliseconds sweep)
    : executor_(executor), sweep_(sweep), empty_(executor) {}

template <class Act>
void ServerWorker::for_each(Act act) {
  for (auto* list : {&idle_, &busy_})
    for (auto next = list->begin(); next != list->end();) act(**next++);
}

void ServerWorker::add(ServedConnection& connection) {
  connection.place = busy_.insert(busy_.end(), &connection);
  if (is_sweeping_) return;
  is_sweeping_ = true;
  // Alive while it runs, which is while there are connections.
  asio::co_spawn(executor_, sweep(), [self = shared_from_this()](std::exception_ptr) {});
}

void ServerWorker::remove(ServedConnection& connection) {
  becomes_busy(connection);
  busy_.erase(connection.place);
  if (busy_.empty() && idle_.empty()) empty_.ring();
}

void ServerWorker::becomes_idle(ServedConnection& connection) {
  connection.idle_since = ticks();
  idle_.splice(idle_.end(), busy_, connection.place);
  if (idle_.size() == 1) note_oldest_idle();
}

void ServerWorker::becomes_busy(ServedConnection& connection) {
  if (connection.idle_since == Ticks{}) return;
  const bool was_oldest = idle_.front() == &connection;
  busy_.splice(busy_.end(), idle_, connection.place);
  connection.idle_since = Ticks{};
  if (was_oldest) note_oldest_idle();
}

void ServerWorker::note_oldest_idle() {
  oldest_idle_.store(idle_.empty() ? Ticks::max() : idle_.front()->idle_since, std::memory_order_relaxed);
}

void ServerWorker::evict_oldest_idle() {
  if (idle_.empty()) return;
  ServedConnection& oldest = *idle_.front();
  becomes_busy(oldest);  // so that the next eviction finds another
  oldest.expire();
}

void ServerWorker::drain_all() {
  for_each([](ServedConnection& connection) { connection.drain(); });
}

void ServerWorker::cancel_all() {
  for_each([](ServedConnection& connection) { connection.cancel(); });
}

// One look a period over all connections costs less than a timer for each read.
awaitable<> ServerWorker::sweep() {
  while (!idle_.empty() || !busy_.empty()) {
    co_await empty_.wait_for(sweep_);
    const Ticks at = ticks();
    for_each([at](ServedConnection& connection) {
      if (connection.deadline > at) return;
      connection.deadline = Ticks::max();
      connection.expire();
    });
  }
  is_sweeping_ = false;
}

const std::string& ServerWorker::date(Instant instant) {
  const std::int64_t second = instant.time_since_epoch().count() / 1000;
  if (second != date_second_) {
    date_second_ = second;
    date_ = http_date(instant);
  }
  return date_;
}

}  // namespace steward::net
