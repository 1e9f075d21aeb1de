#pragma once
// Reading UTF-8 that may be broken: overlong forms, surrogates and stray bytes become U+FFFD, one for each
// byte.

#include <cstddef>
#include <string_view>

namespace steward::understanding {

inline constexpr char32_t replacement_character = 0xFFFD;

// The code point that begins at `i`; `i` moves behind it. `i` must be inside the text.
char32_t next_code_point(std::string_view utf8, size_t& i);

}  // namespace steward::understanding
