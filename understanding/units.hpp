#pragma once
// Where somebody lives, however it is written, as building-entrance-room: "三号楼二单元五零一" -> "3-2-501",
// "10座15樓C室" -> "10-15C", "12樓之3" -> "12-3", "unit 1203 tower A" -> "A-1203". Only as far as it was
// given.

#include <optional>
#include <string>
#include <vector>

#include "understanding/text.hpp"

namespace steward::understanding {

struct FoundUnit {
  std::string unit;
  Span span;
};

// All of them in their order. `taken` are stretches that mean something else: phones.
std::vector<FoundUnit> find_units(const Text& text, const std::vector<Span>& taken);

// Whether some are denied: "不是501，是601" corrects what was said before.
bool denies_unit(const Text& text, const std::vector<FoundUnit>& units);

// The one that is meant: "不是501，是601" means the second. Null where there is none.
const FoundUnit* meant_unit(const Text& text, const std::vector<FoundUnit>& units);

}  // namespace steward::understanding
