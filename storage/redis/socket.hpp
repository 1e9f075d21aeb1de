#pragma once
// A socket to Redis, greeted and ready: TCP or unix, one type for both.

#include "net/clock.hpp"
#include "storage/redis/reply.hpp"
#include "storage/redis_options.hpp"

#include <boost/asio/generic/stream_protocol.hpp>

namespace steward::storage::redis {

using Socket = boost::asio::generic::stream_protocol::socket;
using net::awaitable;

// Connects, authenticates and chooses the database. The error says which of these failed.
awaitable<Result<Socket>> connect(const RedisAddress& address);

}  // namespace steward::storage::redis
