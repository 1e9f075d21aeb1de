#include "channels/retry_after.hpp"

#include <charconv>

namespace steward::channels {

std::optional<std::chrono::seconds> retry_after(std::string_view header) {
  std::int32_t seconds = 0;
  const auto [end, error] = std::from_chars(header.data(), header.data() + header.size(), seconds);
  if (error != std::errc() || end != header.data() + header.size() || seconds < 0) return std::nullopt;
  return std::chrono::seconds(seconds);
}

}  // namespace steward::channels
