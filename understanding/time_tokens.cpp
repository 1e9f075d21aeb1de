#include "understanding/time_tokens.hpp"

#include <algorithm>
#include <optional>

#include "understanding/cursor.hpp"
#include "understanding/time_words.hpp"

namespace steward::understanding {

namespace {

constexpr size_t most_tokens = 400;  // far more than anybody says about time

// "2018-7-6", "2018/7/6", "5/3/18" (month first where the year comes last), "12/25", "7.6" is a number.
std::optional<TimeToken> date_in_digits(const Text& text, size_t at) {
  Cursor cursor(text, at);
  int parts[3] = {0, 0, 0};
  size_t digits[3] = {0, 0, 0}, count = 0;
  char32_t separator = 0;
  while (count < 3) {
    const auto number = cursor.take_digits();
    if (!number || number->digits > 4) return std::nullopt;
    parts[count] = number->value;
    digits[count++] = number->digits;
    const char32_t c = cursor.peek();
    if ((c != U'-' && c != U'/' && c != U'.') || !is_digit(cursor.peek(1)) ||
        (separator != 0 && c != separator))
      break;
    separator = c;
    if (count < 3) cursor.go(cursor.at() + 1);
  }
  if (is_word_char(cursor.peek())) return std::nullopt;
  int year = 0, month = 0, day = 0;
  if (count == 3 && digits[0] == 4) {
    year = parts[0];
    month = parts[1];
    day = parts[2];
  } else if (count == 3 && separator == U'/' && (digits[2] == 2 || digits[2] == 4)) {
    year = digits[2] == 2 ? 2000 + parts[2] : parts[2];
    month = parts[0];
    day = parts[1];
  } else if (count == 2 && separator == U'/') {
    month = parts[0];
    day = parts[1];
  }
  if (month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  TimeToken token{.word = TimeWord::date, .value = year * 10000 + month * 100 + day};
  token.span = {at, cursor.at()};
  return token;
}

// "3:30", "17:49:19", "2.30", "15th", "501".
TimeToken number_in_digits(const Text& text, size_t at) {
  static constexpr Words ordinal_ends{U"st", U"nd", U"rd", U"th"};
  Cursor cursor(text, at);
  TimeToken token{.word = TimeWord::number};
  while (is_digit(cursor.peek()) && cursor.at() - at < 9) {
    token.value = token.value * 10 + static_cast<int>(cursor.peek() - U'0');
    cursor.go(cursor.at() + 1);
  }
  while (is_digit(cursor.peek())) cursor.go(cursor.at() + 1), token.value = 999999999;
  token.digits = cursor.at() - at;
  if (cursor.take_any(ordinal_ends) && !is_word_char(cursor.peek())) token.word = TimeWord::ordinal;
  const char32_t point = cursor.peek();
  if (token.digits <= 2 && (point == U':' || point == U'.') && is_digit(cursor.peek(1))) {
    Cursor behind = cursor;
    behind.go(behind.at() + 1);
    const auto minute = behind.take_digits();
    if (minute && minute->value < 60 && (minute->digits == 2 || point == U'.')) {
      token.minute = minute->value;
      token.is_colon = point == U':';
      token.digits = minute->digits == 1 ? 1 : token.digits;
      if (behind.peek() == U':' && is_digit(behind.peek(1))) {
        behind.go(behind.at() + 1);
        behind.take_digits();
      }
      if (minute->digits == 1) token.minute = -1 - minute->value;  // "2.5": a fraction, kept below zero
      cursor = behind;
    }
  }
  token.span = {at, cursor.at()};
  return token;
}

std::optional<TimeToken> chinese_number(const Text& text, size_t at) {
  Cursor cursor(text, at);
  const auto numeral = cursor.take_numeral();
  if (!numeral) return std::nullopt;
  TimeToken token{
      .word = TimeWord::number, .value = numeral->value, .digits = numeral->digits, .is_chinese = true};
  token.is_pair =
      numeral->digits == 2 && !numeral->has_power && numeral->value % 10 == numeral->value / 10 + 1;
  token.span = {at, cursor.at()};
  return token;
}

// "9a.", "7p", "7ampm": a meridiem that is glued to its number.
std::optional<TimeToken> glued_meridiem(const Text& text, size_t at) {
  if (at == 0 || !is_digit(text[at - 1])) return std::nullopt;
  for (std::u32string_view word : {U"ampm", U"a.m.", U"p.m.", U"a.m", U"p.m", U"am", U"pm", U"a", U"p"}) {
    if (!text.view().substr(at).starts_with(word) || is_word_char(text[at + word.size()])) continue;
    TimeToken token{.word = TimeWord::meridiem, .value = word.front() == U'p' || word == U"ampm" ? 1 : 0};
    token.span = {at, at + word.size()};
    return token;
  }
  return std::nullopt;
}

std::optional<TimeToken> glued_unit(const Text& text, size_t at) {
  if (at == 0 || !is_digit(text[at - 1]) || text[at] != U'h' || is_word_char(text[at + 1]))
    return std::nullopt;
  TimeToken token{.word = TimeWord::hours};
  token.span = {at, at + 1};
  return token;
}

size_t end_of_taken(size_t at, const std::vector<Span>& taken) {
  for (const Span& span : taken)
    if (at >= span.begin && at < span.end) return span.end;
  return at;
}

// An English word, or one character.
size_t end_of_word(const Text& text, size_t at) {
  size_t end = at + 1;
  while (is_latin(text[at]) && is_word_char(text[end])) ++end;
  return end;
}

TimeToken token_at(const Text& text, size_t at) {
  if (is_digit(text[at])) {
    if (const auto date = date_in_digits(text, at)) return *date;
    return number_in_digits(text, at);
  }
  if (const auto glued = glued_meridiem(text, at)) return *glued;
  if (const auto unit = glued_unit(text, at)) return *unit;
  const auto word = time_word_at(text, at);
  const auto number = chinese_number(text, at);
  if (number && (!word || word->span.end <= number->span.end)) return *number;
  if (word) return *word;
  TimeToken other{.word = TimeWord::other};
  other.span = {at, end_of_word(text, at)};
  return other;
}

// Twenty and seventh, forty and five: one number.
void join_english_numbers(std::vector<TimeToken>& tokens) {
  for (size_t i = 0; i + 1 < tokens.size();) {
    TimeToken& tens = tokens[i];
    const TimeToken& ones = tokens[i + 1];
    const bool joins = tens.word == TimeWord::number && tens.digits == 0 && tens.value >= 20 &&
                       tens.value % 10 == 0 &&
                       (ones.word == TimeWord::number || ones.word == TimeWord::ordinal) &&
                       ones.digits == 0 && ones.value < 10;
    if (!joins) {
      ++i;
      continue;
    }
    tens.value += ones.value;
    tens.word = ones.word;
    tens.span.end = ones.span.end;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1);
  }
}

}  // namespace

std::vector<TimeToken> time_tokens(const Text& text, const std::vector<Span>& taken) {
  std::vector<TimeToken> tokens;
  const CharFilter& beginnings = beginnings_of_time_words();
  tokens.reserve(std::min(text.size(), most_tokens));
  for (size_t i = 0; i < text.size() && tokens.size() < most_tokens;) {
    if (text[i] == U' ' || text[i] == U'"') {
      ++i;
      continue;
    }
    TimeToken token;
    if (const size_t end = end_of_taken(i, taken); end > i)
      token.span = {i, end};
    else if (is_numeral(text[i]) || beginnings.may_have(text[i]))
      token = token_at(text, i);
    else
      token.span = {i, end_of_word(text, i)};
    if (text[i] == U',') token.word = TimeWord::filler;
    i = token.span.end;
    if (token.word == TimeWord::other && !tokens.empty() && tokens.back().word == TimeWord::other)
      tokens.back().span.end = token.span.end;
    else
      tokens.push_back(token);
  }
  join_english_numbers(tokens);
  return tokens;
}

}  // namespace steward::understanding
