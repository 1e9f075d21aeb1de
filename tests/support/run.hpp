#pragma once
// Runs a coroutine to its end, on a loop of its own; what it throws comes out.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <stdexcept>
#include <utility>

namespace steward::test {

template <class T>
T run_on(boost::asio::io_context& loop, boost::asio::awaitable<T> work) {
  std::optional<T> given;
  std::exception_ptr thrown;
  boost::asio::co_spawn(loop, std::move(work), [&given, &thrown](std::exception_ptr failure, T value) {
    thrown = failure;
    if (!failure) given.emplace(std::move(value));
  });
  loop.restart();
  while (!given && !thrown && loop.run_one() > 0) continue;
  if (thrown) std::rethrow_exception(thrown);
  if (!given) throw std::logic_error("the coroutine waits for something that cannot come");
  return std::move(*given);
}

inline void run_on(boost::asio::io_context& loop, boost::asio::awaitable<void> work) {
  bool is_done = false;
  std::exception_ptr thrown;
  boost::asio::co_spawn(loop, std::move(work), [&is_done, &thrown](std::exception_ptr failure) {
    is_done = true;
    thrown = failure;
  });
  loop.restart();
  while (!is_done && loop.run_one() > 0) continue;
  if (thrown) std::rethrow_exception(thrown);
}

template <class T>
T run(boost::asio::awaitable<T> work) {
  boost::asio::io_context loop;
  return run_on(loop, std::move(work));
}

}  // namespace steward::test
