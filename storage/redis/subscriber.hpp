#pragma once
// The one connection of a process that listens for news of a desk and rings whoever waits for it.

#include "storage/redis/command.hpp"
#include "storage/redis/socket.hpp"
#include "storage/wake_ups.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <span>

namespace steward::storage::redis {

class Subscriber : public std::enable_shared_from_this<Subscriber> {
 public:
  Subscriber(boost::asio::any_io_executor executor, RedisOptions options, std::string channel);

  void start();
  void close();  // from any thread
  WakeUps& wake_ups() { return wake_ups_; }

 private:
  awaitable<void> run();
  awaitable<void> listen();
  awaitable<bool> send(Batch batch);
  awaitable<size_t> receive(std::span<char> bytes);
  Result<void> hear(std::string_view bytes, ReplyReader& reader);

  boost::asio::any_io_executor executor_;
  RedisOptions options_;
  std::string channel_;
  std::optional<Socket> socket_;
  net::Bell pause_;  // rung to end what sleeps
  WakeUps wake_ups_;
  bool is_closed_ = false;
};

}  // namespace steward::storage::redis
