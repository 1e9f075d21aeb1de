#include "net/trusted_proxies.hpp"

#include <algorithm>

namespace steward::net {
namespace {

bool contains(const std::vector<AddressRange>& ranges, const Address& address) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const AddressRange& range) { return range.contains(address); });
}

// Takes the last entry off a list.
std::string_view take_last(std::string_view& list) {
  const std::size_t comma = list.rfind(',');
  const bool is_only = comma == std::string_view::npos;
  std::string_view last = is_only ? list : list.substr(comma + 1);
  list = is_only ? std::string_view{} : list.substr(0, comma);
  while (last.starts_with(' ') || last.starts_with('\t')) last.remove_prefix(1);
  while (last.ends_with(' ') || last.ends_with('\t')) last.remove_suffix(1);
  return last;
}

// Some proxies add the port: "198.51.100.7:4711", "[2001:db8::1]:4711".
std::string_view without_port(std::string_view entry) {
  if (entry.starts_with('[')) return entry.substr(1, std::max<std::size_t>(entry.find(']'), 1) - 1);
  return std::count(entry.begin(), entry.end(), ':') == 1 ? entry.substr(0, entry.find(':')) : entry;
}

}  // namespace

bool TrustedProxies::contains(std::string_view peer) const {
  if (peer == "unix") return unix_socket;
  const auto address = ranges.empty() ? std::nullopt : address_from(peer);
  return address && net::contains(ranges, *address);
}

std::string client_behind(std::string_view proxy, const TrustedProxies& trusted, const Headers& headers) {
  std::string client(proxy);
  for (std::size_t at = headers.size(); at-- > 0;) {
    auto [name, list] = headers[at];
    if (!same_without_case(name, "X-Forwarded-For")) continue;
    while (!list.empty()) {
      const auto address = address_from(without_port(take_last(list)));
      if (!address) return client;
      client = to_text(*address);
      if (!contains(trusted.ranges, *address)) return client;
    }
  }
  return client;
}

}  // namespace steward::net
