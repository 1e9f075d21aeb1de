#pragma once
// A message as the words of time in it, in any of its languages: what the grammar of windows is written over.

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "understanding/text.hpp"

namespace steward::understanding {

enum class TimeWord : uint8_t {
  other,    // anything that has nothing to do with time
  filler,   // may stand between words of time: "的", "at", "on", ","
  number,   // value; minute when written "3:30", "2.30"
  ordinal,  // "the 26th", "first"
  date,     // a whole date in digits: value = yyyymmdd, year 0 when not given
  day,      // value: days from today
  weekday,  // value: 0 = Monday
  weekend,
  week,
  month,
  year_mark,
  month_mark,
  day_mark,    // units and the marks behind numbers
  month_name,  // value: 1..12
  days,
  weeks_fortnight,
  business_days,
  hours,
  minutes_unit,
  seconds_unit,
  hour_mark,  // 点, 时, o'clock
  half,
  quarter,
  sharp,
  part,        // value: PartOfDay
  meridiem,    // value: 0 am, 1 pm
  fixed,       // noon, midnight: value = minutes of the day
  which,       // value: 0 this, 1 next, 2 after next, -1 last
  later_part,  // "later this week", 下半
  to,
  from,
  between,
  conj,
  after,
  before,
  ago,
  within,
  in,
  for_,
  less_than,
  end_of,
  past,
  the,
  now,
  couple,
  any,
  remaining,
};

class TimeWordSet {
 public:
  constexpr TimeWordSet(std::initializer_list<TimeWord> words) {
    for (TimeWord word : words) bits_ |= bit(word);
  }
  constexpr bool has(TimeWord word) const { return (bits_ & bit(word)) != 0; }

 private:
  static constexpr uint64_t bit(TimeWord word) { return uint64_t{1} << static_cast<unsigned>(word); }
  uint64_t bits_ = 0;  // there are fewer than 64 words
};

// after_work is what "晚上" means in Chinese, evening what "evening" means in English.
enum class PartOfDay : uint8_t {
  morning,
  noon,
  afternoon,
  dusk,
  evening,
  after_work,
  night,
  small_hours,
  daytime
};

struct TimeToken {
  TimeWord word = TimeWord::other;
  int value = 0;
  int minute = -1;          // of a number with minutes
  size_t digits = 0;        // as many as were written
  bool is_chinese = false;  // Chinese numerals
  bool is_pair = false;     // "三四": three or four
  bool is_colon = false;    // minutes behind a colon, not a point
  Span span;
};

// Punctuation and words without time become one `other` each run; `taken` stretches too.
std::vector<TimeToken> time_tokens(const Text& text, const std::vector<Span>& taken);

}  // namespace steward::understanding
