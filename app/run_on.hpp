#pragma once
// A coroutine as a plain call: for programs that do one thing after the other.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>

namespace steward::app {

template <class T>
boost::asio::awaitable<void> keep_result(boost::asio::awaitable<T> work, std::optional<T>& kept) {
  kept.emplace(co_await std::move(work));
}

// Throws what the coroutine throws.
template <class T>
T run_on(boost::asio::io_context& context, boost::asio::awaitable<T> work) {
  std::optional<T> kept;
  std::exception_ptr thrown;
  auto remember = [&thrown](std::exception_ptr what) { thrown = what; };
  boost::asio::co_spawn(context, keep_result(std::move(work), kept), remember);
  context.restart();
  context.run();
  if (thrown) std::rethrow_exception(thrown);
  return std::move(*kept);
}

}  // namespace steward::app
