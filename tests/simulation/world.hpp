#pragma once
// A site under a virtual clock: the real understanding, deciding, firing and delivering over a store. People
// do things at their times, what becomes due happens in between, and now and then something fails or
// everything is down.

#include "home.hpp"

#include "app/configuration.hpp"
#include "app/register_files.hpp"
#include "channels/channels.hpp"
#include "domain/event.hpp"
#include "notifier/deliver.hpp"
#include "storage/faulty_store.hpp"

#include <functional>
#include <queue>
#include <random>
#include <string>
#include <vector>

namespace steward::simulation {

using domain::Duration;
using domain::Instant;

struct Chances {
  double fault = 0.002;            // that the store fails somewhere in the handling of one thing
  double outage_a_day = 1.0 / 20;  // that everything is down for a while
};

class World {
 public:
  World(const app::Configuration& configuration, const app::Register& people, Home& home, Instant start,
        unsigned seed, Chances chances);

  Instant now() const { return now_; }
  const domain::Rules& rules() const { return configuration_.rules; }
  const storage::MemoryStore& store() const { return home_.contents(); }
  const domain::Reference& reference() const { return reference_; }
  std::mt19937& random() { return random_; }
  bool happens(double chance) { return std::uniform_real_distribution<>(0, 1)(random_) < chance; }
  // Minutes, exponentially distributed, at least one second.
  Duration about(std::chrono::minutes mean);

  // Somebody does something later on.
  void later(Duration after, std::function<void()> act);
  // An event from outside, as its platform would send it: again and again until it is answered.
  void send(domain::Event event);
  domain::Features read(const std::string& text) const;
  // As the service does after each change of the reference: again and again until all is looked at.
  void look_at_open_orders();

  // Who is told whenever somebody was sent something. Set before anything runs.
  std::function<void(const domain::OutMessage&)> on_delivered;
  std::function<void()> on_midnight;

  // Until that time, or until on_midnight or a delivery throws.
  void run(Instant until);

  size_t events() const { return events_; }
  size_t faults() const { return faults_; }
  size_t outages() const { return outages_; }

 private:
  struct Act {
    Instant at;
    uint64_t place;  // in the sequence in which they were planned
    std::function<void()> act;
    bool operator>(const Act& other) const { return std::tie(at, place) > std::tie(other.at, other.place); }
  };

  void move_in(const app::Register& people);
  void ask_a_sample();
  void turn_to(Instant at);
  [[noreturn]] void complain_of_set_aside();
  std::optional<Instant> next_due();
  void fire_due();
  void deliver_due();
  void deliver(const storage::ClaimedMessage& claimed);
  void maybe_fail();
  void maybe_go_down();
  template <class T>
  net::Result<T> call(storage::awaitable<net::Result<T>> work);

  const app::Configuration& configuration_;
  Instant now_;
  Instant down_until_;
  Instant next_midnight_;
  std::mt19937 random_;
  Chances chances_;
  domain::Reference reference_;
  Home& home_;
  storage::Store& store_;
  storage::FaultyStore faulty_;
  channels::Channels channels_;
  notifier::Carriers carriers_;
  std::priority_queue<Act, std::vector<Act>, std::greater<>> acts_;
  uint64_t planned_ = 0;
  size_t events_ = 0, faults_ = 0, outages_ = 0;
};

domain::AccountId account_of(std::string_view name);

}  // namespace steward::simulation
