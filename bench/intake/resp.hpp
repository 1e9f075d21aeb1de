#pragma once
// The wire form of Redis, as far as finding where a command or a reply ends.

#include <string_view>

namespace steward::bench {

// The size of the first command or reply in `bytes`; 0 when it is not complete.
size_t resp_size(std::string_view bytes);

}  // namespace steward::bench
