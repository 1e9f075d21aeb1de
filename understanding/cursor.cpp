#include "understanding/cursor.hpp"

namespace steward::understanding {

namespace {

int chinese_digit(char32_t c) {
  switch (c) {
    case U'零': return 0;
    case U'一':
    case U'幺': return 1;
    case U'二':
    case U'两': return 2;
    case U'三': return 3;
    case U'四': return 4;
    case U'五': return 5;
    case U'六': return 6;
    case U'七': return 7;
    case U'八': return 8;
    case U'九': return 9;
    default: return -1;
  }
}

int chinese_power(char32_t c) {
  switch (c) {
    case U'十': return 10;
    case U'百': return 100;
    case U'千': return 1000;
    default: return 0;
  }
}

}  // namespace

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
