#include "net/bell.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace steward::net {
namespace asio = boost::asio;

struct Bell::State {
  explicit State(asio::any_io_executor executor) : timer(executor) {}
  asio::steady_timer timer;
  bool is_rung = false;
};

Bell::Bell(asio::any_io_executor executor) : state_(std::make_shared<State>(std::move(executor))) {}

void Bell::ring() {
  asio::dispatch(state_->timer.get_executor(), [state = state_] {
    state->is_rung = true;
    state->timer.cancel();
  });
}

awaitable<bool> Bell::wait_for(Milliseconds duration) {
  const auto state = state_;
  const Ticks until = ticks() + duration;
  while (!state->is_rung && ticks() < until) {
    state->timer.expires_at(until);
    boost::system::error_code ignored;
    co_await state->timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    const auto cancelled = (co_await asio::this_coro::cancellation_state).cancelled();
    if (cancelled != asio::cancellation_type::none)
      throw boost::system::system_error(asio::error::operation_aborted);
  }
  co_return std::exchange(state->is_rung, false);
}

awaitable<> Bell::wait() {
  for (bool is_rung = false; !is_rung;) is_rung = co_await wait_for(std::chrono::hours(24));
}

}  // namespace steward::net
