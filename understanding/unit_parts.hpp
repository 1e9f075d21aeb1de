#pragma once
// A unit while it is being read: the parts as they come, in whatever order the language puts them.

#include <optional>
#include <string>

#include "understanding/cursor.hpp"

namespace steward::understanding {

struct UnitParts {
  std::string building, entrance, floor, room;

  bool empty() const { return building.empty() && entrance.empty() && room.empty(); }
  std::string canonical() const;
};

// One part's name: "3", "三" -> "3", "a" -> "A", "b2" -> "B2".
std::optional<std::string> take_part_name(Cursor& cursor);

// Each reads its notation at the cursor, or leaves the cursor where it was.
std::optional<UnitParts> take_chinese_unit(Cursor& cursor);
std::optional<UnitParts> take_english_unit(Cursor& cursor);
std::optional<UnitParts> take_hyphenated_unit(Cursor& cursor);
std::optional<UnitParts> take_bare_room(Cursor& cursor);

}  // namespace steward::understanding
