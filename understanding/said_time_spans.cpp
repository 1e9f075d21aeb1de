// Stretches counted from now or lasting for a while: "in 5 minutes", "半小时后", "within 2h", "for 2 hours",
// "eod".

#include "understanding/said_time.hpp"

namespace steward::understanding {

namespace {

using std::chrono::days;
using std::chrono::minutes;

domain::LocalTime plus(domain::LocalTime time, const Amount& amount, int sign) {
  return time + minutes(sign * amount.minutes) + days(sign * amount.days);
}

}  // namespace

void SaidTimeReader::set_exact(std::optional<domain::LocalTime> from, std::optional<domain::LocalTime> to) {
  said_.exact_from = from;
  said_.exact_to = to;
}

// "in 5 minutes", "半小时后", "within 2h", "三天内", "3 days ago", "还剩3小时", "之前3小时".
bool SaidTimeReader::read_span_of_time() {
  const TimeWord word = grammar_.token(at_).word;
  if (read_ahead_of_amount(word, at_ + 1)) return true;
  const bool begins = word == TimeWord::number || word == TimeWord::half || word == TimeWord::couple ||
                      (word == TimeWord::filler && grammar_.is(at_ + 1, TimeWord::weeks_fortnight));
  if (!begins) return false;
  const auto amount = grammar_.amount_at(at_);
  return amount && read_behind_amount(amount->what, amount->end);
}

bool SaidTimeReader::read_ahead_of_amount(TimeWord word, size_t behind) {
  const bool is_known = word == TimeWord::in || word == TimeWord::within || word == TimeWord::remaining ||
                        word == TimeWord::before || word == TimeWord::less_than;
  if (!is_known) return false;
  const auto amount = grammar_.amount_at(behind);
  if (!amount) return false;
  const domain::LocalTime now = grammar_.now();
  if (word == TimeWord::less_than) {  // "less than 3 days after tomorrow"
    if (!grammar_.is(amount->end, TimeWord::after)) return false;
    const auto base = grammar_.days_at(amount->end + 1);
    if (!base) return false;
    said_.days = Days{base->what.from, amount->what.days};
    at_ = base->end;
    return true;
  }
  at_ = amount->end;
  if (grammar_.is(at_, TimeWord::filler)) at_ = grammar_.skip_fillers(at_);
  if (word == TimeWord::in) {
    if (amount->what.days > 0)
      said_.days = Days{grammar_.today() + days(amount->what.days)};
    else
      set_exact(plus(now, amount->what, 1), std::nullopt);
  } else if (word == TimeWord::before) {
    set_exact(plus(now, amount->what, -1), now);
  } else {
    set_exact(now, plus(now, amount->what, 1));
  }
  return true;
}

bool SaidTimeReader::read_behind_amount(const Amount& amount, size_t behind) {
  const domain::LocalTime now = grammar_.now();
  behind = grammar_.skip_fillers(behind);  // "半小时左右后"
  const TimeToken& token = grammar_.token(behind);
  switch (token.word) {
    case TimeWord::after:
    case TimeWord::now:
      if (amount.days > 0) {
        said_.days = Days{grammar_.today() + days(amount.days)};
      } else if (said_.is_now) {
        said_.is_now = false;
        set_exact(now, plus(now, amount, 1));
      } else {
        set_exact(plus(now, amount, 1), std::nullopt);
      }
      break;
    case TimeWord::before:
    case TimeWord::ago:
      if (amount.days > 0)
        said_.days = Days{grammar_.today() - days(amount.days)};
      else
        set_exact(plus(now, amount, -1), std::nullopt);
      break;
    case TimeWord::within: set_exact(now, plus(now, amount, 1)); break;
    default: return false;
  }
  at_ = behind + 1;
  return true;
}

// "for 2 hours from 2pm", "from 9 for 2.5 hrs", "for 3 days, from today".
bool SaidTimeReader::read_lasting() {
  if (!grammar_.is(at_, TimeWord::for_)) return false;
  const auto amount = grammar_.amount_at(at_ + 1);
  if (!amount) return false;
  if (amount->what.minutes > 0) {
    said_.lasting_minutes = amount->what.minutes;
    at_ = amount->end;
    return true;
  }
  const size_t from = grammar_.skip_fillers(amount->end);
  if (!grammar_.is(from, TimeWord::from) || amount->what.days == 0) return false;
  const auto base = grammar_.days_at(from + 1);
  if (!base) return false;
  said_.days = Days{base->what.from, amount->what.days};
  at_ = base->end;
  return true;
}

// "next hour", "上个小时".
bool SaidTimeReader::read_next_hour() {
  const TimeToken& which = grammar_.token(at_);
  if (which.word != TimeWord::which || !grammar_.is(at_ + 1, TimeWord::hours)) return false;
  const domain::LocalTime now = grammar_.now();
  if (which.value < 0)
    set_exact(now - minutes(60), now);
  else
    set_exact(now, now + minutes(60));
  at_ += 2;
  return true;
}

bool SaidTimeReader::read_end_of() {
  if (!grammar_.is(at_, TimeWord::end_of)) return false;
  if (grammar_.token(at_).value == 1) {  // "eod"
    said_.is_end_of_day = true;
    ++at_;
    return true;
  }
  const size_t behind = grammar_.is(at_ + 1, TimeWord::the) ? at_ + 2 : at_ + 1;
  const auto base = grammar_.days_at(behind);
  if (!base || base->what.count != 1) return false;
  said_.days = base->what;
  said_.is_end_of_day = true;
  at_ = base->end;
  return true;
}

}  // namespace steward::understanding
