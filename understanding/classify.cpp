#include "understanding/classify.hpp"

#include <algorithm>

namespace steward::understanding {

namespace {

using domain::Hazard;
using domain::Intent;

float& of(Weights& weights, Intent intent) { return weights.intent[static_cast<size_t>(intent)]; }

// What a hazard without any other word of a trade belongs to.
std::optional<Trade> trade_of(Hazard hazard) {
  switch (hazard) {
    case Hazard::gas: return Trade::gas;
    case Hazard::fire: return Trade::fire;
    case Hazard::trapped: return Trade::elevator;
    case Hazard::flood: return Trade::plumbing;
    case Hazard::electric: return Trade::electrical;
    case Hazard::fall:
    case Hazard::crime:
    case Hazard::medical: return Trade::security;
    case Hazard::none: break;
  }
  return std::nullopt;
}

// What these ask has no trade, whatever things they name.
bool has_no_trade(Intent intent) {
  switch (intent) {
    case Intent::handoff:
    case Intent::greeting:
    case Intent::thanks:
    case Intent::visitor:
    case Intent::parcel:
    case Intent::loan:
    case Intent::message:
    case Intent::advert:
    case Intent::abuse: return true;
    default: return false;
  }
}

struct Evidence {
  bool has_fault, asks_for_work, asks, has_hazard, has_trade;
};

Evidence evidence_of(const Reading& reading, Span within, Hazard hazard, bool has_trade) {
  const auto text = reading.text().view().substr(within.begin, within.end - within.begin);
  return {.has_fault = reading.has(Mark::fault, within),
          .asks_for_work = reading.has(Mark::asks_for_work, within),
          .asks = reading.has(Mark::question, within) || text.find(U'?') != text.npos,
          .has_hazard = hazard != Hazard::none,
          .has_trade = has_trade};
}

// What the shape of the sentence adds to its words.
void add_shape(Weights& weights, const Evidence& seen) {
  if (seen.has_fault) of(weights, Intent::repair) += seen.has_trade ? 2.0f : 1.2f;
  if (seen.has_hazard) of(weights, Intent::repair) += 3;
  if (seen.asks_for_work && seen.has_trade) of(weights, Intent::repair) += 1.2f;
  if (seen.asks && !seen.has_fault && !seen.has_hazard) of(weights, Intent::enquiry) += 1.1f;
}

double confidence_of(const Weights& weights, float best) {
  float second = 0;
  bool seen_best = false;
  for (float weight : weights.intent) {
    if (weight == best && !seen_best)
      seen_best = true;
    else
      second = std::max(second, weight);
  }
  return static_cast<double>(best) / static_cast<double>(best + std::max(second, 0.0f) + 0.6f);
}

}  // namespace

Classified classify(const Reading& reading, Span within) {
  Weights weights = weigh(reading, within);
  Classified result;
  result.hazard = find_hazard(reading, within);
  result.trade = heaviest_trade(weights);
  const Evidence seen = evidence_of(reading, within, result.hazard, result.trade.has_value());
  result.has_fault = seen.has_fault || seen.has_hazard;
  add_shape(weights, seen);
  const auto* best = std::max_element(weights.intent.begin(), weights.intent.end());
  if (*best >= 1) {
    result.intent = static_cast<Intent>(best - weights.intent.begin());
    result.confidence = confidence_of(weights, *best);
  } else {
    result.is_guess = true;
    if (result.trade) result.intent = Intent::repair, result.confidence = 0.3;
  }
  if (!result.trade) result.trade = trade_of(result.hazard);
  if (has_no_trade(result.intent)) result.trade.reset();
  return result;
}

}  // namespace steward::understanding
