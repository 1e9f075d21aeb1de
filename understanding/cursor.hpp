#pragma once
// Walking through a normalised text: what the grammars are written in.

#include <initializer_list>
#include <optional>
#include <string_view>

#include "understanding/text.hpp"

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

  bool sees(std::u32string_view word) const { return text_->view().substr(at_).starts_with(word); }
  bool take(std::u32string_view word);
  bool take_any(std::initializer_list<std::u32string_view> words);  // the first that fits
  // An English word, whole.
  bool take_word(std::u32string_view word);
  bool take_any_word(std::initializer_list<std::u32string_view> words);
  void skip(std::u32string_view characters);
  void skip_spaces() { skip(U" "); }

  // "501", "五零一", "二十一"; up to seven digits.
  std::optional<Numeral> take_numeral();
  std::optional<Numeral> take_digits();

 private:
  std::optional<Numeral> take_chinese_numeral();

  const Text* text_;
  size_t at_;
};

}  // namespace steward::understanding
