#pragma once
// Walking through a normalised text: what the grammars are written in.

#include <algorithm>
#include <optional>
#include <string_view>

#include "understanding/text.hpp"
#include "understanding/words.hpp"

namespace steward::understanding {

struct Numeral {
  int value = 0;
  size_t digits = 0;  // as many digits or Chinese numerals as were written
  bool is_chinese = false;
  bool has_power = false;  // said with ten, hundred or thousand
};

class Cursor {
 public:
  Cursor(const Text& text, size_t at) : text_(&text), at_(at) {}

  size_t at() const { return at_; }
  void go(size_t at) { at_ = at; }
  char32_t peek(size_t ahead = 0) const { return (*text_)[at_ + ahead]; }
  char32_t before() const { return at_ == 0 ? 0 : (*text_)[at_ - 1]; }
  bool is_done() const { return at_ >= text_->size(); }

  bool sees(std::u32string_view word) const {
    return peek() == word.front() && text_->view().substr(at_).starts_with(word);
  }
  bool take(std::u32string_view word) {
    if (!sees(word)) return false;
    at_ += word.size();
    return true;
  }
  // The first that fits.
  bool take_any(const Words& words) {
    if (!words.may_begin_with(peek())) return false;
    return std::any_of(words.begin(), words.end(), [&](auto word) { return take(word); });
  }
  // An English word, whole.
  bool take_word(std::u32string_view word) {
    return sees(word) && !is_word_char(before()) && !is_latin((*text_)[at_ + word.size()]) && take(word);
  }
  bool take_any_word(const Words& words) {
    if (!words.may_begin_with(peek())) return false;
    return std::any_of(words.begin(), words.end(), [&](auto word) { return take_word(word); });
  }
  void skip(const CharSet& characters) {
    while (characters.has(peek())) ++at_;
  }
  void skip_spaces() {
    while (peek() == U' ') ++at_;
  }

  // "501", "五零一", "二十一"; up to seven digits.
  std::optional<Numeral> take_numeral() {
    if (is_digit(peek())) return take_digits();
    return is_numeral(peek()) ? take_chinese_numeral() : std::nullopt;
  }
  std::optional<Numeral> take_digits();

 private:
  std::optional<Numeral> take_chinese_numeral();

  const Text* text_;
  size_t at_;
};

}  // namespace steward::understanding
