#pragma once
// The loops that empty the outbox: one for each lane, with its own share of sendings at once, so that no lane
// waits for another. Keeps no state but pacing: run as many as there are processes, each claims what it
// sends.

#include "domain/rules.hpp"
#include "net/bell.hpp"
#include "net/metrics.hpp"
#include "net/tasks.hpp"
#include "notifier/deliver.hpp"
#include "notifier/gate.hpp"
#include "storage/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace steward::notifier {

using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;

struct NotifierOptions {
  size_t urgent_at_once = 32, normal_at_once = 32, bulk_at_once = 8;
  size_t at_once() const { return urgent_at_once + normal_at_once + bulk_at_once; }
  std::chrono::milliseconds safety_poll{2000};  // sleeps no longer, whatever it is told
  std::chrono::milliseconds after_trouble{500};
};

// Lives on one thread, as the HttpClient behind `send` does.
class Notifier {
 public:
  Notifier(storage::Store& store, RulesNow rules, const channels::Channels& channels, Render render,
           Send send, net::Tasks& tasks, net::Metrics& metrics, NotifierOptions options = {});

  // Spawns its loops; they end when the tasks are told to stop, and what is under way is finished.
  void start(boost::asio::any_io_executor executor);

 private:
  struct Lane;
  class Place;
  net::awaitable<> listen(std::vector<std::shared_ptr<Lane>> lanes);
  net::awaitable<> empty_lane(std::shared_ptr<Lane> lane);
  net::awaitable<net::Result<size_t>> claim_and_send(std::shared_ptr<Lane> lane);
  net::awaitable<std::chrono::milliseconds> time_to_sleep(const Lane& lane);
  net::awaitable<> send_one(Place place, storage::ClaimedMessage claimed);
  void count(const Lane& lane, const Delivered& delivered, domain::Instant wanted_at, domain::Instant now);

  storage::Store& store_;
  RulesNow rules_;
  net::Tasks& tasks_;
  net::Metrics& metrics_;
  NotifierOptions options_;
  Gates gates_;
  Carriers carriers_;
};

}  // namespace steward::notifier
