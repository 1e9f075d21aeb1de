// "Apt 4B", "unit 1203 tower A", "Flat C, 15/F, Block 10", "building 3, unit 2, room 501", "lift B".

#include "understanding/unit_parts.hpp"

namespace steward::understanding {

namespace {

constexpr CharSet joints(U" .:#"), commas(U" ,"), separators(U" ,-");
constexpr Words building_words{U"building", U"bldg", U"block", U"blk", U"tower", U"lift", U"elevator"};
constexpr Words entrance_words{U"entrance", U"entry", U"stairwell"};
constexpr Words room_words{U"room", U"rm", U"flat", U"apt", U"apartment", U"suite", U"door"};
constexpr Words unit_words{U"unit"}, floor_words{U"floor", U"level"};

// A name behind a word: a number, a number with a letter, or a single letter; "a" in "unit a bit" is none.
std::optional<std::string> take_name(Cursor& cursor) {
  static constexpr Words leads{U"no", U"number", U"is"};
  static constexpr Words behind_a{U"unit", U"flat", U"apt",   U"room", U"block", U"tower", U"on",
                                  U"at",   U"in",   U"floor", U"is",   U"has",   U"please"};
  Cursor ahead = cursor;
  ahead.skip(joints);
  ahead.take_any_word(leads);
  ahead.skip(joints);
  const bool is_letter = is_latin(ahead.peek());
  auto name = take_part_name(ahead);
  if (!name || is_word_char(ahead.peek())) return std::nullopt;
  if (is_letter && name->size() == 1 && ahead.peek() == U' ' && (*name == "A" || *name == "I")) {
    Cursor next = ahead;
    next.skip(commas);
    const bool goes_on = is_latin(next.peek()) && is_latin(next.peek(1)) && !next.take_any_word(behind_a);
    if (goes_on && *name == "I") return std::nullopt;
  }
  cursor.go(ahead.at());
  return name;
}

bool take_named(Cursor& cursor, std::string& part, const Words& words) {
  Cursor ahead = cursor;
  if (!ahead.take_any_word(words)) return false;
  const auto name = take_name(ahead);
  if (!name) return false;
  part = *name;
  cursor.go(ahead.at());
  return true;
}

// "15/f", "15f", "12th floor", "floor 12".
bool take_floor(Cursor& cursor, std::string& floor) {
  if (take_named(cursor, floor, floor_words)) return true;
  static constexpr Words glued{U"/f", U"f"}, ordinal_ends{U"st", U"nd", U"rd", U"th"};
  static constexpr Words apart{U"floor", U"/f"};
  Cursor ahead = cursor;
  const auto number = ahead.take_digits();
  if (!number || number->digits > 2) return false;
  if (!ahead.take_any(glued)) {
    ahead.take_any(ordinal_ends);
    ahead.skip_spaces();
    if (!ahead.take_any_word(apart)) return false;
  }
  if (is_word_char(ahead.peek())) return false;
  floor = std::to_string(number->value);
  cursor.go(ahead.at());
  return true;
}

// Behind a building a bare number is the room: "tower A 1203".
bool take_bare_room_of(Cursor& cursor, UnitParts& parts) {
  if (parts.building.empty() || !parts.room.empty()) return false;
  Cursor ahead = cursor;
  const auto number = ahead.take_digits();
  if (!number || number->digits < 3 || number->digits > 4 || is_word_char(ahead.peek())) return false;
  parts.room = std::to_string(number->value);
  cursor.go(ahead.at());
  return true;
}

struct Seen {
  std::string building, entrance, unit, room;
};

bool take_piece(Cursor& cursor, UnitParts& parts, Seen& seen) {
  if (seen.building.empty() && take_named(cursor, seen.building, building_words)) {
    parts.building = seen.building;
    return true;
  }
  if (seen.entrance.empty() && take_named(cursor, seen.entrance, entrance_words)) return true;
  if (seen.unit.empty() && take_named(cursor, seen.unit, unit_words)) return true;
  if (seen.room.empty() && take_named(cursor, seen.room, room_words)) return true;
  if (parts.floor.empty() && take_floor(cursor, parts.floor)) return true;
  return take_bare_room_of(cursor, parts);
}

UnitParts assembled(UnitParts parts, const Seen& seen) {
  parts.entrance = seen.entrance;
  if (!seen.room.empty()) parts.room = seen.room;
  if (seen.unit.empty()) return parts;
  if (parts.room.empty())
    parts.room = seen.unit;  // "unit 1203"
  else
    parts.entrance = seen.unit;  // "unit 2, room 501"
  return parts;
}

// One of the words, or the number of a floor.
bool may_begin(Cursor cursor) {
  if (is_digit(cursor.peek())) return true;
  for (const Words* words : {&building_words, &entrance_words, &unit_words, &room_words, &floor_words})
    if (cursor.take_any_word(*words)) return true;
  return false;
}

// "unit 2-1103": what stands behind the word is a hyphenated unit of its own.
bool is_hyphenated_unit(Cursor cursor) {
  static constexpr Words words{U"unit", U"apt", U"flat", U"room", U"apartment"};
  if (!cursor.take_any_word(words)) return false;
  cursor.skip(joints);
  return take_hyphenated_unit(cursor).has_value();
}

}  // namespace

std::optional<UnitParts> take_english_unit(Cursor& cursor) {
  static constexpr Words small_words{U"of", U"in", U"on", U"the"};
  if (!may_begin(cursor) || is_word_char(cursor.before()) || is_hyphenated_unit(cursor)) return std::nullopt;
  Cursor ahead = cursor;
  UnitParts parts;
  Seen seen;
  size_t end = ahead.at();
  while (take_piece(ahead, parts, seen)) {
    end = ahead.at();
    ahead.skip(separators);
    ahead.take_any_word(small_words);
    ahead.skip_spaces();
  }
  parts = assembled(parts, seen);
  if (parts.empty()) return std::nullopt;
  cursor.go(end);
  return parts;
}

}  // namespace steward::understanding
