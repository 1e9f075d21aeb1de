#pragma once
// What somebody probably meant to write.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::app {

// The nearest of the known words, if it is near enough to be a slip of the pen.
std::optional<std::string> nearest(std::string_view written, const std::vector<std::string>& known);

// `; did you mean "listen"?` or nothing.
std::string did_you_mean(std::string_view written, const std::vector<std::string>& known);

// `one of "a", "b" or "c"`.
std::string one_of(const std::vector<std::string>& words);

}  // namespace steward::app
