#pragma once
// The wire form of Redis, as far as finding where a command or a reply ends.

#include <string_view>

namespace steward::bench {

// The size of the first command or reply in `bytes`; 0 when it is not complete.
size_t resp_size(std::string_view bytes);

// The argument with this number of a complete command, the name being number 0; empty where there is none.
std::string_view resp_argument(std::string_view command, size_t number);

}  // namespace steward::bench
