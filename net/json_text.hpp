#pragma once
// A text as a JSON string: for log lines and problem answers, which are too plain to need a library.

#include <string>
#include <string_view>

namespace steward::net {

// With its quotes. Control characters are escaped, broken UTF-8 becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

}  // namespace steward::net
