#include "net/address_range.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <charconv>

namespace steward::net {
namespace {

namespace ip = boost::asio::ip;

constexpr int all_bits = 128;
constexpr int mapped_bits = 96;  // of an IPv4 address before its own
constexpr int subscriber_bits = 64;

bool is_v4(const Address& address) { return ip::address_v6(address).is_v4_mapped(); }

Address cleared_after(int prefix, Address address) {
  for (int byte = 0; byte < static_cast<int>(address.size()); ++byte) {
    const int kept = std::clamp(prefix - 8 * byte, 0, 8);
    address[static_cast<std::size_t>(byte)] &= static_cast<unsigned char>(0xFF00 >> kept);
  }
  return address;
}

}  // namespace

std::optional<Address> address_from(std::string_view text) {
  boost::system::error_code failed;
  const auto address = ip::make_address(std::string(text), failed);
  if (failed) return std::nullopt;
  return address.is_v6() ? address.to_v6().to_bytes()
                         : ip::make_address_v6(ip::v4_mapped, address.to_v4()).to_bytes();
}

std::string to_text(const Address& address) {
  const ip::address_v6 whole(address);
  return whole.is_v4_mapped() ? ip::make_address_v4(ip::v4_mapped, whole).to_string() : whole.to_string();
}

std::string counted_as(std::string_view address) {
  const auto known = address_from(address);
  if (!known || is_v4(*known)) return std::string(address);
  return to_text(AddressRange{cleared_after(subscriber_bits, *known), subscriber_bits});
}

bool AddressRange::contains(const Address& address) const { return cleared_after(prefix, address) == first; }

std::optional<AddressRange> range_from(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto first = address_from(text.substr(0, slash));
  if (!first) return std::nullopt;
  if (slash == std::string_view::npos) return AddressRange{*first, all_bits};
  const int before = is_v4(*first) && text.find(':') == std::string_view::npos ? mapped_bits : 0;
  const std::string_view digits = text.substr(slash + 1);
  unsigned bits = 0;
  const auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
  if (wrong != std::errc{} || end != digits.data() + digits.size() || bits > unsigned(all_bits - before))
    return std::nullopt;
  const int prefix = before + static_cast<int>(bits);
  return AddressRange{cleared_after(prefix, *first), prefix};
}

std::string to_text(const AddressRange& range) {
  if (range.prefix == all_bits) return to_text(range.first);
  const int before = is_v4(range.first) && range.prefix >= mapped_bits ? mapped_bits : 0;
  return to_text(range.first) + "/" + std::to_string(range.prefix - before);
}

}  // namespace steward::net
