#include "net/clock.hpp"

#include <fmt/format.h>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace steward::net {
namespace asio = boost::asio;

Instant now() { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); }

Ticks ticks() { return std::chrono::steady_clock::now(); }

std::string iso_time(Instant instant) {
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{instant - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(),
                     time.subseconds().count());
}

awaitable<> sleep_for(Milliseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(asio::use_awaitable);
}

namespace detail {
namespace {

// The operator || waits on when one side fails; a failure here ends the race like a success.
awaitable<> catching(awaitable<> work, std::exception_ptr& thrown) {
  try {
    co_await std::move(work);
  } catch (...) {
    thrown = std::current_exception();
  }
}

}  // namespace

awaitable<bool> ended_within(Milliseconds duration, awaitable<> work) {
  using namespace asio::experimental::awaitable_operators;
  std::exception_ptr thrown;
  const auto winner = co_await (catching(std::move(work), thrown) || sleep_for(duration));
  if (winner.index() == 1) co_return false;
  if (thrown) std::rethrow_exception(thrown);
  co_return true;
}

}  // namespace detail
}  // namespace steward::net
