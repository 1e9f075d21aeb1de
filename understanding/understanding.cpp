#include "understanding/understanding.hpp"

#include <algorithm>

#include "understanding/compiled_lexicon.hpp"
#include "understanding/language.hpp"
#include "understanding/matters.hpp"
#include "understanding/names.hpp"
#include "understanding/phones.hpp"
#include "understanding/reading.hpp"
#include "understanding/short_answers.hpp"
#include "understanding/staff_words.hpp"
#include "understanding/times.hpp"
#include "understanding/units.hpp"

namespace steward::understanding {

namespace {

using domain::Answer;
using domain::Features;
using domain::Intent;
using domain::LocalTime;

constexpr size_t longest_fragment = 10;  // ideographs, or three words

void add_marks(const Reading& reading, Features& features) {
  features.is_urgent = reading.has(Mark::urgent);
  features.is_again = reading.has(Mark::again);
  features.is_another = reading.has(Mark::another);
  features.is_correction = reading.has(Mark::correction);
  features.is_major = reading.has(Mark::major);
  features.asks_who_we_are = reading.has(Mark::who_we_are);
  features.asks_to_bind = reading.has(Mark::bind);
  features.asks_to_let_in = reading.has(Mark::let_in);
  features.asks_to_put_out = reading.has(Mark::put_out);
  features.declines_follow_up = reading.has(Mark::no_follow_up);
  features.is_at_home_now = reading.has(Mark::at_home_now) && !reading.has(Mark::not_at_home);
}

void add_people(const Reading& reading, const std::vector<FoundPhone>& phones, Features& features) {
  if (!phones.empty()) features.phone = phones.back().digits;
  features.name = find_name(reading, phones);
  features.person_named = find_person_named(reading);
  features.relative = find_relative(reading);
}

void add_short_answers(const Reading& reading, Features& features) {
  const Text& text = reading.text();
  features.answer = find_answer(reading);
  features.score = find_score(reading);
  features.speed = find_speed(reading.text());
  features.service = find_service(reading.text());
  features.opt_out = find_opt_out(text);
  features.bare_digit = bare_digit(text);
  features.code = bare_code(text);
  features.order_number = find_order_number(text);
  features.ordinal = find_ordinal(text);
}

void add_staff_words(const Reading& reading, const std::vector<FoundUnit>& units, Features& features) {
  StaffWords words = find_staff_words(reading, units);
  features.verb = words.verb;
  features.minutes = words.minutes;
  features.note = std::move(words.note);
}

// A fault is often told with its time ("昨晚开始漏水", "现在没水"): that is no time to come.
bool is_time_to_come(const Reading& reading, const FoundWindow& found, LocalTime written_at,
                     const Features& features) {
  const Intent intent = features.main().intent;
  const bool tells = intent == Intent::repair || intent == Intent::complaint || intent == Intent::urge;
  if (!tells || features.main().trade.empty()) return true;
  if (reading.has(Mark::may_come)) return !found.is_now || features.is_at_home_now;
  const domain::TimeWindow& window = found.window;
  if (found.is_now || (window.to && *window.to <= written_at)) return false;
  return intent != Intent::complaint && window.from && *window.from > written_at;
}

void add_window(const Reading& reading, const std::optional<FoundWindow>& found, LocalTime written_at,
                Features& features) {
  if (found && is_time_to_come(reading, *found, written_at, features)) features.window = found->window;
  if (!reading.has(Mark::any_time)) return;
  if (!features.window) features.window.emplace();
  const bool has_hours = features.window->from || features.window->time_from;
  if (!has_hours) features.window->any = true;
}

bool has_letters(const Text& text) { return text.cjk > 0 || text.latin_words > 0; }
bool has_digits(const Text& text) { return std::any_of(text.chars.begin(), text.chars.end(), is_digit); }

bool says_anything_else(const Features& features) {
  return !features.phone.empty() || !features.name.empty() || features.window || features.score ||
         features.answer != Answer::none || features.bare_digit || !features.code.empty() ||
         !features.order_number.empty() || features.ordinal || !features.main().unit.empty() ||
         features.is_correction || features.asks_who_we_are || features.asks_to_bind ||
         features.asks_to_let_in || features.asks_to_put_out || features.declines_follow_up ||
         features.is_at_home_now || features.is_urgent;
}

// Short, and without a word that says what is the matter: a thing or a place alone, or nothing known at all.
bool is_fragment(const Reading& reading, const Features& features) {
  const Text& text = reading.text();
  if (features.is_empty_talk || says_anything_else(features)) return false;
  if (reading.has(Mark::fault) || reading.has(Mark::asks_for_work) || reading.has(Mark::question))
    return false;
  const bool is_guess = features.main().intent == Intent::other || features.main().confidence <= 0.3;
  return is_guess && text.cjk <= longest_fragment && text.latin_words <= 3;
}

}  // namespace

Features Understanding::understand(std::string_view message, domain::LocalTime written_at) const {
  const Text text = lexicon_.compiled->read(message);
  const std::vector<FoundPhone> phones = find_phones(text);
  std::vector<Span> taken;
  for (const FoundPhone& phone : phones) taken.push_back(phone.span);
  const std::vector<FoundUnit> units = find_units(text, taken);
  for (const FoundUnit& unit : units) taken.push_back(unit.span);
  const Reading reading(text, *lexicon_.compiled, taken);

  Features features;
  features.language = find_language(text);
  features.is_whole_sentence = is_whole_sentence(text, features.language);
  features.matters = find_matters(reading, units);
  add_marks(reading, features);
  features.is_correction |= denies_unit(text, units);
  add_window(reading, find_window(text, taken, written_at), written_at, features);
  add_people(reading, phones, features);
  add_short_answers(reading, features);
  add_staff_words(reading, units, features);
  features.is_empty_talk = reading.has(Mark::empty_talk) || (!has_letters(text) && !has_digits(text));
  features.is_fragment = is_fragment(reading, features);
  return features;
}

}  // namespace steward::understanding
