#include "understanding/short_answers.hpp"

#include <algorithm>
#include <array>

#include "understanding/cursor.hpp"

namespace steward::understanding {

namespace {

using domain::Answer;
using domain::OptOut;

Span trimmed(const Text& text) {
  Span whole{0, text.size()};
  static constexpr CharSet edges(U" \n,;.!?~");
  while (whole.begin < whole.end && edges.has(text[whole.begin])) ++whole.begin;
  while (whole.end > whole.begin && edges.has(text[whole.end - 1])) --whole.end;
  return whole;
}

constexpr Words speed_names{U"速度", U"响应", U"快慢", U"效率", U"speed"};
constexpr Words service_names{U"态度", U"服务", U"service", U"attitude"};

// A score of something in particular, and where its digit stands.
struct Rating {
  int score = 0;
  size_t at = 0;
};

// The digit right behind the name: "速度4分", "态度给5", "speed: 3".
std::optional<Rating> rating_behind(const Text& text, size_t begin) {
  static constexpr CharSet joints(U" :是打给得");
  size_t at = begin;
  while (at < text.size() && joints.has(text[at])) ++at;
  Cursor cursor(text, at);
  const auto number = cursor.take_numeral();
  if (!number || number->digits != 1 || number->value < 1 || number->value > 5) return std::nullopt;
  return Rating{number->value, at};
}

std::optional<Rating> rating_of(const Text& text, const Words& names) {
  const std::u32string_view view = text.view();
  for (const std::u32string_view name : names)
    for (size_t at = view.find(name); at != std::u32string_view::npos; at = view.find(name, at + 1))
      if (const auto rating = rating_behind(text, at + name.size())) return rating;
  return std::nullopt;
}

std::optional<int> score_of(const std::optional<Rating>& rating) {
  return rating ? std::optional{rating->score} : std::nullopt;
}

// "5分", "给4星", "打3分", "4/5", "5 stars", "给五颗星", but no rating of something in particular.
std::optional<int> score_in_digits(const Text& text, const std::optional<Rating>& speed,
                                   const std::optional<Rating>& service) {
  static constexpr Words no_score{U"钟", U"之", U"米", U"贝", U"管"};
  static constexpr Words stars{U"星", U"stars", U"star", U"/5", U"out of 5", U"points"};
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_numeral(text[i]) || (speed && speed->at == i) || (service && service->at == i)) continue;
    Cursor cursor(text, i);
    if (is_word_char(cursor.before()) || cursor.before() == U'.') continue;
    const auto number = cursor.take_numeral();
    if (!number || number->digits != 1 || number->value < 1 || number->value > 5) continue;
    cursor.skip_spaces();
    if (cursor.take(U"分") && !cursor.take_any(no_score)) return number->value;
    cursor.take(U"颗");
    if (cursor.take_any(stars)) return number->value;
  }
  return std::nullopt;
}

std::optional<int> count_of_stars(const Text& text) {
  const auto stars = std::count_if(text.chars.begin(), text.chars.end(),
                                   [](char32_t c) { return c == U'⭐' || c == U'★' || c == U'🌟'; });
  if (stars < 1 || stars > 5) return std::nullopt;
  return static_cast<int>(stars);
}

// Crockford's base 32: no I, L, O, U. Letters alone or digits alone are words and sums.
bool is_order_number(std::u32string_view word) {
  size_t letters = 0, digits = 0;
  for (char32_t c : word) {
    if (is_digit(c))
      ++digits;
    else if (is_latin(c) && c != U'i' && c != U'l' && c != U'o' && c != U'u')
      ++letters;
  }
  return letters > 0 && digits > 0 && letters + digits == word.size();
}

std::string upper(std::u32string_view word) {
  std::string out;
  for (char32_t c : word) out += static_cast<char>(is_latin(c) ? c - 32 : c);
  return out;
}

bool follows_number_word(const Text& text, size_t begin) {
  static constexpr Words number_words{U"单号", U"单号:", U"单号 ",  U"单号是",  U"工单",    U"工单 ",
                                      U"编号", U"编号:", U"order ", U"order #", U"ticket ", U"ticket #"};
  const std::u32string_view before = text.view().substr(0, begin);
  return before.ends_with(U'#') || std::any_of(number_words.begin(), number_words.end(),
                                               [&](auto word) { return before.ends_with(word); });
}

}  // namespace

Answer find_answer(const Reading& reading) {
  if (reading.has(Mark::not_fixed)) return Answer::not_fixed;
  if (reading.has(Mark::fixed)) return Answer::fixed;
  if (reading.has(Mark::no)) return Answer::no;
  if (reading.has(Mark::yes)) return Answer::yes;
  return Answer::none;
}

std::optional<int> find_speed(const Text& text) { return score_of(rating_of(text, speed_names)); }
std::optional<int> find_service(const Text& text) { return score_of(rating_of(text, service_names)); }

std::optional<int> find_score(const Reading& reading) {
  const auto speed = rating_of(reading.text(), speed_names),
             service = rating_of(reading.text(), service_names);
  if (const auto digits = score_in_digits(reading.text(), speed, service)) return digits;
  constexpr std::pair<Mark, int> words[] = {
      {Mark::score_1, 1}, {Mark::score_2, 2}, {Mark::score_3, 3}, {Mark::score_4, 4}, {Mark::score_5, 5}};
  for (const auto& [mark, score] : words)
    if (reading.has(mark)) return score;
  if (const auto stars = count_of_stars(reading.text())) return stars;
  if (speed && service) return (speed->score + service->score + 1) / 2;  // whoever says no more than these
  return speed ? score_of(speed) : score_of(service);
}

// Twilio's words (https://help.twilio.com/articles/223134027), and those that carriers in mainland China
// take. 取消 is none: whoever writes it means their order.
OptOut find_opt_out(const Text& text) {
  static constexpr std::u32string_view stops[] = {
      U"stop",    U"stopall", U"unsubscribe", U"cancel", U"end", U"quit", U"revoke",  U"optout",
      U"opt out", U"t",       U"td",          U"n",      U"r",   U"退订", U"回t退订", U"qx"};
  static constexpr std::u32string_view starts[] = {U"start", U"unstop", U"恢复短信", U"恢复订阅"};
  const Span whole = trimmed(text);
  const auto is_it = [said = text.view().substr(whole.begin, whole.end - whole.begin)](auto word) {
    return said == word;
  };
  if (std::any_of(std::begin(stops), std::end(stops), is_it)) return OptOut::stop;
  return std::any_of(std::begin(starts), std::end(starts), is_it) ? OptOut::start : OptOut::none;
}

std::optional<int> bare_digit(const Text& text) {
  const Span whole = trimmed(text);
  if (whole.end - whole.begin != 1 || !is_digit(text[whole.begin])) return std::nullopt;
  return static_cast<int>(text[whole.begin] - U'0');
}

std::string bare_code(const Text& text) {
  static constexpr Words names{U"验证码", U"code"};
  static constexpr CharSet joints(U" :");
  std::string digits;
  const Span whole = trimmed(text);
  Cursor cursor(text, whole.begin);
  if (cursor.take_any(names)) {
    cursor.take(U"是");
    cursor.skip(joints);
  }
  for (size_t i = cursor.at(); i < whole.end; ++i) {
    if (text[i] == U' ' && digits.size() == 3) continue;  // "123 456"
    if (!is_digit(text[i])) return {};
    digits += static_cast<char>(text[i]);
  }
  return digits.size() == 6 ? digits : std::string{};
}

std::string find_order_number(const Text& text) {
  for (size_t i = 0, end = 0; i < text.size(); i = end + 1) {
    end = i;
    while (is_word_char(text[end])) ++end;
    const std::u32string_view word = text.view().substr(i, end - i);
    if (word.size() == 6 && (is_order_number(word) || follows_number_word(text, i))) return upper(word);
  }
  return {};
}

std::optional<int> find_ordinal(const Text& text) {
  static constexpr Words counted{U"个", U"单", U"条", U"项", U"张", U"份"};
  static constexpr Words ordinals{U"first", U"second", U"third", U"fourth", U"fifth"};
  static constexpr Words what{U" one", U" order", U" job"};
  for (size_t at = text.find(U"第"); at < text.size(); at = text.find(U"第", at + 1)) {
    Cursor cursor(text, at + 1);
    const auto number = cursor.take_numeral();
    if (number && number->value >= 1 && number->value <= 20 && cursor.take_any(counted)) return number->value;
  }
  int number = 0;
  for (std::u32string_view word : ordinals) {
    ++number;
    const size_t at = text.find(word);
    if (at == word.npos) continue;
    Cursor behind(text, at + word.size());
    if (behind.is_done() || behind.take_any(what)) return number;
  }
  return std::nullopt;
}

}  // namespace steward::understanding
