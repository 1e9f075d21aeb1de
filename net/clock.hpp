#pragma once
// The only place that reads a clock of this machine or waits for time to pass.

#include "net/error.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace steward::net {

template <class T = void>
using awaitable = boost::asio::awaitable<T>;

using Milliseconds = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Milliseconds>;

Instant now();
std::string iso_time(Instant instant);  // "2026-03-03T11:00:00.250Z"

// Never jumps; for deadlines and for measuring.
using Ticks = std::chrono::steady_clock::time_point;
Ticks ticks();

// Throws boost::system::system_error(operation_aborted) when the coroutine is cancelled meanwhile.
awaitable<> sleep_for(Milliseconds duration);

namespace detail {
// Runs both; true when `work` ended first, false when the time was over (then work was cancelled and has
// ended).
awaitable<bool> ended_within(Milliseconds duration, awaitable<> work);
template <class T>
struct Flattened {
  using type = Result<T>;
};
template <class T>
struct Flattened<Result<T>> {
  using type = Result<T>;
};
template <class T>
awaitable<> keep(awaitable<T> work, std::optional<T>& kept) {
  kept.emplace(co_await std::move(work));
}
}  // namespace detail

// What `work` gave, or the error "timeout" when it took longer: it is then cancelled, and awaited, so what it
// refers to may go. What work throws goes through. An awaitable<Result<T>> gives Result<T>, not a Result of a
// Result.
template <class T>
awaitable<typename detail::Flattened<T>::type> within(Milliseconds duration, awaitable<T> work) {
  if constexpr (std::is_void_v<T>) {
    const bool has_ended = co_await detail::ended_within(duration, std::move(work));
    if (!has_ended) co_return Error{"timeout", "", ""};
    co_return Result<>{};
  } else {
    std::optional<T> kept;
    const bool has_ended = co_await detail::ended_within(duration, detail::keep(std::move(work), kept));
    if (!has_ended) co_return Error{"timeout", "", ""};
    co_return std::move(*kept);
  }
}

}  // namespace steward::net
