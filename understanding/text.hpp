#pragma once
// A message made comparable: valid UTF-8, one width, one case, Simplified characters, regional words
// replaced. Every normalised character knows where it stood, so that what is quoted is quoted as it was
// written.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "understanding/characters.hpp"

namespace steward::understanding {

// Longer messages are read up to here: nobody reports a leak in more.
inline constexpr size_t max_code_points = 4000;

struct Span {
  size_t begin = 0, end = 0;
  bool empty() const { return begin == end; }
  bool holds(const Span& other) const { return begin <= other.begin && other.end <= end; }
  bool touches(const Span& other) const { return begin < other.end && other.begin < end; }
  bool operator==(const Span&) const = default;
};

struct Text {
  std::string original;           // valid UTF-8, as written
  std::u32string chars;           // normalised
  std::vector<uint32_t> at;       // where in `original` each of `chars` begins; one more for the end
  std::vector<uint16_t> clauses;  // the clause each of `chars` belongs to
  size_t traditional = 0, simplified = 0, cantonese = 0;  // characters that tell the script
  size_t cjk = 0, latin_words = 0;
  CharFilter held;  // the characters that are in it

  size_t size() const { return chars.size(); }
  char32_t operator[](size_t i) const { return i < chars.size() ? chars[i] : 0; }
  std::u32string_view view() const { return chars; }
  std::string_view quote(Span span) const;
  // Where the word stands first, from a place on, or npos; a word of characters that the text lacks is not
  // searched for.
  size_t find(std::u32string_view word, size_t from = 0) const;
};

std::u32string to_utf32(std::string_view utf8);  // invalid bytes become U+FFFD
void append_utf8(std::string& out, char32_t c);
std::string to_utf8(std::u32string_view text);

}  // namespace steward::understanding
