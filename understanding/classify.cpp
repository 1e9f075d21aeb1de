#include "understanding/classify.hpp"

#include "understanding/names.hpp"
#include "understanding/short_answers.hpp"

#include <algorithm>

namespace steward::understanding {

namespace {

using domain::Hazard;
using domain::Intent;

constexpr float least_intent = 1.25f;  // less is a hint

float& of(Weights& weights, Intent intent) { return weights.intent[static_cast<size_t>(intent)]; }

// Some hazards are one trade's, whatever things are named with them; water that does damage is the plumber's
// unless a heating or a fire pipe lost it.
std::optional<Trade> trade_of(Hazard hazard, const Weights& weights) {
  const auto weight = [&](Trade trade) { return weights.trade[static_cast<size_t>(trade)]; };
  switch (hazard) {
    case Hazard::gas: return Trade::gas;
    case Hazard::fire: return Trade::fire;
    case Hazard::electric: return weight(Trade::elevator) > 3 ? Trade::elevator : Trade::electrical;
    case Hazard::crime:
    case Hazard::medical: return Trade::security;
    case Hazard::trapped:
      return weight(Trade::access) > weight(Trade::elevator) ? Trade::access : Trade::elevator;
    case Hazard::flood:
      if (weight(Trade::fire) > 3) return Trade::fire;
      return weight(Trade::hvac) > 3 ? Trade::hvac : Trade::plumbing;
    case Hazard::fall: return heaviest_trade(weights).value_or(Trade::security);
    case Hazard::none: break;
  }
  return heaviest_trade(weights);
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
    case Intent::abuse:
    case Intent::other: return true;
    default: return false;
  }
}

struct Evidence {
  bool has_fault, asks_for_work, asks, has_hazard, speaks_of_order, tells_somebody;
};

// A fault that is there: not one that is only imagined, nor one of long ago that somebody asks about.
bool has_fault(const Reading& reading, Span within, bool asks) {
  if (reading.has(Mark::in_general, within)) return false;
  const Meant* fault = reading.find(Mark::fault, within);
  if (fault == nullptr || reading.has(Mark::supposed, {within.begin, fault->span.begin})) return false;
  return !(asks && reading.has(Mark::past, within) && !reading.has(Mark::ongoing, within));
}

Evidence evidence_of(const Reading& reading, Span within, Hazard hazard) {
  const auto text = reading.text().view().substr(within.begin, within.end - within.begin);
  const bool asks = reading.has(Mark::question, within) || text.find(U'?') != text.npos;
  return {.has_fault = has_fault(reading, within, asks),
          .asks_for_work = reading.has(Mark::asks_for_work, within),
          .asks = asks,
          .has_hazard = hazard != Hazard::none,
          .speaks_of_order =
              reading.has(Mark::speaks_of_order, within) || !find_order_number(reading.text()).empty(),
          .tells_somebody = reading.has(Mark::asks_to_tell, within) && !find_person_named(reading).empty()};
}

// What the shape of the sentence adds to its words.
void add_shape(Weights& weights, const Evidence& seen, std::optional<Trade> trade, Hazard hazard) {
  if (seen.has_fault) of(weights, Intent::repair) += trade ? 2.0f : 1.3f;
  if (seen.has_hazard) of(weights, Intent::repair) += hazard == Hazard::fall ? 3 : 6;
  if (seen.asks_for_work && trade) of(weights, Intent::repair) += 1.2f;
  if (seen.asks && !seen.has_fault && !seen.has_hazard) of(weights, Intent::enquiry) += 1.1f;
  if (trade == Trade::noise && !seen.asks_for_work) of(weights, Intent::complaint) += 2;
  if (seen.speaks_of_order && seen.asks) of(weights, Intent::status) += 2.5f;
  if (seen.has_fault && trade && !seen.speaks_of_order) of(weights, Intent::status) -= 2.2f;
  if (seen.tells_somebody) of(weights, Intent::message) += 4;
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
  result.trade = trade_of(result.hazard, weights);
  const Evidence seen = evidence_of(reading, within, result.hazard);
  result.has_fault = seen.has_fault || seen.has_hazard;
  add_shape(weights, seen, result.trade, result.hazard);
  const auto* best = std::max_element(weights.intent.begin(), weights.intent.end());
  if (*best >= least_intent) {
    result.intent = static_cast<Intent>(best - weights.intent.begin());
    result.confidence = confidence_of(weights, *best);
  } else {
    result.is_guess = true;
    if (result.trade) result.intent = Intent::repair, result.confidence = 0.3;
  }
  if (has_no_trade(result.intent) && result.hazard == Hazard::none) result.trade.reset();
  return result;
}

}  // namespace steward::understanding
