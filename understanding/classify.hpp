#pragma once
// What one stretch of a message asks for, by the words in it: intent, trade and hazard, each by adding up
// weights.

#include "domain/features.hpp"
#include "understanding/reading.hpp"

namespace steward::understanding {

struct Classified {
  domain::Intent intent = domain::Intent::other;
  double confidence = 0;
  std::optional<Trade> trade;
  domain::Hazard hazard = domain::Hazard::none;
  bool has_fault = false;  // something is said to be broken, missing or wrong
  bool is_guess = false;   // nothing but a trade or a place speaks for the intent
};

Classified classify(const Reading& reading, Span within);

// The sums behind it, for the parts of the decision.
struct Weights {
  std::array<float, 20> intent{};
  std::array<float, trades.size()> trade{};
};
Weights weigh(const Reading& reading, Span within);

// The hazard that is there now: not denied, not over, not only imagined or asked about.
domain::Hazard find_hazard(const Reading& reading, Span within);

// A hazard named only to say that it is none: "不是着火，是隔壁在炒菜", "热得我快着火了，哈哈".
bool plays_down_hazard(const Reading& reading, Span within);

// The trade with the most weight, if any has enough.
std::optional<Trade> heaviest_trade(const Weights& weights);

}  // namespace steward::understanding
