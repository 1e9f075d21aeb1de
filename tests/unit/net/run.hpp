#pragma once
// Runs one coroutine to its end on an io_context of its own.

#include "net/clock.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <future>

namespace steward::net {

template <class T>
T run(awaitable<T> work) {
  boost::asio::io_context context;
  std::future<T> result = boost::asio::co_spawn(context, std::move(work), boost::asio::use_future);
  context.run();
  return result.get();
}

}  // namespace steward::net
