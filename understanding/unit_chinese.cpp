// "3栋2单元501", "12#2103", "三号楼二单元五零一", "A座1203", "10座15樓C室", "12樓之3".

#include "understanding/unit_parts.hpp"

namespace steward::understanding {

namespace {

constexpr CharSet separators(U" -,的");
constexpr Words entrance_marks{U"单元", U"單元"}, weak_entrance_marks{U"门", U"梯", U"-"};
constexpr Words floor_marks{U"楼", U"层", U"/f", U"f"};

bool begins_part(char32_t c) {
  static constexpr CharSet numerals(U"零一二三四五六七八九十");
  return is_digit(c) || is_latin(c) || numerals.has(c);
}

// What stands behind a building that is marked weakly ("3楼", "3号"): only with an entrance or a room is it
// one.
bool a_room_follows(Cursor cursor) {
  static constexpr Words marks{U"单元", U"门", U"梯", U"室", U"房", U"户", U"楼", U"层"};
  static constexpr Words measures{U"块", U"元", U"年", U"分", U"点", U":", U"度", U"号楼"};
  cursor.skip(separators);
  const auto number = cursor.take_numeral();
  if (!number) return is_latin(cursor.peek()) && !is_latin(cursor.peek(1)) && !is_word_char(cursor.peek(1));
  if (cursor.take_any(marks)) return true;
  return number->digits >= 3 && !cursor.take_any(measures);
}

bool take_building_mark(Cursor& cursor) {
  static constexpr Words marks{U"号楼", U"号栋", U"号幢", U"号座", U"栋楼", U"栋", U"幢", U"座"};
  static constexpr Words weak_marks{U"楼", U"号"};
  cursor.skip_spaces();
  if (cursor.take_any(marks)) return true;
  if (cursor.peek() == U'#') {
    cursor.go(cursor.at() + 1);
    cursor.take(U"楼");
    return true;
  }
  Cursor weak = cursor;
  if (!weak.take_any(weak_marks) || !a_room_follows(weak)) return false;
  cursor.go(weak.at());
  return true;
}

// "一栋楼", "两座" count buildings, unless more of an address follows.
bool only_counts(const Cursor& name, const Cursor& behind) {
  const bool counts = name.peek() == U'一' || name.peek() == U'两' || name.peek() == U'几';
  return counts && !a_room_follows(behind);
}

bool take_building(Cursor& cursor, UnitParts& parts) {
  Cursor ahead = cursor;
  const bool is_letter_first = is_latin(ahead.peek());
  auto name = take_part_name(ahead);
  if (!name || (is_letter_first && name->size() > 3)) return false;
  if (!take_building_mark(ahead) || only_counts(cursor, ahead)) return false;
  parts.building = *name;
  cursor.go(ahead.at());
  return true;
}

bool take_marked(Cursor& cursor, std::string& part, const Words& marks) {
  Cursor ahead = cursor;
  ahead.skip(separators);
  auto name = take_part_name(ahead);
  if (!name) return false;
  ahead.skip_spaces();
  if (!ahead.take_any(marks)) return false;
  part = *name;
  cursor.go(ahead.at());
  return true;
}

bool take_entrance(Cursor& cursor, UnitParts& parts) {
  Cursor ahead = cursor;
  if (take_marked(ahead, parts.entrance, entrance_marks)) {
    cursor.go(ahead.at());
    return true;
  }
  std::string entrance;
  if (parts.building.empty() || !take_marked(ahead, entrance, weak_entrance_marks)) return false;
  if (!begins_part(ahead.peek())) return false;  // a "2号楼3门" alone is a door
  parts.entrance = entrance;
  cursor.go(ahead.at());
  return true;
}

// "15楼", "12层", "12f", "12/f".
bool take_floor(Cursor& cursor, UnitParts& parts) { return take_marked(cursor, parts.floor, floor_marks); }

bool take_room_behind_floor(Cursor& cursor, UnitParts& parts) {
  static constexpr Words marks{U"号", U"室"};
  Cursor ahead = cursor;
  if (ahead.take(U"之")) {  // Taiwan: the third flat of the twelfth floor
    const auto number = ahead.take_numeral();
    if (!number) return false;
    parts.room = parts.floor + "-" + std::to_string(number->value);
    parts.floor.clear();
    ahead.take_any(marks);
    cursor.go(ahead.at());
    return true;
  }
  return false;
}

bool take_room(Cursor& cursor, UnitParts& parts) {
  static constexpr Words marks{U"室", U"号房", U"房间", U"房", U"户", U"单位", U"号"};
  if (!parts.floor.empty() && take_room_behind_floor(cursor, parts)) return true;
  Cursor ahead = cursor;
  ahead.skip(separators);
  const size_t from = ahead.at();
  const auto name = take_part_name(ahead);
  if (!name) return false;
  Cursor behind = ahead;
  behind.skip_spaces();
  const bool is_marked = behind.take_any(marks);
  const bool is_full = ahead.at() - from >= 3 && ahead.at() - from <= 5;
  const bool is_letter = !parts.floor.empty() && name->size() == 1 && (*name)[0] >= 'A';
  if (!is_marked && !is_full && !is_letter) return false;
  if (!is_marked && (is_word_char(ahead.peek()) || ahead.peek() == U':' || ahead.peek() == U'点'))
    return false;
  parts.room = *name;
  cursor.go(is_marked ? behind.at() : ahead.at());
  return true;
}

}  // namespace

std::optional<UnitParts> take_chinese_unit(Cursor& cursor) {
  Cursor ahead = cursor;
  UnitParts parts;
  const bool has_building = take_building(ahead, parts);
  const bool has_entrance = take_entrance(ahead, parts);
  const size_t before_floor = ahead.at();
  const bool has_floor = take_floor(ahead, parts);
  const bool has_room = take_room(ahead, parts);
  if (has_floor && !has_room) {
    ahead.go(before_floor);
    parts.floor.clear();
  }
  if (!has_building && !has_entrance && !(has_floor && has_room)) return std::nullopt;
  cursor.go(ahead.at());
  return parts;
}

}  // namespace steward::understanding
