#include "understanding/units.hpp"

#include <algorithm>

#include "understanding/unit_parts.hpp"

namespace steward::understanding {

namespace {

bool is_taken(size_t at, const std::vector<Span>& taken, size_t& behind) {
  for (const Span& span : taken) {
    if (at < span.begin || at >= span.end) continue;
    behind = span.end;
    return true;
  }
  return false;
}

bool can_begin_unit(char32_t c) {
  static constexpr CharSet numerals(U"零一二三四五六七八九十两");
  return is_digit(c) || is_latin(c) || numerals.has(c);
}

// Inside a number or a word nothing begins.
bool is_inside_word(const Text& text, size_t i) {
  if (i == 0) return false;
  if (is_word_char(text[i])) return is_word_char(text[i - 1]);
  return can_begin_unit(text[i - 1]) && !is_latin(text[i - 1]) && !is_digit(text[i - 1]);
}

// All but what English words begin with begins with a number or a letter by itself.
std::optional<UnitParts> take_unit(Cursor& cursor) {
  if (is_latin(cursor.peek()) && is_latin(cursor.peek(1))) return take_english_unit(cursor);
  if (auto parts = take_chinese_unit(cursor)) return parts;
  if (auto parts = take_hyphenated_unit(cursor)) return parts;
  if (auto parts = take_english_unit(cursor)) return parts;
  return take_bare_room(cursor);
}

bool is_denied(const Text& text, const Span& span) {
  static constexpr Words denials{U"不是",   U"不是我",  U"not ", U"isn't ",
                                 U"而不是", U"not in ", U"不在", U"不住"};
  const std::u32string_view before = text.view().substr(0, span.begin);
  return std::any_of(denials.begin(), denials.end(), [&](auto word) { return before.ends_with(word); });
}

}  // namespace

std::vector<FoundUnit> find_units(const Text& text, const std::vector<Span>& taken) {
  std::vector<FoundUnit> units;
  for (size_t i = 0; i < text.size();) {
    size_t behind = 0;
    if (is_taken(i, taken, behind)) {
      i = behind;
      continue;
    }
    if (!can_begin_unit(text[i]) || is_inside_word(text, i)) {
      ++i;
      continue;
    }
    Cursor cursor(text, i);
    if (const auto parts = take_unit(cursor)) units.push_back({parts->canonical(), {i, cursor.at()}});
    i = std::max(i + 1, cursor.at());
  }
  return units;
}

bool denies_unit(const Text& text, const std::vector<FoundUnit>& units) {
  return units.size() > 1 &&
         std::any_of(units.begin(), units.end(), [&](const FoundUnit& u) { return is_denied(text, u.span); });
}

const FoundUnit* meant_unit(const Text& text, const std::vector<FoundUnit>& units) {
  const FoundUnit* best = nullptr;
  for (const FoundUnit& found : units) {
    if (is_denied(text, found.span)) continue;
    const auto parts = [](const FoundUnit& u) { return std::count(u.unit.begin(), u.unit.end(), '-'); };
    if (best == nullptr || parts(found) > parts(*best)) best = &found;
  }
  return best;
}

}  // namespace steward::understanding
