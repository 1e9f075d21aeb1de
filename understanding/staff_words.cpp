#include "understanding/staff_words.hpp"

#include <algorithm>

#include "understanding/cursor.hpp"

namespace steward::understanding {

namespace {

using domain::StaffVerb;

// In the order in which they are looked for; those of storms are whole messages. "代报 …漏水修好了" reports,
// "没配件，修不了" holds.
struct Row {
  Mark mark;
  StaffVerb verb;
};
constexpr Row by_mark[] = {
    {Mark::calls_storm_off, StaffVerb::call_storm_off},
    {Mark::calls_typhoon, StaffVerb::call_typhoon},
    {Mark::calls_rainstorm, StaffVerb::call_rainstorm},
    {Mark::reports_for, StaffVerb::report_for},
    {Mark::who_is_on, StaffVerb::ask_who_is_on},
    {Mark::swaps_shifts, StaffVerb::swap_shifts},
    {Mark::not_ours, StaffVerb::not_ours},
    {Mark::calls_off, StaffVerb::cancel},
    {Mark::names_measure, StaffVerb::measure},
    {Mark::holds, StaffVerb::hold},
    {Mark::resumes, StaffVerb::resume},
    {Mark::declines, StaffVerb::decline},
    {Mark::finishes, StaffVerb::finish},
    {Mark::steps_away, StaffVerb::step_away},
    {Mark::arrives, StaffVerb::arrive},
    {Mark::accepts, StaffVerb::accept},
    {Mark::on_the_way, StaffVerb::accept},
    {Mark::comes_back, StaffVerb::come_back},
};

constexpr CharSet soft(U" ,;.!?~:的了啊吧呢哦-\n"), ends(U" ,;.!~");

std::string trimmed_quote(const Text& text, Span span) {
  while (span.begin < span.end && soft.has(text[span.begin])) ++span.begin;
  while (span.end > span.begin && ends.has(text[span.end - 1])) --span.end;
  return std::string(text.quote(span));
}

bool is_blank(const Text& text, Span span) {
  while (span.begin < span.end && soft.has(text[span.begin])) ++span.begin;
  return span.empty();
}

// Everything but the unit: the reason is the whole sentence ("缺配件，明天到货").
std::string without_unit(const Text& text, const std::vector<FoundUnit>& units) {
  Span rest{0, text.size()};
  if (!units.empty() && units.front().span.begin == 0) rest.begin = units.front().span.end;
  return trimmed_quote(text, rest);
}

// Behind the verb; where nothing stands behind it, what stands before ("换了龙头，501好了"). The unit is no
// part of it.
std::string around_verb(const Text& text, Span verb, const std::vector<FoundUnit>& units) {
  Span behind{verb.end, text.size()}, before{0, verb.begin};
  for (const FoundUnit& unit : units) {
    if (unit.span.begin >= verb.end && is_blank(text, {verb.end, unit.span.begin}))
      behind.begin = unit.span.end;
    if (unit.span.begin == 0)
      before.begin = std::min(unit.span.end, verb.begin);
    else if (unit.span.end <= verb.begin)
      before.end = std::min(before.end, unit.span.begin);
  }
  const std::string note = trimmed_quote(text, behind);
  return note.empty() ? trimmed_quote(text, before) : note;
}

// Of what is done, the verb belongs to what it is said of: "换好了灯", "灯修好了"; alone it says nothing.
std::string what_was_done(const Text& text, Span verb, const std::vector<FoundUnit>& units) {
  Span said = verb;
  const size_t clause = text.clauses[verb.begin];
  while (said.begin > 0 && text.clauses[said.begin - 1] == clause) --said.begin;
  while (said.end < text.size() && text.clauses[said.end] == clause) ++said.end;
  for (const FoundUnit& unit : units) {
    if (unit.span.end <= verb.begin) said.begin = std::max(said.begin, unit.span.end);
    if (unit.span.begin >= verb.end) said.end = std::min(said.end, unit.span.begin);
  }
  const bool says_what = !is_blank(text, {said.begin, verb.begin}) || !is_blank(text, {verb.end, said.end});
  const bool says_more = said.end < text.size() && !is_blank(text, {said.end, text.size()});
  return says_what && !says_more ? trimmed_quote(text, said) : around_verb(text, verb, units);
}

// "找电信 10000", "打95598", "call China Telecom 10000".
std::string whom_to_call(const Text& text, Span verb, const std::vector<FoundUnit>& units) {
  static constexpr Words calls{U"联系", U"找",   U"打",    U"拨",       U"请",
                               U"归",   U"属于", U"call ", U"contact ", U"ask "};
  for (std::u32string_view word : calls) {
    const size_t at = text.find(word, verb.begin);
    if (at != word.npos && at + word.size() < text.size())
      return trimmed_quote(text, {at + word.size(), text.size()});
  }
  return around_verb(text, verb, units);
}

struct Minutes {
  int count = 0;
  Span span;
};

// "30分钟到", "半小时后到", "一个小时左右", "be there in 20 minutes".
std::optional<Minutes> minutes_in(const Text& text) {
  static constexpr Words half_hour{U"半个小时", U"半小时", U"半个钟", U"half an hour", U"half hour"};
  static constexpr Words quarter{U"一刻钟", U"a quarter of an hour"}, hour{U"an hour"};
  static constexpr Words more_or_less{U"来", U"多"}, behind_half{U"小时", U"钟头", U"钟"};
  static constexpr Words minutes{U"分钟", U"分", U"minutes", U"minute", U"mins", U"min", U"m "};
  static constexpr Words hours{U"小时", U"钟头", U"钟", U"hours", U"hour", U"hrs", U"hr"};
  for (size_t i = 0; i < text.size(); ++i) {
    Cursor cursor(text, i);
    const auto found = [&](int count) { return Minutes{count, {i, cursor.at()}}; };
    if (is_word_char(cursor.before())) continue;
    if (cursor.take_any(half_hour)) return found(30);
    if (cursor.take_any(quarter)) return found(15);
    if (cursor.take_any(hour)) return found(60);
    const auto number = cursor.take_numeral();
    if (!number || number->value < 1 || number->value > 600) continue;
    cursor.skip_spaces();
    const bool has_half = cursor.take(U"个半");
    if (has_half && cursor.take_any(behind_half)) return found(number->value * 60 + 30);
    cursor.take_any(more_or_less);
    if (cursor.take_any(minutes)) return found(number->value);
    cursor.take(U"个");
    if (cursor.take_any(hours)) return found(number->value * 60);
  }
  return std::nullopt;
}

bool speaks_of_coming(const Reading& reading) {
  static constexpr Words coming{U"到", U"过去",  U"过来",   U"后",  U"就来", U"左右",
                                U"内", U"there", U"arrive", U"in ", U"eta"};
  if (reading.has(Mark::arrives) || reading.has(Mark::on_the_way) || reading.has(Mark::accepts)) return true;
  return std::any_of(coming.begin(), coming.end(),
                     [&](auto word) { return reading.text().find(word) != word.npos; });
}

// "30 min", "501 半小时": an answer to when they come, as the button is.
bool is_all_there_is(const Text& text, Span minutes, const std::vector<FoundUnit>& units) {
  Span before{0, minutes.begin};
  if (!units.empty() && units.front().span.begin == 0)
    before.begin = std::min(units.front().span.end, before.end);
  return is_blank(text, before) && is_blank(text, {minutes.end, text.size()});
}

}  // namespace

StaffWords find_staff_words(const Reading& reading, const std::vector<FoundUnit>& units) {
  const Text& text = reading.text();
  StaffWords words;
  const auto minutes = minutes_in(text);
  for (const auto& [mark, verb] : by_mark) {
    const Meant* said = reading.find(mark);
    if (said == nullptr || (mark == Mark::finishes && reading.has(Mark::not_fixed))) continue;
    words.verb = verb;
    const bool gives_reason =
        verb == StaffVerb::hold || verb == StaffVerb::decline || verb == StaffVerb::cancel;
    if (verb == StaffVerb::report_for)
      words.note = trimmed_quote(text, {said->span.end, text.size()});
    else if (verb == StaffVerb::not_ours)
      words.note = whom_to_call(text, said->span, units);
    else if (verb == StaffVerb::finish)
      words.note = what_was_done(text, said->span, units);
    else
      words.note = gives_reason ? without_unit(text, units) : around_verb(text, said->span, units);
    break;
  }
  if (words.verb == StaffVerb::step_away && minutes) words.minutes = minutes->count;
  const bool only_comes =
      words.verb == StaffVerb::none || words.verb == StaffVerb::accept || words.verb == StaffVerb::arrive;
  if (minutes && only_comes && (speaks_of_coming(reading) || is_all_there_is(text, minutes->span, units))) {
    words.verb = StaffVerb::eta;
    words.minutes = minutes->count;
    words.note.clear();
  }
  return words;
}

}  // namespace steward::understanding
