#pragma once
// One stretch of a message about time, put together ("明天" + "下午" + "三点" + "以后"), and what it means.

#include <optional>

#include "domain/features.hpp"
#include "understanding/window_grammar.hpp"

namespace steward::understanding {

struct SaidTime {
  std::optional<Days> days;
  std::optional<PartOfDay> part;
  std::optional<ClockTime> from, to;
  std::optional<domain::LocalTime> exact_from, exact_to;  // "半小时后": nothing left to resolve
  bool is_after = false, is_before = false, is_end_of_day = false, is_now = false, is_any = false;
  bool until_now = false;
  int lasting_minutes = 0;  // "from 9 for 2.5 hours"
  Span span;

  bool has_time() const { return from || part || is_any; }
  bool is_absolute() const { return exact_from || exact_to; }
  int weight() const;
  void take_time(const SaidTime& other);
};

class SaidTimeReader {
 public:
  SaidTimeReader(const WindowGrammar& grammar, size_t at) : grammar_(grammar), at_(at), begin_(at) {}

  // Reads as far as words of time go; nothing where they mean nothing together.
  std::optional<SaidTime> read();
  size_t end() const { return at_; }

 private:
  bool read_piece();
  bool read_as(TimeWord first);
  bool read_span_of_time();
  bool read_ahead_of_amount(TimeWord word, size_t behind);
  bool read_behind_amount(const Amount& amount, size_t behind);
  bool read_lasting();
  bool read_next_hour();
  bool read_end_of();
  bool read_days();
  bool read_clock();
  bool read_range_end();
  bool read_part();
  bool read_bound();
  bool read_now();
  bool is_weak_clock_here() const;
  void add_clock(const ClockTime& clock);
  void set_exact(std::optional<domain::LocalTime> from, std::optional<domain::LocalTime> to);
  bool read_anything() const;

  const WindowGrammar& grammar_;
  size_t at_, begin_;
  SaidTime said_;
  bool expects_end_ = false;    // behind "到": the next clock ends the range
  bool may_be_number_ = false;  // behind "at", "from", "between": a bare number is a clock
};

domain::TimeWindow resolved(const SaidTime& said, domain::LocalTime written_at);

}  // namespace steward::understanding
