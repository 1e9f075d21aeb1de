#pragma once
// The grammar of windows, over the words of time: days, clocks and spans of time, each read from a place in
// the tokens and telling where it ended. What they mean together is said in times.cpp.

#include <initializer_list>
#include <optional>
#include <vector>

#include "domain/time.hpp"
#include "understanding/time_tokens.hpp"

namespace steward::understanding {

// One day, or several in a row.
struct Days {
  std::chrono::local_days from;
  int count = 1;
};

struct ClockTime {
  int minutes = 0;                // as written: 3:30 is 210, whichever half of the day is meant
  std::optional<bool> is_pm;      // where it was said
  std::optional<PartOfDay> part;  // where one stands with it
  bool is_24h = false;            // 0 or 13 and above: nothing to guess
};

// "half an hour", "3 days", "two weeks": minutes, or days with the precision of a date.
struct Amount {
  int minutes = 0, days = 0;
  bool is_business = false;
};

template <class What>
struct Read {
  What what;
  size_t end;  // the token behind it
};

class WindowGrammar {
 public:
  WindowGrammar(const std::vector<TimeToken>& tokens, domain::LocalTime written_at)
      : tokens_(tokens), now_(written_at), today_(std::chrono::floor<std::chrono::days>(written_at)) {}

  std::optional<Read<Days>> days_at(size_t i) const;
  std::optional<Read<ClockTime>> clock_at(size_t i) const;  // one that cannot be anything else
  std::optional<Read<ClockTime>> weak_clock_at(
      size_t i) const;  // a bare number: the caller knows why it is one
  std::optional<Read<Amount>> amount_at(size_t i) const;

  const TimeToken& token(size_t i) const {
    static constexpr TimeToken none;
    return i < tokens_.size() ? tokens_[i] : none;
  }
  bool is(size_t i, TimeWord word) const { return token(i).word == word; }
  size_t skip_fillers(size_t i) const;
  bool is_done(size_t i) const { return i >= tokens_.size(); }
  domain::LocalTime now() const { return now_; }
  std::chrono::local_days today() const { return today_; }

  std::chrono::local_days monday_of(std::chrono::local_days day) const;

 private:
  using DaysReader = std::optional<Read<Days>> (WindowGrammar::*)(size_t) const;
  std::optional<Read<Days>> first_of(size_t i, std::initializer_list<DaysReader> readers) const;
  std::optional<Read<Days>> date_in_chinese(size_t i) const;
  std::optional<Read<Days>> date_with_month_name(size_t i) const;
  std::optional<Read<Days>> day_of_month(size_t i) const;
  std::optional<Read<Days>> weekday_at(size_t i) const;
  std::optional<Read<Days>> date_behind_weekday(size_t i) const;
  std::optional<Read<Days>> nth_weekday_of_month(size_t i) const;
  std::optional<Read<Days>> period_at(size_t i) const;
  std::optional<Read<Days>> counted_days(size_t i) const;
  std::optional<Read<Days>> from_a_day(size_t i) const;
  std::optional<Read<ClockTime>> clock_with_marks(size_t i) const;
  std::optional<Read<ClockTime>> clock_in_words(size_t i) const;
  Read<ClockTime> with_meridiem(Read<ClockTime> clock) const;

  std::optional<Days> date_of(int year, int month, int day) const;
  std::optional<Days> next_with_day(int day) const;
  Days month_from_now(int months) const;

  const std::vector<TimeToken>& tokens_;
  domain::LocalTime now_;
  std::chrono::local_days today_;
};

}  // namespace steward::understanding
