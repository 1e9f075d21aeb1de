#include "net/bell.hpp"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>
#include <vector>

namespace steward::net {
namespace asio = boost::asio;

namespace {

struct Listed {
  Listed(std::vector<asio::steady_timer*>& its_list, asio::steady_timer& its_timer)
      : list(its_list), timer(its_timer) {
    list.push_back(&timer);
  }
  ~Listed() { std::erase(list, &timer); }
  Listed(const Listed&) = delete;
  Listed& operator=(const Listed&) = delete;

  std::vector<asio::steady_timer*>& list;
  asio::steady_timer& timer;
};

}  // namespace

struct Bell::State {
  explicit State(asio::any_io_executor its_executor) : executor(std::move(its_executor)) {}
  const asio::any_io_executor executor;
  std::vector<asio::steady_timer*>
      waiting;  // in the frames of those who wait, so that a bell may outlive its loop
  bool is_rung = false;
};

Bell::Bell(asio::any_io_executor executor) : state_(std::make_shared<State>(std::move(executor))) {}

void Bell::ring() {
  asio::dispatch(state_->executor, [state = state_] {
    state->is_rung = true;
    for (asio::steady_timer* timer : state->waiting) timer->cancel();
  });
}

awaitable<bool> Bell::wait_for(Milliseconds duration) {
  const auto state = state_;
  const Ticks until = ticks() + duration;
  asio::steady_timer timer(state->executor);
  while (!state->is_rung && ticks() < until) {
    timer.expires_at(until);
    const Listed listed(state->waiting, timer);
    boost::system::error_code ignored;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
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
