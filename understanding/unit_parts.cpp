#include "understanding/unit_parts.hpp"

#include <algorithm>

namespace steward::understanding {

namespace {

bool is_short_number(const std::string& text) {
  return text.size() <= 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "15" and "C" are 15C, "12" and "03" are 1203; a full number of a room already holds its floor.
std::string room_on_floor(const std::string& floor, const std::string& room) {
  if (floor.empty()) return room;
  if (room.size() == 1 && room[0] >= 'A') return floor + room;
  if (is_short_number(room)) return floor + (room.size() == 1 ? "0" + room : room);
  return room;
}

}  // namespace

std::string UnitParts::canonical() const {
  // "二单元的电梯": there is one in every building.
  if (building.empty() && room.empty() && !entrance.empty()) return "?-" + entrance;
  std::string unit;
  for (const std::string& part : {building, entrance, room.empty() ? "" : room_on_floor(floor, room)}) {
    if (part.empty()) continue;
    if (!unit.empty()) unit += '-';
    unit += part;
  }
  return unit;
}

std::optional<std::string> take_part_name(Cursor& cursor) {
  if (is_latin(cursor.peek()) && !is_latin(cursor.peek(1))) {
    std::string name(1, static_cast<char>(cursor.peek() - 32));
    cursor.go(cursor.at() + 1);
    if (const auto number = cursor.take_digits()) name += std::to_string(number->value);
    return name;
  }
  const auto number = cursor.take_numeral();
  if (!number) return std::nullopt;
  std::string name = std::to_string(number->value);
  if (!number->is_chinese && name.size() < number->digits) name.insert(0, number->digits - name.size(), '0');
  if (is_latin(cursor.peek()) && !is_latin(cursor.peek(1))) {  // "12b"
    name += static_cast<char>(cursor.peek() - 32);
    cursor.go(cursor.at() + 1);
  }
  return name;
}

}  // namespace steward::understanding
