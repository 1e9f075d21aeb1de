#include "notifier/gate.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace steward::notifier {

using namespace std::chrono_literals;

void TokenBucket::refill(Instant now) {
  if (at_ == Instant{}) at_ = now;
  if (now <= at_) return;
  const double seconds = std::chrono::duration<double>(now - at_).count();
  tokens_ = std::min(burst_, tokens_ + seconds * per_second_);
  at_ = now;
}

Duration TokenBucket::wait(Instant now) {
  refill(now);
  if (tokens_ >= 1) return 0ms;
  return Duration(static_cast<Duration::rep>(std::ceil((1 - tokens_) / per_second_ * 1000)));
}

void TokenBucket::take(Instant now) {
  refill(now);
  tokens_ -= 1;
}

bool TokenBucket::is_full(Instant now) const {
  const double seconds = std::chrono::duration<double>(now - at_).count();
  return tokens_ + seconds * per_second_ >= burst_;
}

Duration Breaker::wait(Instant now) {
  if (!is_open()) return 0ms;
  if (now < next_trial_) return next_trial_ - now;
  next_trial_ = now + 10s;  // while this trial is under way, nobody else tries
  return 0ms;
}

void Breaker::succeeded() { failures_ = 0; }

void Breaker::failed(Instant now) {
  failures_ = std::min(failures_ + 1, 1000);
  if (!is_open()) return;
  const int doublings = std::clamp(failures_ - failures_to_open, 0, 4);
  next_trial_ = now + std::min<Duration>(1min, 5s * (1 << doublings));
}

Gates::Gate& Gates::gate(const channels::Channel& channel) {
  const auto& limits = channel.limits();
  auto [at, is_new] =
      gates_.try_emplace(std::string(channel.name()),
                         Gate{TokenBucket(limits.per_second, std::max(1.0, limits.per_second)), {}, {}});
  return at->second;
}

Duration Gates::pass(const channels::Channel& channel, std::string_view peer, Instant now) {
  Gate& of_channel = gate(channel);
  // A few at once are taken by every platform: an alert right after a message does not wait.
  const double per_peer = channel.limits().per_second_per_peer;
  forget_full(of_channel, now);
  auto [at, is_new] =
      of_channel.peers.try_emplace(std::string(peer), TokenBucket(per_peer, std::max(3.0, per_peer)));
  const Duration wait = std::max(of_channel.bucket.wait(now), at->second.wait(now));
  if (wait > 0ms) return wait;
  const Duration pause = of_channel.breaker.wait(now);  // last, since asking may take the trial
  if (pause > 0ms) return pause;
  of_channel.bucket.take(now);
  at->second.take(now);
  return 0ms;
}

void Gates::forget_full(Gate& gate, Instant now) {
  constexpr size_t remembered = 10'000;
  if (gate.peers.size() < remembered) return;
  std::erase_if(gate.peers, [now](const auto& entry) { return entry.second.is_full(now); });
}

void Gates::succeeded(const channels::Channel& channel) { gate(channel).breaker.succeeded(); }
void Gates::failed(const channels::Channel& channel, Instant now) { gate(channel).breaker.failed(now); }

bool Gates::is_open(std::string_view channel) const {
  const auto found = gates_.find(std::string(channel));
  return found != gates_.end() && found->second.breaker.is_open();
}

}  // namespace steward::notifier
