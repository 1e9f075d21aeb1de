#pragma once
// What somebody answers in a word or a digit: yes, no, fixed, a score, the second one, an order's number, a
// code.

#include <optional>
#include <string>

#include "domain/features.hpp"
#include "understanding/reading.hpp"

namespace steward::understanding {

domain::Answer find_answer(const Reading& reading);

// 1..5: digits with 分, stars, words; the worst word counts ("还行,就是态度很差").
std::optional<int> find_score(const Reading& reading);
std::optional<int> find_speed(const Text& text);
std::optional<int> find_service(const Text& text);

domain::OptOut find_opt_out(const Text& text);  // the whole message is STOP, 退订, START …
std::optional<int> bare_digit(const Text& text);
std::string bare_code(const Text& text);            // the whole message is a code of six digits
std::string find_order_number(const Text& text);    // 6 letters and digits, upper case
std::optional<int> find_ordinal(const Text& text);  // "第二个", "the second one"

}  // namespace steward::understanding
