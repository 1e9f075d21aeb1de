#pragma once
// What keeps us polite to a platform: so many messages a second for the account and for one chat, and a pause
// after failures in a row, ended by one trial. One object a process, on one thread; time comes in.

#include "channels/channel.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace steward::notifier {

using domain::Duration;
using domain::Instant;

// Tokens that come back at a steady rate.
class TokenBucket {
 public:
  TokenBucket(double per_second, double burst) : per_second_(per_second), burst_(burst), tokens_(burst) {}

  // How long until one could be taken; zero: now.
  Duration wait(Instant now);
  void take(Instant now);
  bool is_full(Instant now) const;

 private:
  void refill(Instant now);
  double per_second_, burst_, tokens_;
  Instant at_{};
};

// Open after five failures in a row: then one trial a pause, until one succeeds. The pause doubles up to a
// minute.
class Breaker {
 public:
  // How long this account is left alone; zero: try. The trial of an open one is given to the first who asks.
  Duration wait(Instant now);
  void succeeded();
  void failed(Instant now);
  bool is_open() const { return failures_ >= failures_to_open; }

  static constexpr int failures_to_open = 5;

 private:
  int failures_ = 0;
  Instant next_trial_{};
};

// Of all channels and peers.
class Gates {
 public:
  // Zero: go, and the token is taken. Else: come back after that long.
  Duration pass(const channels::Channel& channel, std::string_view peer, Instant now);
  void succeeded(const channels::Channel& channel);
  void failed(const channels::Channel& channel, Instant now);
  bool is_open(std::string_view channel) const;

 private:
  struct Gate {
    TokenBucket bucket;
    Breaker breaker;
    std::unordered_map<std::string, TokenBucket> peers;
  };
  Gate& gate(const channels::Channel& channel);
  static void forget_full(Gate& gate, Instant now);

  std::unordered_map<std::string, Gate> gates_;
};

}  // namespace steward::notifier
