#pragma once
// From the main thread into the service's threads and back, waiting: for starting and ending, never for work.

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

namespace steward::app {

template <class Work>
void on_thread(boost::asio::any_io_executor executor, Work work) {
  std::promise<void> done;
  auto run = [&] {
    try {
      work();
      done.set_value();
    } catch (...) {
      done.set_exception(std::current_exception());
    }
  };
  boost::asio::post(executor, run);
  done.get_future().get();
}

template <class T>
T await_on(boost::asio::any_io_executor executor, boost::asio::awaitable<T> work) {
  return boost::asio::co_spawn(executor, std::move(work), boost::asio::use_future).get();
}

}  // namespace steward::app
