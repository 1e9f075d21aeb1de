#pragma once
// Where a Redis is and how it is spoken to.

#include "net/error.hpp"
#include "net/secret.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace steward::storage {

struct RedisAddress {
  std::string socket;  // path of a unix socket; else host and port
  std::string host;
  uint16_t port = 6379;
  std::string user;
  net::Secret password;
  int database = 0;
};

// "redis://user:password@host:6379/0" or "unix:///run/redis.sock?db=0".
net::Result<RedisAddress> parse_redis_url(std::string_view url);
// Without the password.
std::string to_string(const RedisAddress& address);
// As far as the address tells: a socket, or a loopback address.
bool is_on_this_machine(const RedisAddress& address);

struct RedisOptions {
  RedisAddress address;
  // A thread. With `appendfsync always` four give half as much again as one; more add nothing.
  int connections = 4;
  std::chrono::milliseconds patience{2000};  // for an answer, the waiting for a connection included
  std::chrono::milliseconds connect_within{2000};
  std::chrono::milliseconds longest_pause{2000};  // between two tries to connect
  size_t most_unsent = 64 << 20;                  // bytes waiting for a connection
};

}  // namespace steward::storage
