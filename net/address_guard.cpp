#include "net/address_guard.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>

namespace steward::net {
namespace {

using boost::asio::ip::address_v4;
using boost::asio::ip::address_v6;
using Bytes6 = address_v6::bytes_type;

struct Block4 {
  std::uint32_t network;
  int prefix;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// IANA's special-purpose registry of IPv4, all that is not globally reachable, and 6to4's relay.
constexpr Block4 not_public_4[] = {
    {v4(0, 0, 0, 0), 8},        // this network
    {v4(10, 0, 0, 0), 8},       // private
    {v4(100, 64, 0, 0), 10},    // carrier-grade NAT
    {v4(127, 0, 0, 0), 8},      // loopback
    {v4(169, 254, 0, 0), 16},   // link-local: cloud metadata lives here
    {v4(172, 16, 0, 0), 12},    // private
    {v4(192, 0, 0, 0), 24},     // protocol assignments
    {v4(192, 0, 2, 0), 24},     // documentation
    {v4(192, 88, 99, 0), 24},   // 6to4 relay
    {v4(192, 168, 0, 0), 16},   // private
    {v4(198, 18, 0, 0), 15},    // benchmarks
    {v4(198, 51, 100, 0), 24},  // documentation
    {v4(203, 0, 113, 0), 24},   // documentation
    {v4(224, 0, 0, 0), 4},      // multicast
    {v4(240, 0, 0, 0), 4},      // reserved, broadcast
};

bool is_public_4(std::uint32_t address) {
  for (const Block4& block : not_public_4)
    if ((address ^ block.network) >> (32 - block.prefix) == 0) return false;
  return true;
}

std::uint32_t four_at(const Bytes6& bytes, std::size_t at) {
  return v4(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

std::uint32_t group(const Bytes6& bytes, std::size_t index) {
  return static_cast<std::uint32_t>(bytes[2 * index] << 8 | bytes[2 * index + 1]);
}

bool is_zero(const Bytes6& bytes, std::size_t from, std::size_t to) {
  for (std::size_t at = from; at < to; ++at)
    if (bytes[at] != 0) return false;
  return true;
}

// An IPv6 address that stands for an IPv4 one: where its packets end is decided by that.
std::optional<std::uint32_t> embedded_4(const Bytes6& bytes) {
  const bool is_well_known_nat64 =
      group(bytes, 0) == 0x64 && group(bytes, 1) == 0xff9b && is_zero(bytes, 4, 12);
  if (is_well_known_nat64) return four_at(bytes, 12);
  if (group(bytes, 0) == 0x2002) return four_at(bytes, 2);  // 6to4
  return {};
}

bool is_public_6(const Bytes6& bytes) {
  if (const auto inner = embedded_4(bytes)) return is_public_4(*inner);
  if ((bytes[0] & 0xE0) != 0x20)
    return false;  // all global unicast is 2000::/3; mapped, loopback, fc00, fe80 are not
  if (group(bytes, 0) == 0x2001 && bytes[2] < 2) return false;  // 2001::/23: Teredo, ORCHID, benchmarks
  if (group(bytes, 0) == 0x2001 && group(bytes, 1) == 0x0db8) return false;  // documentation
  if (group(bytes, 0) == 0x3fff && group(bytes, 1) < 0x1000) return false;   // documentation
  return true;
}

}  // namespace

bool is_public(const boost::asio::ip::address& address) {
  return address.is_v4() ? is_public_4(address.to_v4().to_uint()) : is_public_6(address.to_v6().to_bytes());
}

bool is_public(std::string_view address) {
  boost::system::error_code failed;
  const auto parsed = boost::asio::ip::make_address(std::string(address), failed);
  return !failed && is_public(parsed);
}

}  // namespace steward::net
