// Times of day: "三点半", "15:30", "3pm", "half past seven", "noon"; which half of the day is resolved by
// times.cpp.

#include "understanding/window_grammar.hpp"

namespace steward::understanding {

namespace {

ClockTime clock_of(int hour, int minute) {
  return {.minutes = hour * 60 + minute, .is_24h = hour == 0 || hour > 12};
}
bool can_be_hour(const TimeToken& token) {
  return token.word == TimeWord::number && (token.value <= 24 || token.is_pair) && token.minute >= -1 &&
         token.digits <= 3;
}
bool can_be_minutes(const TimeToken& token) {
  return token.word == TimeWord::number && token.minute == -1 && token.value < 60;
}

}  // namespace

std::optional<Read<ClockTime>> WindowGrammar::clock_at(size_t i) const {
  static constexpr TimeWordSet beginnings{TimeWord::fixed, TimeWord::half, TimeWord::quarter,
                                          TimeWord::number};
  if (!beginnings.has(token(i).word)) return std::nullopt;
  if (is(i, TimeWord::fixed)) {
    ClockTime clock{.minutes = token(i).value, .is_24h = true};
    return Read<ClockTime>{clock, i + 1};
  }
  if (auto clock = clock_in_words(i)) return clock;
  if (auto clock = clock_with_marks(i)) return with_meridiem(*clock);
  const TimeToken& number = token(i);
  if (!can_be_hour(number)) return std::nullopt;
  if (number.minute >= 0 && number.is_colon)
    return with_meridiem({clock_of(number.value, number.minute), i + 1});
  if (is(i + 1, TimeWord::meridiem))
    return with_meridiem({clock_of(number.value, std::max(number.minute, 0)), i + 1});
  if (can_be_minutes(token(i + 1)) && token(i + 1).value >= 10 && number.minute == -1 &&
      is(i + 2, TimeWord::meridiem))
    return with_meridiem({clock_of(number.value, token(i + 1).value), i + 2});
  return std::nullopt;
}

Read<ClockTime> WindowGrammar::with_meridiem(Read<ClockTime> clock) const {
  if (is(clock.end, TimeWord::sharp)) ++clock.end;
  if (is(clock.end, TimeWord::meridiem)) {
    clock.what.is_pm = token(clock.end).value == 1;
    ++clock.end;
  }
  return clock;
}

// "三点", "三点半", "十点一刻", "三点二十", "16时40分50秒", "4 o'clock".
std::optional<Read<ClockTime>> WindowGrammar::clock_with_marks(size_t i) const {
  if (!can_be_hour(token(i)) || token(i).minute != -1 || !is(i + 1, TimeWord::hour_mark)) return std::nullopt;
  const int hour = token(i).is_pair ? token(i).value / 10 : token(i).value;
  size_t end = i + 2;
  int minute = 0;
  if (is(end, TimeWord::half)) {
    minute = 30;
    ++end;
  } else if (is(end, TimeWord::quarter)) {
    minute = token(end).value;
    ++end;
  } else if (can_be_minutes(token(end)) && !is(end + 1, TimeWord::hour_mark) &&
             !is(end + 1, TimeWord::days)) {
    const bool is_marked = is(end + 1, TimeWord::minutes_unit);
    if (is_marked || token(end).value >= 5) {
      minute = token(end).value;
      end += is_marked ? 2 : 1;
    }
    if (is_marked && is(end, TimeWord::number) && is(end + 1, TimeWord::seconds_unit)) end += 2;
  }
  return Read<ClockTime>{clock_of(hour, minute), end};
}

// "half past seven", "quarter to nine", "10 past 9", "one in the morning".
std::optional<Read<ClockTime>> WindowGrammar::clock_in_words(size_t i) const {
  const bool is_half =
      is(i, TimeWord::half) && token(i).value == 0 && token(i).span.end - token(i).span.begin > 1;
  if (is_half && can_be_hour(token(i + 1))) {
    const size_t end = is(i + 2, TimeWord::hour_mark) ? i + 3 : i + 2;
    return with_meridiem({clock_of(token(i + 1).value, 30), end});
  }
  const bool is_in_part = is(i + 1, TimeWord::in) && is(i + 2, TimeWord::the) && is(i + 3, TimeWord::part);
  if (is_in_part && can_be_hour(token(i)) && token(i).value <= 12 && token(i).value > 0) {
    ClockTime clock = clock_of(token(i).value, std::max(token(i).minute, 0));
    clock.part = static_cast<PartOfDay>(token(i + 3).value);
    return Read<ClockTime>{clock, i + 4};
  }
  const bool is_count = is(i, TimeWord::quarter) || can_be_minutes(token(i));
  if (!is_count || !can_be_hour(token(i + 2)) || token(i + 2).minute != -1) return std::nullopt;
  const bool is_past = is(i + 1, TimeWord::past), is_to = is(i + 1, TimeWord::to) && is(i, TimeWord::quarter);
  if (!is_past && !is_to) return std::nullopt;
  const int minutes = token(i + 2).value * 60 + (is_past ? token(i).value : -token(i).value);
  const size_t end = is(i + 3, TimeWord::hour_mark) ? i + 4 : i + 3;
  return with_meridiem({clock_of(minutes / 60, minutes % 60), end});
}

// "at 5", "2.30", "three thirty", "five-thirty", "six forty-three minutes".
std::optional<Read<ClockTime>> WindowGrammar::weak_clock_at(size_t i) const {
  const TimeToken& number = token(i);
  if (!can_be_hour(number) || number.value == 0) return std::nullopt;
  size_t end = i + 1;
  int minute = std::max(number.minute, 0);
  const bool joined =
      is(end, TimeWord::to) && token(end).span.end - token(end).span.begin == 1 && number.digits == 0;
  const size_t behind = joined ? end + 1 : end;  // the hyphen of "five-thirty"
  if (number.minute == -1 && can_be_minutes(token(behind)) && token(behind).value >= 10 &&
      token(behind).digits == 0 && number.digits == 0 && !number.is_chinese) {
    minute = token(behind).value;
    end = behind + 1;
    if (is(end, TimeWord::minutes_unit)) ++end;
  }
  switch (token(end).word) {
    case TimeWord::hours:
    case TimeWord::minutes_unit:
    case TimeWord::days:
    case TimeWord::week:
    case TimeWord::month:
    case TimeWord::business_days:
    case TimeWord::day_mark:
    case TimeWord::month_mark:
    case TimeWord::year_mark:
    case TimeWord::month_name: return std::nullopt;
    default: return Read<ClockTime>{clock_of(number.value, minute), end};
  }
}

}  // namespace steward::understanding
