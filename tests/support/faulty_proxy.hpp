#pragma once
// Stands between a store and its Redis, on the loop of the test, and does to their bytes what networks do:
// slices, holds back, delays, cuts.

#include "net/clock.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <limits>
#include <list>
#include <memory>
#include <string>

namespace steward::test {

class FaultyProxy {
 public:
  using Stream = boost::asio::local::stream_protocol;

  FaultyProxy(boost::asio::io_context& loop, const std::string& path, std::string server)
      : state_(std::make_shared<State>(loop, path, std::move(server))) {
    boost::asio::co_spawn(loop, accept(state_), boost::asio::detached);
  }
  ~FaultyProxy() {
    boost::system::error_code ignored;
    state_->acceptor.close(ignored);
    cut();
  }

  void slice(bool to_single_bytes) { state_->is_slicing = to_single_bytes; }
  void delay(std::chrono::milliseconds replies_by) { state_->delay = replies_by; }
  // Replies are lost from now on, all but this many bytes; then both sides are cut.
  void cut_after(size_t bytes) { state_->bytes_left = bytes; }
  void pass() { state_->bytes_left = no_limit; }
  void cut() {
    boost::system::error_code ignored;
    for (const auto& pair : state_->pairs) {
      pair->client.close(ignored);
      pair->server.close(ignored);
    }
    state_->pairs.clear();
  }
  int connections() const { return state_->accepted; }

 private:
  static constexpr size_t no_limit = std::numeric_limits<size_t>::max();

  struct Pair {
    explicit Pair(boost::asio::io_context& loop) : client(loop), server(loop) {}
    Stream::socket client, server;
    void close() {
      boost::system::error_code ignored;
      client.close(ignored);
      server.close(ignored);
    }
  };
  struct State {
    State(boost::asio::io_context& io, const std::string& path, std::string target)
        : loop(io), acceptor(io, Stream::endpoint(path)), server(std::move(target)) {}
    boost::asio::io_context& loop;
    Stream::acceptor acceptor;
    std::string server;
    std::list<std::shared_ptr<Pair>> pairs;
    bool is_slicing = false;
    std::chrono::milliseconds delay{0};
    size_t bytes_left = no_limit;
    int accepted = 0;
  };
  using Shared = std::shared_ptr<State>;

  static boost::asio::awaitable<void> accept(Shared state) {
    boost::system::error_code error;
    while (true) {
      auto pair = std::make_shared<Pair>(state->loop);
      co_await state->acceptor.async_accept(pair->client, redirect(error));
      if (error) co_return;
      ++state->accepted;
      co_await pair->server.async_connect(Stream::endpoint(state->server), redirect(error));
      if (error) {
        pair->close();
        continue;
      }
      state->pairs.push_back(pair);
      boost::asio::co_spawn(state->loop, carry_commands(pair), boost::asio::detached);
      boost::asio::co_spawn(state->loop, carry_replies(state, pair), boost::asio::detached);
    }
  }

  static boost::asio::awaitable<void> carry_commands(std::shared_ptr<Pair> pair) {
    std::array<char, 4096> bytes;
    boost::system::error_code error;
    while (true) {
      const size_t size = co_await pair->client.async_read_some(boost::asio::buffer(bytes), redirect(error));
      if (error) break;
      co_await boost::asio::async_write(pair->server, boost::asio::buffer(bytes.data(), size),
                                        redirect(error));
      if (error) break;
    }
    pair->close();
  }

  static boost::asio::awaitable<void> carry_replies(Shared state, std::shared_ptr<Pair> pair) {
    std::array<char, 4096> bytes;
    boost::system::error_code error;
    while (true) {
      const size_t size = co_await pair->server.async_read_some(boost::asio::buffer(bytes), redirect(error));
      if (error) break;
      if (state->delay.count() > 0) co_await net::sleep_for(state->delay);
      const size_t allowed = std::min(size, state->bytes_left);
      if (state->bytes_left != no_limit) state->bytes_left -= allowed;
      const size_t piece = state->is_slicing ? 1 : std::max<size_t>(allowed, 1);
      for (size_t at = 0; at < allowed && !error; at += piece) {
        const auto part = boost::asio::buffer(bytes.data() + at, std::min(piece, allowed - at));
        co_await boost::asio::async_write(pair->client, part, redirect(error));
      }
      if (error || allowed < size) break;
    }
    pair->close();
  }

  static boost::asio::redirect_error_t<boost::asio::use_awaitable_t<>> redirect(
      boost::system::error_code& error) {
    return boost::asio::redirect_error(boost::asio::use_awaitable, error);
  }

  Shared state_;
};

}  // namespace steward::test
