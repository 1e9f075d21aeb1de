#include "understanding/cursor.hpp"

namespace steward::understanding {

namespace {

int chinese_digit(char32_t c) {
  constexpr std::u32string_view digits = U"零一二三四五六七八九";
  if (c == U'两') return 2;
  if (c == U'幺') return 1;
  const size_t at = digits.find(c);
  return at == digits.npos ? -1 : static_cast<int>(at);
}

int chinese_power(char32_t c) {
  if (c == U'十') return 10;
  if (c == U'百') return 100;
  if (c == U'千') return 1000;
  return 0;
}

}  // namespace

bool Cursor::take(std::u32string_view word) {
  if (!sees(word)) return false;
  at_ += word.size();
  return true;
}

bool Cursor::take_any(std::initializer_list<std::u32string_view> words) {
  for (std::u32string_view word : words)
    if (take(word)) return true;
  return false;
}

bool Cursor::take_word(std::u32string_view word) {
  if (is_word_char(before()) || !sees(word)) return false;
  if (is_latin((*text_)[at_ + word.size()])) return false;
  at_ += word.size();
  return true;
}

bool Cursor::take_any_word(std::initializer_list<std::u32string_view> words) {
  for (std::u32string_view word : words)
    if (take_word(word)) return true;
  return false;
}

void Cursor::skip(std::u32string_view characters) {
  while (!is_done() && characters.find(peek()) != characters.npos) ++at_;
}

std::optional<Numeral> Cursor::take_digits() {
  Numeral numeral;
  size_t i = at_;
  for (; is_digit((*text_)[i]); ++i, ++numeral.digits) {
    if (numeral.digits == 7) return std::nullopt;
    numeral.value = numeral.value * 10 + static_cast<int>((*text_)[i] - U'0');
  }
  if (numeral.digits == 0) return std::nullopt;
  at_ = i;
  return numeral;
}

std::optional<Numeral> Cursor::take_numeral() {
  if (is_digit(peek())) return take_digits();
  return take_chinese_numeral();
}

// Both ways of saying numbers: by place ("五零一") and by power ("二十一", "一百零三").
std::optional<Numeral> Cursor::take_chinese_numeral() {
  Numeral numeral{.is_chinese = true};
  int sum = 0, last = 0;
  size_t i = at_;
  for (; numeral.digits < 7; ++i, ++numeral.digits) {
    if (const int power = chinese_power((*text_)[i]); power != 0) {
      sum += (last == 0 ? 1 : last) * power;
      last = 0;
      numeral.has_power = true;
    } else if (const int digit = chinese_digit((*text_)[i]); digit >= 0) {
      last = numeral.has_power ? digit : last * 10 + digit;
    } else {
      break;
    }
  }
  if (numeral.digits == 0) return std::nullopt;
  numeral.value = sum + last;
  at_ = i;
  return numeral;
}

}  // namespace steward::understanding
