#pragma once
// What a kind says by urgency: "normal", "urgent", a hazard by its name, or "hazard" for every one of them.

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "domain/documents.hpp"

namespace steward::domain {

// Null where nothing is said for this order.
template <class T>
const T* of_urgency(const std::map<std::string, T, std::less<>>& said, const WorkOrder& order) {
  const bool is_hazard = order.hazard != Hazard::none;
  const std::string_view by_name = is_hazard         ? to_string(order.hazard)
                                   : order.is_urgent ? "urgent"
                                                     : "normal";
  for (const std::string_view urgency : {by_name, std::string_view{is_hazard ? "hazard" : "normal"}})
    if (const auto found = said.find(urgency); found != said.end()) return &found->second;
  return nullptr;
}

}  // namespace steward::domain
