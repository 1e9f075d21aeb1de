#pragma once
// Whose request it is where a proxy stands before us. The connection is the proxy's, and everybody's; who
// sent the request is what the proxy adds to X-Forwarded-For. From anybody else that header is only a claim.

#include "net/address_range.hpp"
#include "net/headers.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace steward::net {

struct TrustedProxies {
  std::vector<AddressRange> ranges;
  bool unix_socket = false;  // whoever comes over it

  // `peer` as Request has it.
  bool contains(std::string_view peer) const;
  bool operator==(const TrustedProxies&) const = default;
};

// The client for whom a trusted proxy asks: each proxy writes behind the others whom it heard, so it is the
// last address that is not itself a trusted proxy's. Where what is written is no address, the one that wrote
// it.
std::string client_behind(std::string_view proxy, const TrustedProxies& trusted, const Headers& headers);

}  // namespace steward::net
