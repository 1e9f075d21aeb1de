// Adding up: each word or pattern counts once, however often it is said.

#include <algorithm>

#include "understanding/classify.hpp"
#include "understanding/seen_once.hpp"

namespace steward::understanding {

namespace {

constexpr float least_trade = 0.9f;

// The strongest word of a trade says most; what else hints at it adds less, so that an air conditioner that
// drips and drips water stays an air conditioner.
void add_to_trade(float& sum, float& strongest, float weight) {
  constexpr float rest = 0.35f;
  if (weight < 0) {
    sum += weight;  // takes back what shorter words say
  } else if (weight > strongest) {
    sum += rest * strongest - strongest + weight;
    strongest = weight;
  } else {
    sum += rest * weight;
  }
}

}  // namespace

Weights weigh(const Reading& reading, Span within) {
  thread_local SeenOnce intents_seen, trades_seen;
  intents_seen.begin();
  trades_seen.begin();
  Weights weights;
  std::array<float, trades.size()> strongest{};
  for (const Meant& meant : reading.meant()) {
    if (!within.holds(meant.span)) continue;
    const auto [dimension, label, weight] = meant.meaning;
    if (dimension == Dimension::intent && intents_seen.add(meant.source * 20 + label))
      weights.intent[label] += weight;
    if (dimension == Dimension::trade && trades_seen.add(meant.source * 16 + label))
      add_to_trade(weights.trade[label], strongest[label], weight);
  }
  return weights;
}

std::optional<Trade> heaviest_trade(const Weights& weights) {
  const auto* heaviest = std::max_element(weights.trade.begin(), weights.trade.end());
  if (*heaviest < least_trade) return std::nullopt;
  return static_cast<Trade>(heaviest - weights.trade.begin());
}

}  // namespace steward::understanding
