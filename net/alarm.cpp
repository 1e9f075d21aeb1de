#include "net/alarm.hpp"

#include <boost/asio/steady_timer.hpp>

#include <utility>

namespace steward::net {

struct Alarm::State {
  State(boost::asio::any_io_executor executor, Ticks at, std::function<void()> its_call)
      : timer(std::move(executor), at), call(std::move(its_call)) {}
  boost::asio::steady_timer timer;
  std::function<void()> call;
  bool has_gone_off = false;
};

Alarm::Alarm(boost::asio::any_io_executor executor, Ticks at, std::function<void()> call)
    : state_(std::make_shared<State>(std::move(executor), at, std::move(call))) {
  state_->timer.async_wait([state = state_](boost::system::error_code) {
    if (!state->call) return;  // destroyed, perhaps after the timer had already fired
    state->has_gone_off = true;
    std::exchange(state->call, nullptr)();
  });
}

Alarm::~Alarm() {
  state_->call = nullptr;
  state_->timer.cancel();
}

bool Alarm::has_gone_off() const { return state_->has_gone_off; }

}  // namespace steward::net
