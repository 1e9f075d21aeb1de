#include "understanding/text.hpp"

#include <algorithm>

#include "understanding/utf8.hpp"

namespace steward::understanding {

std::string_view Text::quote(Span span) const {
  if (span.begin >= span.end || span.end > size()) return {};
  const size_t from = at[span.begin], to = std::max(at[span.begin], at[span.end]);
  std::string_view quoted = std::string_view(original).substr(from, to - from);
  while (!quoted.empty() && quoted.front() == ' ') quoted.remove_prefix(1);
  while (!quoted.empty() && quoted.back() == ' ') quoted.remove_suffix(1);
  return quoted;
}

size_t Text::find(std::u32string_view word, size_t from) const {
  for (char32_t c : word)
    if (!held.may_have(c)) return std::u32string_view::npos;
  return view().find(word, from);
}

std::u32string to_utf32(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) out.push_back(next_code_point(utf8, i));
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

std::string to_utf8(std::u32string_view text) {
  std::string out;
  for (char32_t c : text) append_utf8(out, c);
  return out;
}

}  // namespace steward::understanding
