// Units without words: "3-2-501", "A-1203", "10-15C", "A1203", and a bare "501" where it can only be a room.

#include <algorithm>
#include <vector>

#include "understanding/unit_parts.hpp"

namespace steward::understanding {

namespace {

struct Segment {
  std::string name;
  size_t digits = 0;
  bool has_letter = false;
  bool is_letter_first = false;
};

std::optional<Segment> take_segment(Cursor& cursor) {
  Segment segment{.is_letter_first = is_latin(cursor.peek())};
  Cursor ahead = cursor;
  const auto name = take_part_name(ahead);
  if (!name || is_word_char(ahead.peek())) return std::nullopt;
  segment.name = *name;
  segment.digits = static_cast<size_t>(
      std::count_if(name->begin(), name->end(), [](char c) { return c >= '0' && c <= '9'; }));
  segment.has_letter = segment.digits < name->size();
  cursor.go(ahead.at());
  return segment;
}

bool is_year(const Segment& segment) {
  return segment.digits == 4 && (segment.name.starts_with("20") || segment.name.starts_with("19"));
}

// A room is three or four digits, or a floor with a letter; anything shorter is a date, a score, a range of
// hours.
bool can_be_room(const Segment& segment) {
  if (segment.is_letter_first) return false;
  return segment.has_letter ? segment.digits >= 1 && segment.digits <= 4
                            : segment.digits == 3 || segment.digits == 4;
}

bool can_be_unit(const std::vector<Segment>& segments, char32_t separator) {
  if (segments.size() < 2 || segments.size() > 4 || !can_be_room(segments.back())) return false;
  for (size_t i = 0; i + 1 < segments.size(); ++i)
    if (segments[i].digits > 3 || segments[i].name.size() > 3) return false;
  if (separator != U'-' && is_year(segments.back())) return false;
  return separator == U'-' || segments.size() >= 3;
}

bool is_separator(char32_t c) { return c == U'-' || c == U'/' || c == U' ' || c == U'.'; }

// "a1203": only the first letters, which buildings have and error codes of appliances have not.
std::optional<UnitParts> take_letter_and_room(Cursor& cursor) {
  static constexpr CharSet provinces(U"京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼");
  if (provinces.has(cursor.before())) return std::nullopt;  // a number plate
  const char32_t letter = cursor.peek();
  if (letter < U'a' || letter > U'd') return std::nullopt;
  Cursor ahead = cursor;
  ahead.go(ahead.at() + 1);
  const auto number = ahead.take_digits();
  if (!number || number->digits < 3 || number->digits > 4 || is_word_char(ahead.peek())) return std::nullopt;
  cursor.go(ahead.at());
  return UnitParts{.building = std::string(1, static_cast<char>(letter - 32)),
                   .room = std::to_string(number->value)};
}

// What makes of a number a sum, a date, a time, a count or a model.
bool is_a_measure(const Cursor& behind) {
  static constexpr CharSet measures(
      U"元块圆钱个天次年月日分点时秒度米平人瓦兆折%线路公斤毫升台件只张条袋箱万千百多左以:/+胶");
  static constexpr Words measures_in_english{
      U"yuan", U"rmb",     U"hkd",     U"usd",   U"dollars", U"dollar",  U"times", U"people", U"sqm",
      U"days", U"minutes", U"degrees", U"volts", U"kg",      U"percent", U"bucks", U"per",    U"a"};
  if (behind.peek() == U'.') return is_digit(behind.peek(1));
  if (behind.sees(U"户") && behind.peek(1) != U'的') return true;
  Cursor unit = behind;
  unit.skip_spaces();
  return unit.take_any_word(measures_in_english) || measures.has(behind.peek());
}

// What a Chinese sentence says before a room; anywhere else a number in it is something else.
constexpr CharSet before_room(U"我是住家在到户号房为成报帮去壁面上下楼去给这");
constexpr CharSet before_other_numbers(U"-./$¥+:#");

bool may_stand_before_room(const Cursor& cursor) {
  const char32_t c = cursor.before();
  if (is_cjk(c)) return before_room.has(c);
  return !is_word_char(c) && !before_other_numbers.has(c);
}

// Numbers everybody dials.
bool is_emergency_number(const std::string& name) {
  constexpr std::string_view known[] = {"110", "119", "120", "122", "999", "911", "112", "400"};
  return std::find(std::begin(known), std::end(known), name) != std::end(known);
}

}  // namespace

std::optional<UnitParts> take_hyphenated_unit(Cursor& cursor) {
  if (is_word_char(cursor.before()) || cursor.before() == U'-') return std::nullopt;
  if (auto unit = take_letter_and_room(cursor)) return unit;
  Cursor ahead = cursor;
  std::vector<Segment> segments;
  char32_t separator = 0;
  while (segments.size() < 5) {
    const auto segment = take_segment(ahead);
    if (!segment) break;
    segments.push_back(*segment);
    if (!is_separator(ahead.peek()) || (separator != 0 && ahead.peek() != separator)) break;
    if (!is_word_char(ahead.peek(1))) break;
    separator = ahead.peek();
    ahead.go(ahead.at() + 1);
  }
  if (!can_be_unit(segments, separator)) return std::nullopt;
  UnitParts parts;
  for (const Segment& segment : segments) parts.room += (parts.room.empty() ? "" : "-") + segment.name;
  cursor.go(ahead.at());
  return parts;
}

std::optional<UnitParts> take_bare_room(Cursor& cursor) {
  static constexpr Words room_marks{U"室", U"号房", U"房", U"户", U"号"};
  if (!is_digit(cursor.peek()) || !may_stand_before_room(cursor)) return std::nullopt;
  Cursor ahead = cursor;
  const auto name = take_part_name(ahead);
  if (!name || name->size() < 3 || name->size() > 5 || is_word_char(ahead.peek())) return std::nullopt;
  if (name->size() == 5 && name->back() < 'A') return std::nullopt;
  if (name->back() > 'H') return std::nullopt;  // 220V, 404K
  if (name->front() == '0' || ahead.peek() == U'-' || is_a_measure(ahead)) return std::nullopt;
  if (is_emergency_number(*name)) return std::nullopt;
  ahead.take_any(room_marks);
  cursor.go(ahead.at());
  return UnitParts{.room = *name};
}

}  // namespace steward::understanding
