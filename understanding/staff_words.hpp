#pragma once
// A technician's plain words: "501好了，换了龙头", "30分钟到", "没人在家", "不是我们的，找电信 10000".

#include "domain/features.hpp"
#include "understanding/reading.hpp"
#include "understanding/units.hpp"

namespace steward::understanding {

struct StaffWords {
  domain::StaffVerb verb = domain::StaffVerb::none;
  std::optional<int> minutes;  // with eta, step_away
  std::string note;            // what follows the verb; the reason, or whom to call
};

StaffWords find_staff_words(const Reading& reading, const std::vector<FoundUnit>& units);

}  // namespace steward::understanding
