#pragma once
// One message, one matter or several: "厨房漏水，还有楼道灯不亮" is two. Cut only where both sides stand by
// themselves.

#include <vector>

#include "domain/features.hpp"
#include "understanding/classify.hpp"
#include "understanding/units.hpp"

namespace steward::understanding {

std::vector<domain::Matter> find_matters(const Reading& reading, const std::vector<FoundUnit>& units);

}  // namespace steward::understanding
