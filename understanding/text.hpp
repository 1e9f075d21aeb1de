#pragma once
// A message made comparable: valid UTF-8, one width, one case, Simplified characters, regional words
// replaced. Every normalised character knows where it stood, so that what is quoted is quoted as it was
// written.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

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

  size_t size() const { return chars.size(); }
  char32_t operator[](size_t i) const { return i < chars.size() ? chars[i] : 0; }
  std::u32string_view view() const { return chars; }
  std::string_view quote(Span span) const;
};

bool is_digit(char32_t c);
bool is_latin(char32_t c);      // lower case letters: the text is lower-cased
bool is_word_char(char32_t c);  // letters, digits and the apostrophe inside a word
bool is_cjk(char32_t c);
bool is_space(char32_t c);

std::u32string to_utf32(std::string_view utf8);  // invalid bytes become U+FFFD
void append_utf8(std::string& out, char32_t c);
std::string to_utf8(std::u32string_view text);

}  // namespace steward::understanding
