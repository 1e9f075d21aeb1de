#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace steward::channels {

// The header's form in seconds; a date, or what is no number, says nothing.
std::optional<std::chrono::seconds> retry_after(std::string_view header);

}  // namespace steward::channels
