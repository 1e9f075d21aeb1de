#include "understanding/window_grammar.hpp"

namespace steward::understanding {

size_t WindowGrammar::skip_fillers(size_t i) const {
  while (is(i, TimeWord::filler)) ++i;
  return i;
}

// Weeks begin on Monday.
std::chrono::local_days WindowGrammar::monday_of(std::chrono::local_days day) const {
  return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

// "3 days", "半小时", "一个半小时", "2.5 hrs", "3 hours 30 minutes", "a couple of weeks", "a fortnight".
std::optional<Read<Amount>> WindowGrammar::amount_at(size_t i) const {
  int count = 1, tenths = 0;
  bool has_half = false;
  if (is(i, TimeWord::number)) {
    count = token(i).value;
    if (token(i).minute < -1)
      tenths = -1 - token(i).minute;
    else if (token(i).minute >= 0)
      return std::nullopt;
    if (count > 1000) return std::nullopt;
    ++i;
  } else if (is(i, TimeWord::couple)) {
    count = token(i).value != 0 ? token(i).value : (token(i).span.end - token(i).span.begin == 1 ? 3 : 2);
    ++i;
  } else if (is(i, TimeWord::half)) {
    count = 0;
    has_half = true;
    i = skip_fillers(i + 1);
  } else if (is(i, TimeWord::filler) && !is(i + 1, TimeWord::week)) {
    i = skip_fillers(i);  // "an hour", "a fortnight"
  }
  Amount amount;
  const TimeToken& unit = token(i);
  switch (unit.word) {
    case TimeWord::hours:
      amount.minutes = count * 60 + tenths * 6 + (has_half || unit.value == 1 ? 30 : 0);
      break;
    case TimeWord::minutes_unit: amount.minutes = count; break;
    case TimeWord::days: amount.days = count; break;
    case TimeWord::week: amount.days = 7 * count; break;
    case TimeWord::month: amount.days = 30 * count; break;
    case TimeWord::weeks_fortnight: amount.days = 14 * count; break;
    case TimeWord::business_days:
      amount.days = count;
      amount.is_business = true;
      break;
    default: return std::nullopt;
  }
  ++i;
  if (unit.word == TimeWord::hours && is(i, TimeWord::half)) {  // "两小时半"
    amount.minutes += 30;
    ++i;
  }
  if (unit.word == TimeWord::hours && is(i, TimeWord::number) && is(i + 1, TimeWord::minutes_unit)) {
    amount.minutes += token(i).value;
    i += 2;
  }
  return Read<Amount>{amount, i};
}

}  // namespace steward::understanding
