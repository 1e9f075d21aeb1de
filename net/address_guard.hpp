#pragma once
// Which addresses an outgoing request may reach when its URL came from outside (a message's media link, a
// push address given by an operator's user): only public ones, or the desk's own network could be reached
// through us.

#include <boost/asio/ip/address.hpp>

#include <string_view>

namespace steward::net {

// False for loopback, private, link-local, unique-local, carrier-grade NAT, multicast, unspecified,
// documentation and reserved ranges, and for IPv6 forms that carry such an IPv4 address (mapped, NAT64, 6to4,
// Teredo).
bool is_public(const boost::asio::ip::address& address);

// As text; false also for what is no address.
bool is_public(std::string_view address);

}  // namespace steward::net
