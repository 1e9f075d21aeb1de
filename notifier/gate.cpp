#include "notifier/gate.hpp"

#include <algorithm>
#include <chrono>
#include <vector>

namespace steward::notifier {

using namespace std::chrono_literals;

namespace {

// A quarter of a second's worth at once: a window of a second that a platform counts in holds no more than
// 1.25 times its rate.
double burst_of_account(double per_second) { return std::max(2.0, per_second / 4); }

// A few at once are taken by every platform: an alert right after a message does not wait.
double burst_of_peer(double per_second) { return std::max(3.0, per_second); }

std::vector<storage::Bucket> buckets_of(const channels::Channel& channel, std::string_view peer,
                                        domain::Lane lane) {
  const auto& limits = channel.limits();
  const std::string name(channel.name());
  const double burst = burst_of_account(limits.per_second);
  return {{name, limits.per_second, burst, reserve_before(lane, burst)},
          {name + ":" + std::string(peer), limits.per_second_per_peer,
           burst_of_peer(limits.per_second_per_peer), 0}};
}

constexpr size_t of_account = 0;
constexpr auto answers_within = 1s;  // a platform that is well
constexpr auto soon = 50ms;          // it may answer any moment

Duration time_of_one(double per_second) {
  return std::chrono::ceil<Duration>(std::chrono::duration<double>(1 / per_second));
}

}  // namespace

double reserve_before(domain::Lane lane, double burst) {
  switch (lane) {
    case domain::Lane::urgent: return 0;
    case domain::Lane::normal: return std::min(burst / 4, burst - 1);
    case domain::Lane::bulk: return std::min(burst / 2, burst - 1);
  }
  return 0;
}

Duration Breaker::wait(Instant now) const {
  return is_open() && now < next_trial_ ? next_trial_ - now : Duration{};
}

// While it is under way, nobody else tries.
void Breaker::begin_trial(Instant now) {
  if (is_open()) next_trial_ = now + 10s;
}

void Breaker::succeeded() { failures_ = 0; }

void Breaker::failed(Instant now) {
  // What was under way when it opened says the same thing once more: only a trial makes the pause longer.
  if (is_open() && now < paused_until_) return;
  failures_ = std::min(failures_ + 1, 1000);
  if (!is_open()) return;
  const int doublings = std::clamp(failures_ - failures_to_open, 0, 4);
  next_trial_ = paused_until_ = now + std::min<Duration>(1min, 5s * (1 << doublings));
}

Gates::Gate& Gates::gate(const channels::Channel& channel) {
  const auto found = gates_.find(channel.name());
  return found != gates_.end() ? found->second : gates_[std::string(channel.name())];
}

// One that has not answered lately has at most three quarters of a lane's places, so that the others go on.
Duration Gates::wait_for_place(const Gate& gate, domain::Lane lane, Instant now) const {
  const auto& begun = gate.begun[static_cast<size_t>(lane)];
  const size_t most = places_[static_cast<size_t>(lane)] * 3 / 4;
  if (begun.size() < most || gate.answered_at + answers_within > now) return {};
  return *begun.begin() + answers_within < now ? Duration{answers_within} : Duration{soon};
}

Gates::UnderWay::UnderWay(Gates& gates, const channels::Channel& channel, domain::Lane lane, Instant now)
    : begun_(gates.gate(channel).begun[static_cast<size_t>(lane)]), at_(begun_.insert(now)) {}

// The trial is begun last: it is not spent on a message that has to wait for a token.
awaitable<Result<Duration>> Gates::pass(storage::Store& store, const channels::Channel& channel,
                                        const storage::ClaimedMessage& claimed, Instant now) {
  const domain::OutMessage& message = claimed.message;
  if (const Duration pause = gate(channel).breaker.wait(now); pause > 0ms) co_return pause;
  if (const Duration full = wait_for_place(gate(channel), message.lane, now); full > 0ms) co_return full;
  const auto buckets = buckets_of(channel, channels::split(message.to).peer, message.lane);
  const auto taken = co_await store.take(buckets);
  if (!taken) co_return taken.error();
  Gate& passed = gate(channel);
  if (taken->wait == 0ms) {
    const Duration pause = passed.breaker.wait(now);  // opened while the store was asked
    if (pause == 0ms) passed.breaker.begin_trial(now);
    co_return pause;
  }
  if (taken->lacking != of_account || claimed.is_retried) co_return taken->wait;
  Instant& last = passed.last_place[static_cast<size_t>(message.lane)];
  last = std::max(now + taken->wait, last + time_of_one(channel.limits().per_second));
  co_return last - now;
}

void Gates::succeeded(const channels::Channel& channel, Instant now) {
  gate(channel).breaker.succeeded();
  gate(channel).answered_at = now;
}
void Gates::failed(const channels::Channel& channel, Instant now) { gate(channel).breaker.failed(now); }

bool Gates::is_open(std::string_view channel) const {
  const auto found = gates_.find(channel);
  return found != gates_.end() && found->second.breaker.is_open();
}

}  // namespace steward::notifier
