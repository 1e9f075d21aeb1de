#pragma once
// What keeps us polite to a platform: so many messages a second for the account and for one chat, counted for
// all processes together in the store, and a pause after failures in a row, ended by one trial, which each
// process learns by itself. One object a process, on one thread; time comes in.

#include "channels/channel.hpp"
#include "storage/store.hpp"

#include <array>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace steward::notifier {

using domain::Duration;
using domain::Instant;
using storage::awaitable;
using storage::Result;

// What has to be left of an account's tokens for a message of this lane to go: an alert never waits behind a
// notice. At most `burst` - 1.
double reserve_before(domain::Lane lane, double burst);

// Open after five failures in a row: then one trial a pause, until one succeeds. The pause doubles up to a
// minute.
class Breaker {
 public:
  // How long this account is left alone; zero: a trial may go.
  Duration wait(Instant now) const;
  void begin_trial(Instant now);
  void succeeded();
  void failed(Instant now);
  bool is_open() const { return failures_ >= failures_to_open; }

  static constexpr int failures_to_open = 5;

 private:
  int failures_ = 0;
  Instant next_trial_{};
  Instant paused_until_{};  // where the last pause ends; the trial that follows lasts beyond it
};

// Of all channels and peers.
class Gates {
 public:
  // How many are sent at once, by lane.
  using Places = std::array<size_t, 3>;
  explicit Gates(Places places = {32, 32, 8}) : places_(places) {}

  // Zero: go, and the tokens are taken. Else: come back after that long. Of many that wait for one account
  // each is given a time of its own, so that they do not all come back at once.
  awaitable<Result<Duration>> pass(storage::Store& store, const channels::Channel& channel,
                                   const storage::ClaimedMessage& claimed, Instant now);
  void succeeded(const channels::Channel& channel, Instant now);
  void failed(const channels::Channel& channel, Instant now);
  bool is_open(std::string_view channel) const;

  // A sending under way, for as long as it lives.
  class UnderWay {
   public:
    UnderWay(Gates& gates, const channels::Channel& channel, domain::Lane lane, Instant now);
    UnderWay(const UnderWay&) = delete;
    UnderWay& operator=(const UnderWay&) = delete;
    ~UnderWay() { begun_.erase(at_); }

   private:
    std::multiset<Instant>& begun_;
    std::multiset<Instant>::iterator at_;
  };

 private:
  struct Gate {
    Breaker breaker;
    std::array<Instant, 3> last_place{};          // by lane: when the last of those who wait may come back
    std::array<std::multiset<Instant>, 3> begun;  // by lane: when those under way began
    Instant answered_at{};                        // the last time it did
  };
  Gate& gate(const channels::Channel& channel);
  Duration wait_for_place(const Gate& gate, domain::Lane lane, Instant now) const;

  Places places_;
  std::map<std::string, Gate, std::less<>> gates_;  // stays where it is while others are added
};

}  // namespace steward::notifier
