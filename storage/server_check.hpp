#pragma once
// Whether an operator's own Redis keeps what it is given: asked at the start, answered in words.

#include "net/clock.hpp"
#include "storage/redis_options.hpp"

#include <map>
#include <string>
#include <vector>

namespace steward::storage {

struct Finding {
  bool is_fatal = false;  // the desk must not be run on it
  std::string words;
  bool operator==(const Finding&) const = default;
};

// What a server says of itself: the lines of INFO and the settings of CONFIG GET, where it tells them.
using ServerFacts = std::map<std::string, std::string>;

std::vector<Finding> findings_of(const ServerFacts& facts);

net::awaitable<net::Result<std::vector<Finding>>> check_server(const RedisOptions& options);

}  // namespace steward::storage
