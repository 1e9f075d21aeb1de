#pragma once
// What kind a normalised character is of, and sets of characters. Asked for every character of every message,
// and most answers are no: so all of it is inline, and a filter answers before a list is searched.

#include <array>
#include <cstdint>
#include <string_view>

namespace steward::understanding {

constexpr bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }
constexpr bool is_latin(char32_t c) { return c >= U'a' && c <= U'z'; }  // the text is lower-cased
constexpr bool is_word_char(char32_t c) { return is_latin(c) || is_digit(c) || c == U'\''; }
constexpr bool is_space(char32_t c) { return c == U' ' || c == U'\n'; }
constexpr bool is_cjk(char32_t c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2FFFF);
}

// A bit for all characters that end in the same ten bits: "no" is certain, "yes" only means to look closer.
class CharFilter {
 public:
  constexpr void add(char32_t c) { bits_[c / 64 % bits_.size()] |= uint64_t{1} << c % 64; }
  constexpr bool may_have(char32_t c) const { return (bits_[c / 64 % bits_.size()] >> c % 64 & 1) != 0; }

 private:
  std::array<uint64_t, 16> bits_{};
};

// To be kept as a constant: the filter is made once.
class CharSet {
 public:
  constexpr explicit CharSet(std::u32string_view characters) : characters_(characters) {
    for (char32_t c : characters) filter_.add(c);
  }
  constexpr bool has(char32_t c) const {
    return filter_.may_have(c) && characters_.find(c) != characters_.npos;
  }

 private:
  std::u32string_view characters_;
  CharFilter filter_;
};

// Digits as Chinese writes them, and the powers of ten that join them to numbers.
inline constexpr CharSet chinese_numerals(U"零一二三四五六七八九十两幺百千");
constexpr bool is_numeral(char32_t c) { return is_digit(c) || chinese_numerals.has(c); }

}  // namespace steward::understanding
