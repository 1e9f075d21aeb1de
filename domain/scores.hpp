#pragma once
// What a score of 1 to 5 stands for.

namespace steward::domain {

inline constexpr int satisfied_from = 4;      // 3 (一般) is not satisfied
inline constexpr int dissatisfied_up_to = 2;  // … and something has to become better

}  // namespace steward::domain
