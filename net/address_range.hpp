#pragma once
// Addresses of the network as values: whether one is in a range, and as whose limits count it.

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace steward::net {

// As IPv6 has it; an IPv4 address is mapped, so that a socket for both names it as one for IPv4 does.
using Address = std::array<unsigned char, 16>;

std::optional<Address> address_from(std::string_view text);  // nothing for what is none, a name included
std::string to_text(const Address& address);

// Whose limits an address falls under. An IPv6 network, a /64, is one subscriber's, who may change the rest
// with every connection. What is no address counts as itself.
std::string counted_as(std::string_view address);

// Those that begin with the same bits.
struct AddressRange {
  Address first{};
  int prefix = 128;

  bool contains(const Address& address) const;
  bool operator==(const AddressRange&) const = default;
};

// "10.0.0.0/8", "2001:db8::/32"; an address is a range of itself. Bits after the prefix are cleared.
std::optional<AddressRange> range_from(std::string_view text);
std::string to_text(const AddressRange& range);

}  // namespace steward::net
