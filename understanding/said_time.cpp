#include "understanding/said_time.hpp"

namespace steward::understanding {

namespace {

using std::chrono::days;

// "今", "明", "早", "晚", "夜": syllables of other words, unless something of time stands beside them.
bool is_syllable(const TimeToken& token) {
  const bool is_short = token.span.end - token.span.begin == 1;
  return is_short && (token.word == TimeWord::day || token.word == TimeWord::part);
}

}  // namespace

int SaidTime::weight() const {
  return (days ? 3 : 0) + (from ? 4 : 0) + (to ? 2 : 0) + (part ? 2 : 0) + (is_absolute() ? 4 : 0) +
         (is_end_of_day ? 4 : 0) - (is_now ? 3 : 0) + (is_any ? 1 : 0);
}

void SaidTime::take_time(const SaidTime& other) {
  part = other.part;
  from = other.from;
  to = other.to;
  is_after = other.is_after;
  is_before = other.is_before;
  is_any = other.is_any;
  lasting_minutes = other.lasting_minutes;
}

std::optional<SaidTime> SaidTimeReader::read() {
  size_t last = at_;
  while (!grammar_.is_done(at_) && !grammar_.is(at_, TimeWord::other)) {
    if (read_piece()) {
      last = at_;
      continue;
    }
    const TimeWord word = grammar_.token(at_).word;
    if (word == TimeWord::filler || word == TimeWord::in || word == TimeWord::the) {
      may_be_number_ = word == TimeWord::filler && (grammar_.token(at_).value == 1 || may_be_number_);
      ++at_;
      continue;
    }
    if ((word == TimeWord::from || word == TimeWord::between) && !said_.from) {
      may_be_number_ = true;
      ++at_;
      continue;
    }
    break;
  }
  if (!read_anything()) {
    at_ = begin_;
    return std::nullopt;
  }
  at_ = last;
  said_.span = {grammar_.token(begin_).span.begin, grammar_.token(last - 1).span.end};
  return said_;
}

bool SaidTimeReader::read_anything() const {
  return said_.days || said_.part || said_.from || said_.is_absolute() || said_.is_now || said_.is_any ||
         said_.is_end_of_day;
}

bool SaidTimeReader::read_piece() {
  const bool read = read_as(grammar_.token(at_).word);
  if (read) may_be_number_ = false;
  return read;
}

// What may begin with each word, in the order in which it is tried.
bool SaidTimeReader::read_as(TimeWord first) {
  switch (first) {
    case TimeWord::to:
    case TimeWord::conj: return read_range_end();
    case TimeWord::end_of: return read_end_of();
    case TimeWord::filler:
    case TimeWord::in:
    case TimeWord::within:
    case TimeWord::remaining:
    case TimeWord::less_than: return read_span_of_time();
    case TimeWord::before: return read_span_of_time() || read_bound();
    case TimeWord::after: return read_bound();
    case TimeWord::number:
    case TimeWord::half:
    case TimeWord::couple: return read_span_of_time() || read_days() || read_clock();
    case TimeWord::quarter:
    case TimeWord::fixed: return read_clock();
    case TimeWord::which: return read_next_hour() || read_days();
    case TimeWord::for_: return read_lasting();
    case TimeWord::part: return read_part();
    case TimeWord::now:
    case TimeWord::any: return read_now();
    default: return read_days();
  }
}

bool SaidTimeReader::read_days() {
  const TimeToken& first = grammar_.token(at_);
  if (is_syllable(first) && !grammar_.is(at_ + 1, TimeWord::part)) return false;
  // "next evening" is tomorrow's, "this afternoon" today's.
  if (first.word == TimeWord::which && grammar_.is(at_ + 1, TimeWord::part) && !said_.days) {
    said_.days = Days{grammar_.today() + days(first.value == 1 ? 1 : first.value < 0 ? -1 : 0)};
    ++at_;
    return true;
  }
  const auto read = grammar_.days_at(at_);
  if (!read) return false;
  if (!said_.days)
    said_.days = read->what;  // "first monday evening of next month": the month is in it already
  if (first.word == TimeWord::day && first.value == 1000) said_.part = PartOfDay::night;
  at_ = read->end;
  return true;
}

void SaidTimeReader::add_clock(const ClockTime& clock) {
  ClockTime with_part = clock;
  if (!with_part.is_pm && said_.part) with_part.part = said_.part;
  if (expects_end_)
    said_.to = with_part;
  else if (!said_.from)
    said_.from = with_part;
  expects_end_ = false;
}

// A bare number is a clock behind "at", where a range follows it, or beside a day or a part of one.
bool SaidTimeReader::is_weak_clock_here() const {
  if (!grammar_.is(at_, TimeWord::number)) return false;
  const auto clock = grammar_.weak_clock_at(at_);
  if (!clock) return false;
  if (may_be_number_ || expects_end_) return true;
  if (grammar_.is(clock->end, TimeWord::to) || grammar_.is(clock->end, TimeWord::conj)) {
    const auto end = grammar_.clock_at(clock->end + 1);
    const auto weak = grammar_.weak_clock_at(clock->end + 1);
    if (end) return true;
    if (weak && grammar_.is(clock->end, TimeWord::to))
      return said_.days || said_.part || grammar_.days_at(weak->end);
    return false;
  }
  const bool is_beside = said_.days || said_.part;
  return is_beside && (grammar_.is_done(clock->end) || !grammar_.is(clock->end, TimeWord::other));
}

bool SaidTimeReader::read_clock() {
  if (said_.from && !expects_end_) return false;
  auto clock = grammar_.clock_at(at_);
  if (!clock && is_weak_clock_here()) clock = grammar_.weak_clock_at(at_);
  if (!clock) return false;
  const TimeToken& first = grammar_.token(at_);
  add_clock(clock->what);
  if (first.is_pair && !said_.to) {  // "三四点"
    said_.to = said_.from;
    said_.to->minutes += 60;
  }
  at_ = clock->end;
  return true;
}

// "到六点", "- 2:30 pm", "and 5pm", "to now".
bool SaidTimeReader::read_range_end() {
  const bool joins = grammar_.is(at_, TimeWord::to) || grammar_.is(at_, TimeWord::conj);
  if (!joins || !said_.from || said_.to) return false;
  size_t j = grammar_.skip_fillers(at_ + 1);
  if (grammar_.is(j, TimeWord::now)) {
    said_.until_now = true;
    at_ = j + 1;
    return true;
  }
  const size_t clock = grammar_.is(j, TimeWord::part) ? j + 1 : j;
  if (!grammar_.clock_at(clock) && !grammar_.weak_clock_at(clock)) return false;
  if (clock != j) said_.part = static_cast<PartOfDay>(grammar_.token(j).value);
  at_ = clock;
  expects_end_ = true;
  return true;
}

bool SaidTimeReader::read_part() {
  const TimeToken& token = grammar_.token(at_);
  if (token.word != TimeWord::part) return false;
  const bool stands_alone = !said_.days && !grammar_.clock_at(at_ + 1);
  if (is_syllable(token) && stands_alone) return false;
  said_.part = static_cast<PartOfDay>(token.value);
  // Behind its clock: "seven in the evening", "five-thirty tomorrow evening".
  if (said_.from && !said_.from->is_pm && !said_.from->part) said_.from->part = said_.part;
  if (said_.to && !said_.to->is_pm && !said_.to->part) said_.to->part = said_.part;
  ++at_;
  return true;
}

// "以后", "before": behind what they bound in Chinese, before it in English.
bool SaidTimeReader::read_bound() {
  const TimeWord word = grammar_.token(at_).word;
  if (word != TimeWord::after && word != TimeWord::before) return false;
  const bool is_behind = said_.from || said_.part || said_.days;
  if (!is_behind && !grammar_.clock_at(at_ + 1) && !grammar_.weak_clock_at(at_ + 1) &&
      !grammar_.is(at_ + 1, TimeWord::part) && !grammar_.days_at(at_ + 1))
    return false;
  if (word == TimeWord::after)
    said_.is_after = true;
  else
    said_.is_before = true;
  ++at_;
  const bool leads = grammar_.weak_clock_at(at_).has_value();
  if (leads && !said_.from)
    add_clock(grammar_.clock_at(at_) ? grammar_.clock_at(at_)->what : grammar_.weak_clock_at(at_)->what),
        at_ = grammar_.clock_at(at_) ? grammar_.clock_at(at_)->end : grammar_.weak_clock_at(at_)->end;
  return true;
}

bool SaidTimeReader::read_now() {
  if (grammar_.is(at_, TimeWord::any)) {
    said_.is_any = true;
    ++at_;
    return true;
  }
  if (!grammar_.is(at_, TimeWord::now)) return false;
  said_.is_now = true;
  ++at_;
  if (grammar_.is(at_, TimeWord::to)) ++at_;  // "from now until 3 min later"
  return true;
}

}  // namespace steward::understanding
