#pragma once
// A server on a free port of loopback with short deadlines, ended before it goes.

#include "net/bell.hpp"
#include "net/http_server.hpp"

#include <gtest/gtest.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <mutex>
#include <string>
#include <vector>

namespace steward::net {

inline ServerLimits brisk_limits() {
  ServerLimits limits;
  limits.sweep = Milliseconds(10);
  return limits;
}

inline ServerOptions brisk(ServerLimits limits = brisk_limits()) {
  ServerOptions options;
  options.limits = std::move(limits);
  return options;
}

inline std::string get(std::string_view target, std::string_view headers = "") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n";
}

inline std::string post(std::string_view target, std::string_view body, std::string_view headers = "") {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

class ServerUnderTest {
 public:
  explicit ServerUnderTest(Handler handler, ServerOptions options = brisk(), std::size_t count = 2)
      : threads(count), server(threads, noting(std::move(options)), std::move(handler)) {
    const auto bound = server.listen();
    EXPECT_TRUE(bound) << (bound ? "" : to_string(bound.error()));
    threads.run();
  }
  ~ServerUnderTest() {
    const bool is_clean = has_ended_ || drain(Milliseconds(5000));
    EXPECT_TRUE(is_clean);
    EXPECT_TRUE(threads.join());
  }

  std::uint16_t port() const { return server.port(); }
  std::future<bool> begin_drain(Milliseconds grace) {
    has_ended_ = true;
    return boost::asio::co_spawn(threads.context(0), server.drain(grace), boost::asio::use_future);
  }
  bool drain(Milliseconds grace) { return begin_drain(grace).get(); }

  std::vector<std::string> troubles() {
    const std::scoped_lock lock(mutex_);
    return troubles_;
  }

  Threads threads;

 private:
  ServerOptions noting(ServerOptions options) {
    options.trouble = [this](std::string_view event, std::string_view detail) {
      const std::scoped_lock lock(mutex_);
      troubles_.push_back(std::string(event) + ": " + std::string(detail));
    };
    return options;
  }

  std::mutex mutex_;
  std::vector<std::string> troubles_;
  bool has_ended_ = false;

 public:
  HttpServer server;
};

// Of one request at a time: what it was, as text.
inline awaitable<Response> echo(Request& request) {
  Response response =
      text(200, std::string(to_string(request.method)) + " " + request.path + " " + request.body);
  co_return response;
}

}  // namespace steward::net
