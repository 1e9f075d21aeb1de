#pragma once

#include "net/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace steward::net {

struct Url {
  bool is_secure = false;
  std::string host;  // without the brackets of an IPv6 address
  std::uint16_t port = 0;
  std::string target;    // path and query as they go over the wire, "/" at least
  Secret credentials{};  // "user:password", decoded

  // As in a Host header: with brackets, and the port where it is not the scheme's own.
  std::string authority() const;
  std::string host_and_port() const;  // always with the port
};

// Absolute http:// and https:// only; nothing for anything else.
std::optional<Url> parse_url(std::string_view text);

}  // namespace steward::net
