#pragma once
// What a score of 1 to 5 stands for.

#include <string_view>

namespace steward::domain {

// What else may be scored; as in a button, "speed4".
inline constexpr std::string_view speed_rating = "speed", service_rating = "service";

inline constexpr int satisfied_from = 4;      // 3 (一般) is not satisfied
inline constexpr int dissatisfied_up_to = 2;  // … and something has to become better

}  // namespace steward::domain
