#include "understanding/classify.hpp"

#include "understanding/names.hpp"
#include "understanding/short_answers.hpp"

#include <algorithm>

namespace steward::understanding {

namespace {

using domain::Hazard;
using domain::Intent;

constexpr float least_intent = 1.25f;  // less is a hint
constexpr size_t most_faults = 20;     // who names more of them means one

float& of(Weights& weights, Intent intent) { return weights.intent[static_cast<size_t>(intent)]; }

// Whoever complains of being hurt complains of somebody's work: "投诉保洁，拖完地不放牌子，我妈滑倒骨折".
Trade trade_to_blame(const Weights& weights) {
  Weights others = weights;
  others.trade[static_cast<size_t>(Trade::security)] = 0;
  return heaviest_trade(others).value_or(Trade::security);
}

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

// What the shape of a stretch says, beside its words.
struct Evidence {
  bool has_fault = false;       // something is broken, now and here
  bool supposes_fault = false;  // something would be: "如果…", "会不会…", or was, long ago
  bool asks = false, asks_for_work = false;
  bool is_ours = false;  // speaks of the estate; a question about anything else is not for us
  bool speaks_of_order = false, tells_somebody = false;
  bool complains = false;  // says so: what happened is told to get at who is to blame
  std::optional<Trade> trade;
  Hazard hazard = Hazard::none;
};

// All that is said to be wrong is a danger that is none: "不是着火，是隔壁炒辣椒".
bool is_only_a_hazard(const Reading& reading, Span within) {
  if (!plays_down_hazard(reading, within)) return false;
  const auto is_danger = [&](Span fault) {
    return std::any_of(reading.meant().begin(), reading.meant().end(), [fault](const Meant& meant) {
      return meant.meaning.dimension == Dimension::hazard && meant.span.begin < fault.end &&
             fault.begin < meant.span.end;
    });
  };
  size_t looked_at = 0;
  for (const Meant& meant : reading.meant()) {
    const bool is_fault = meant.meaning.dimension == Dimension::mark && within.holds(meant.span) &&
                          meant.meaning.label == static_cast<uint8_t>(Mark::fault);
    if (is_fault && (++looked_at > most_faults || !is_danger(meant.span))) return false;
  }
  return true;
}

// A fault that is there: not one that is only imagined, nor one of long ago that somebody asks about.
void find_fault(const Reading& reading, Span within, Evidence& seen) {
  const Meant* fault = reading.find(Mark::fault, within);
  if (fault == nullptr || (!seen.asks_for_work && is_only_a_hazard(reading, within))) return;
  const bool is_imagined =
      reading.has(Mark::in_general, within) || reading.has(Mark::supposed, {within.begin, fault->span.begin});
  const bool is_over = seen.asks && reading.has(Mark::past, within) && !reading.has(Mark::ongoing, within);
  seen.supposes_fault = is_imagined || is_over;
  seen.has_fault = !seen.supposes_fault;
}

Evidence evidence_of(const Reading& reading, Span within, Hazard hazard, std::optional<Trade> trade) {
  Evidence seen{.trade = trade, .hazard = hazard};
  seen.asks = reading.has(Mark::question, within) || reading.text().find(U"?", within.begin) < within.end;
  seen.asks_for_work = reading.has(Mark::asks_for_work, within);
  seen.is_ours = trade.has_value() || reading.has(Mark::estate, within) || reading.has(Mark::place, within) ||
                 reading.has(Mark::common_place, within);
  seen.speaks_of_order =
      reading.has(Mark::speaks_of_order, within) || !find_order_number(reading.text()).empty();
  seen.tells_somebody = reading.has(Mark::asks_to_tell, within) && !find_person_named(reading).empty();
  seen.complains = reading.has(Mark::complains, within);
  find_fault(reading, within, seen);
  return seen;
}

// What is said of these is said of people more often than of things.
bool is_about_conduct(Trade trade) {
  return trade == Trade::noise || trade == Trade::security || trade == Trade::parking ||
         trade == Trade::fees || trade == Trade::cleaning || trade == Trade::greenery;
}

void weigh_question(Weights& weights, const Evidence& seen) {
  if (seen.supposes_fault && !seen.asks_for_work) of(weights, Intent::enquiry) += 3.5f;
  if (seen.has_fault || seen.hazard != Hazard::none) return;
  of(weights, Intent::enquiry) += 1.1f;
  const bool greets = of(weights, Intent::greeting) > 0 || of(weights, Intent::handoff) > 0;
  const bool is_angry = of(weights, Intent::complaint) >= 3;
  if (!seen.is_ours && !greets && !is_angry) of(weights, Intent::other) += 3;
}

void weigh_fault(Weights& weights, const Evidence& seen) {
  of(weights, Intent::repair) += seen.trade ? 2.0f : 1.3f;
  if (seen.trade && !seen.speaks_of_order) of(weights, Intent::status) -= 2.2f;
}

// Without a word that says what is wanted: a statement about people's conduct is a complaint.
void weigh_statement(Weights& weights, const Evidence& seen) {
  if (!seen.trade || seen.asks || seen.asks_for_work || !is_about_conduct(*seen.trade)) return;
  const bool is_somebodys = *seen.trade == Trade::noise || *seen.trade == Trade::fees;
  if (is_somebodys)
    of(weights, Intent::complaint) += 2;
  else if (!seen.has_fault)
    of(weights, Intent::complaint) += 0.9f;
}

// What the shape of the sentence adds to its words.
void add_shape(Weights& weights, const Evidence& seen) {
  if (seen.has_fault) weigh_fault(weights, seen);
  if (seen.hazard != Hazard::none)
    of(weights, seen.complains ? Intent::complaint : Intent::repair) += seen.hazard == Hazard::fall ? 3 : 6;
  if (seen.asks_for_work && seen.trade) of(weights, Intent::repair) += 1.2f;
  if (seen.asks) weigh_question(weights, seen);
  if (seen.hazard == Hazard::none) weigh_statement(weights, seen);
  if (seen.speaks_of_order && seen.asks) of(weights, Intent::status) += 2.5f;
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

Intent guessed_from(const Weights& weights) {
  return weights.intent[static_cast<size_t>(Intent::complaint)] > 0.8f ? Intent::complaint : Intent::repair;
}

}  // namespace

Classified classify(const Reading& reading, Span within) {
  Weights weights = weigh(reading, within);
  Classified result;
  result.hazard = find_hazard(reading, within);
  result.trade = trade_of(result.hazard, weights);
  if (result.hazard == Hazard::medical && reading.has(Mark::complains, within))
    result.trade = trade_to_blame(weights);
  const Evidence seen = evidence_of(reading, within, result.hazard, result.trade);
  result.has_fault = seen.has_fault || seen.hazard != Hazard::none;
  add_shape(weights, seen);
  const auto* best = std::max_element(weights.intent.begin(), weights.intent.end());
  if (*best >= least_intent) {
    result.intent = static_cast<Intent>(best - weights.intent.begin());
    result.confidence = confidence_of(weights, *best);
  } else {
    result.is_guess = true;
    if (result.trade && !plays_down_hazard(reading, within)) {
      result.intent = guessed_from(weights);
      result.confidence = 0.3;
    }
  }
  if (has_no_trade(result.intent) && result.hazard == Hazard::none) result.trade.reset();
  return result;
}

}  // namespace steward::understanding
