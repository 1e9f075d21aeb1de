#include "storage/wake_ups.hpp"

#include "domain/fingerprint.hpp"

#include <boost/asio/this_coro.hpp>

#include <algorithm>

namespace steward::storage {

namespace {

// Takes its bell off the list however the wait ends.
class Place {
 public:
  Place(std::mutex& mutex, std::list<net::Bell>& list, net::Bell bell) : mutex_(mutex), list_(list) {
    place_ = list_.insert(list_.end(), std::move(bell));
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    const std::scoped_lock lock(mutex_);
    list_.erase(place_);
  }

 private:
  std::mutex& mutex_;
  std::list<net::Bell>& list_;
  std::list<net::Bell>::iterator place_;
};

}  // namespace

size_t WakeUps::bell_of(const domain::AccountId& account) {
  return domain::mixed(account.value) % thread_bells;
}

void WakeUps::ring(Sleepers& sleepers) {
  const std::scoped_lock lock(mutex_);
  sleepers.rung_at = net::ticks();
  for (net::Bell& bell : sleepers.bells) bell.ring();
}

void WakeUps::ring(Wake wake) { ring(sleepers_[static_cast<size_t>(wake)]); }

void WakeUps::ring_line(size_t thread_bell) {
  if (thread_bell < thread_bells) ring(following_[thread_bell]);
}

void WakeUps::ring_all() {
  for (Sleepers& sleepers : sleepers_) ring(sleepers);
  for (Sleepers& sleepers : following_) ring(sleepers);
}

std::chrono::milliseconds WakeUps::until_echo(const Sleepers& sleepers) const {
  if (sleepers.rung_at == net::Ticks{}) return std::chrono::milliseconds::max();
  const auto since = std::chrono::floor<std::chrono::milliseconds>(net::ticks() - sleepers.rung_at);
  return since < echo ? echo - since : std::chrono::milliseconds::max();
}

awaitable<bool> WakeUps::wait(Wake wake, std::chrono::milliseconds longest) {
  return wait(sleepers_[static_cast<size_t>(wake)], longest);
}

awaitable<bool> WakeUps::wait_for_line(const domain::AccountId& account, std::chrono::milliseconds longest) {
  return wait(following_[bell_of(account)], longest);
}

awaitable<bool> WakeUps::wait(Sleepers& sleepers, std::chrono::milliseconds longest) {
  net::Bell bell(co_await boost::asio::this_coro::executor);
  std::optional<Place> place;
  bool is_echo = false;
  {
    const std::scoped_lock lock(mutex_);
    const auto to_echo = until_echo(sleepers);
    is_echo = to_echo <= longest;
    longest = std::min(longest, to_echo);
    place.emplace(mutex_, sleepers.bells, bell);
  }
  const bool is_rung = co_await bell.wait_for(longest);
  co_return is_rung || is_echo;
}

}  // namespace steward::storage
