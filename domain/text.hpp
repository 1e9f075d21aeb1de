#pragma once
// Small things about UTF-8 text. Input has been checked to be valid where it came in; broken bytes count as
// one each.

#include <string>
#include <string_view>

namespace steward::domain {

// The code point at the front and how many bytes it takes; at least one where there is any.
struct CodePoint {
  char32_t value = 0;
  size_t bytes = 0;
};
CodePoint first_code_point(std::string_view text);

template <class Visit>
void each_code_point(std::string_view text, const Visit& visit) {
  while (!text.empty()) {
    const CodePoint point = first_code_point(text);
    visit(point.value);
    text.remove_prefix(point.bytes);
  }
}

size_t length_of(std::string_view text);
// At most `limit` code points, with an ellipsis where something was left out; line breaks become spaces.
std::string shortened(std::string_view text, size_t limit);
// "陈晓明" -> "陈"; for names shown to others.
std::string first_of(std::string_view text);
bool contains(std::string_view text, std::string_view part);
std::string digits_of(std::string_view text);

}  // namespace steward::domain
