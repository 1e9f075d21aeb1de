#include "channels/cloud_signing.hpp"

#include "channels/crypto.hpp"

namespace steward::channels {

std::string hex_sha256(std::string_view text) { return hex(as_text(sha256(text))); }

std::string_view host_of(std::string_view url) {
  if (const size_t scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  return url.substr(0, url.find('/'));
}

std::string utc_second(domain::Instant at) { return domain::iso8601(at, domain::Zone{}).substr(0, 19) + "Z"; }

}  // namespace steward::channels
