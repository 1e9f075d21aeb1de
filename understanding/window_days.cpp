// Days: "明天", "下周三", "3月5号", "the 26th", "friday the 26th", "first monday of next month", "下半周", "3
// days from tuesday".

#include <algorithm>

#include "understanding/window_grammar.hpp"

namespace steward::understanding {

namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::year_month_day;

constexpr int coming = 3;  // the value of "coming", "upcoming"

bool is_day_number(const TimeToken& token) {
  return (token.word == TimeWord::number || token.word == TimeWord::ordinal) && token.minute == -1 &&
         token.value >= 1 && token.value <= 31;
}
bool is_year(const TimeToken& token) {
  return token.word == TimeWord::number && token.minute == -1 && token.value >= 1990 && token.value <= 2099;
}
int weekday_of(local_days day) {
  return static_cast<int>((std::chrono::weekday(day) - std::chrono::Monday).count());
}

}  // namespace

std::optional<Days> WindowGrammar::date_of(int year, int month, int day) const {
  const year_month_day today(today_);
  const int given = year != 0 ? year : static_cast<int>(today.year());
  for (int y = given; y <= given + 8; ++y) {
    const year_month_day date{std::chrono::year(y), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (date.ok() && (year != 0 || local_days(date) >= today_)) return Days{local_days(date)};
    if (year != 0) break;
  }
  return std::nullopt;
}

// The next day with this number; months that lack it are passed over.
std::optional<Days> WindowGrammar::next_with_day(int day) const {
  year_month_day month(today_);
  for (int i = 0; i < 4;
       ++i, month = year_month_day{(month.year() / month.month() + std::chrono::months(1)) / 1}) {
    const year_month_day date{month.year(), month.month(), std::chrono::day(static_cast<unsigned>(day))};
    if (date.ok() && local_days(date) >= today_) return Days{local_days(date)};
  }
  return std::nullopt;
}

Days WindowGrammar::month_from_now(int months) const {
  const year_month_day today(today_);
  const auto month = today.year() / today.month() + std::chrono::months(months);
  const local_days first = local_days(month / 1);
  return {first, static_cast<int>((local_days((month + std::chrono::months(1)) / 1) - first).count())};
}

std::optional<Read<Days>> WindowGrammar::days_at(size_t i) const {
  if (is(i, TimeWord::date)) {
    const int value = token(i).value;
    const auto date = date_of(value / 10000, value / 100 % 100, value % 100);
    if (date) return Read<Days>{*date, i + 1};
  }
  if (is(i, TimeWord::day)) {
    const int offset = token(i).value;
    return Read<Days>{{today_ + days(offset == 1000 ? 0 : offset)}, i + 1};
  }
  using G = WindowGrammar;
  switch (token(i).word) {
    case TimeWord::number:
      return first_of(i, {&G::from_a_day, &G::date_in_chinese, &G::date_with_month_name, &G::counted_days});
    case TimeWord::couple: return first_of(i, {&G::from_a_day, &G::counted_days});
    case TimeWord::ordinal:
      return first_of(
          i, {&G::nth_weekday_of_month, &G::date_in_chinese, &G::date_with_month_name, &G::period_at});
    case TimeWord::which:
      return first_of(i, {&G::date_in_chinese, &G::counted_days, &G::weekday_at, &G::period_at});
    case TimeWord::the: return first_of(i, {&G::counted_days, &G::period_at, &G::day_of_month});
    case TimeWord::month_name: return date_with_month_name(i);
    case TimeWord::weekday: return weekday_at(i);
    case TimeWord::later_part:
    case TimeWord::week:
    case TimeWord::weekend: return period_at(i);
    default: return std::nullopt;
  }
}

std::optional<Read<Days>> WindowGrammar::first_of(size_t i, std::initializer_list<DaysReader> readers) const {
  for (const DaysReader reader : readers)
    if (auto read = (this->*reader)(i)) return read;
  return std::nullopt;
}

// "two days after today", "3 days from Tuesday".
std::optional<Read<Days>> WindowGrammar::from_a_day(size_t i) const {
  if (!is(i, TimeWord::number) && !is(i, TimeWord::couple)) return std::nullopt;
  const auto amount = amount_at(i);
  if (!amount || amount->what.days == 0) return std::nullopt;
  if (!is(amount->end, TimeWord::after) && !is(amount->end, TimeWord::from)) return std::nullopt;
  const size_t j = amount->end + 1;
  if (!is(j, TimeWord::day) && !is(j, TimeWord::weekday)) return std::nullopt;
  const auto base = days_at(j);
  if (!base) return std::nullopt;
  return Read<Days>{{base->what.from + days(amount->what.days)}, base->end};
}

// "2018年3月5日", "3月5号", "5号", "下个月5号", "月底" is left alone.
std::optional<Read<Days>> WindowGrammar::date_in_chinese(size_t i) const {
  int year = 0, month = 0;
  if (is_year(token(i)) && is(i + 1, TimeWord::year_mark)) {
    year = token(i).value;
    i += 2;
  }
  if (is(i, TimeWord::which) && (is(i + 1, TimeWord::month) || is(i + 1, TimeWord::month_mark))) {
    const Days period = month_from_now(token(i).value);
    const size_t j = skip_fillers(i + 2);
    if (!is_day_number(token(j)) || !is(j + 1, TimeWord::day_mark)) return std::nullopt;
    return Read<Days>{{period.from + days(token(j).value - 1)}, j + 2};
  }
  if (is(i, TimeWord::number) && token(i).value >= 1 && token(i).value <= 12 &&
      is(i + 1, TimeWord::month_mark)) {
    month = token(i).value;
    i += 2;
  }
  if (!is_day_number(token(i))) return std::nullopt;
  if (month == 0 && !is(i + 1, TimeWord::day_mark)) return std::nullopt;
  const size_t end = is(i + 1, TimeWord::day_mark) ? i + 2 : i + 1;
  const auto date = month != 0 ? date_of(year, month, token(i).value) : next_with_day(token(i).value);
  if (!date) return std::nullopt;
  return Read<Days>{*date, end};
}

// "december 12th 2016", "october, 1st", "4th of july", "week of april 10th" is a period.
std::optional<Read<Days>> WindowGrammar::date_with_month_name(size_t i) const {
  int month = 0, day = 0;
  size_t end = i;
  if (is(i, TimeWord::month_name)) {
    size_t j = skip_fillers(i + 1);
    if (is(j, TimeWord::the)) ++j;
    if (!is_day_number(token(j))) return std::nullopt;
    month = token(i).value;
    day = token(j).value;
    end = j + 1;
  } else if (is_day_number(token(i))) {
    const size_t j = skip_fillers(i + 1);
    if (!is(j, TimeWord::month_name)) return std::nullopt;
    month = token(j).value;
    day = token(i).value;
    end = j + 1;
  } else {
    return std::nullopt;
  }
  int year = 0;
  if (const size_t j = skip_fillers(end); is_year(token(j))) {
    year = token(j).value;
    end = j + 1;
  }
  const auto date = date_of(year, month, day);
  if (!date) return std::nullopt;
  return Read<Days>{*date, end};
}

// "the 17", "the 26th".
std::optional<Read<Days>> WindowGrammar::day_of_month(size_t i) const {
  if (!is(i, TimeWord::the) || !is_day_number(token(i + 1)) || token(i + 1).digits == 0) return std::nullopt;
  const bool goes_on = is(i + 1, TimeWord::ordinal) || is_done(i + 2) || is(i + 2, TimeWord::filler) ||
                       is(i + 2, TimeWord::between) || is(i + 2, TimeWord::from);
  const auto date = next_with_day(token(i + 1).value);
  if (!goes_on || !date) return std::nullopt;
  return Read<Days>{*date, i + 2};
}

// A date that stands behind its weekday counts: "friday the 26th", "sometime friday 2018-7-6", "this
// friday 7.6".
std::optional<Read<Days>> WindowGrammar::date_behind_weekday(size_t i) const {
  size_t j = skip_fillers(i);
  if (is(j, TimeWord::date) || is(j, TimeWord::month_name)) return days_at(j);
  if (const TimeToken& point = token(j);
      point.word == TimeWord::number && point.minute < -1 && point.value <= 12) {
    if (const auto date = date_of(0, point.value, -1 - point.minute)) return Read<Days>{*date, j + 1};
  }
  if (!is(j, TimeWord::the)) return std::nullopt;
  const auto date = is(j + 1, TimeWord::ordinal) ? next_with_day(token(j + 1).value) : std::nullopt;
  if (!date) return std::nullopt;
  return Read<Days>{*date, j + 2};
}

std::optional<Read<Days>> WindowGrammar::weekday_at(size_t i) const {
  std::optional<int> weeks;
  bool is_coming = false;
  if (is(i, TimeWord::which)) {
    is_coming = token(i).value == coming;
    if (!is_coming) weeks = token(i).value;
    i = is(i + 1, TimeWord::week) ? skip_fillers(i + 2) : i + 1;  // "next week wednesday"
  }
  if (!is(i, TimeWord::weekday)) return std::nullopt;
  const int weekday = token(i).value;
  if (auto date = date_behind_weekday(i + 1)) return date;
  size_t end = i + 1;
  if (const size_t j = skip_fillers(end);
      !weeks && is(j, TimeWord::which) && is(j + 1, TimeWord::week)) {  // "tuesday of next week"
    weeks = token(j).value;
    end = j + 2;
  }
  if (const auto amount = amount_at(end);
      amount && amount->what.days > 0 && is(amount->end, TimeWord::now)) {  // "monday two weeks from now"
    weeks = amount->what.days / 7;
    end = amount->end + 1;
  }
  if (weeks) return Read<Days>{{monday_of(today_) + days(7 * *weeks + weekday)}, end};
  int ahead = (weekday - weekday_of(today_) + 7) % 7;
  if (ahead == 0 && is_coming) ahead = 7;
  return Read<Days>{{today_ + days(ahead)}, end};
}

// "first monday evening of next month": what stands between is read again by the caller.
std::optional<Read<Days>> WindowGrammar::nth_weekday_of_month(size_t i) const {
  if (!is(i, TimeWord::ordinal) || !is(i + 1, TimeWord::weekday)) return std::nullopt;
  for (size_t j = i + 2; j < i + 12 && j < tokens_.size(); ++j) {
    std::optional<local_days> first;
    if (is(j, TimeWord::which) && is(j + 1, TimeWord::month)) first = month_from_now(token(j).value).from;
    if (is(j, TimeWord::month_name))
      if (const auto date = date_of(0, token(j).value, 1)) first = date->from;
    if (!first) continue;
    const int ahead = (token(i + 1).value - weekday_of(*first) + 7) % 7;
    return Read<Days>{{*first + days(ahead + 7 * (token(i).value - 1))}, i + 2};
  }
  return std::nullopt;
}

// Weeks, weekends and months as a whole, or the later part of a week.
std::optional<Read<Days>> WindowGrammar::period_at(size_t i) const {
  const local_days monday = monday_of(today_);
  const size_t article = is(i, TimeWord::the) ? i + 1 : i;
  if (is(article, TimeWord::later_part) && is(article + 1, TimeWord::week)) {
    if (token(article).value == 0) return Read<Days>{{monday, 3}, article + 2};
    return Read<Days>{{monday + days(3), 4}, article + 2};
  }
  if (is(article, TimeWord::ordinal) && is(article + 1, TimeWord::week)) {
    const size_t j = skip_fillers(article + 2);
    if (!is(j, TimeWord::month_name)) return std::nullopt;
    const auto first = date_of(0, token(j).value, 1);
    if (!first) return std::nullopt;
    return Read<Days>{{monday_of(first->from) + days(7 * (token(article).value - 1)), 7}, j + 1};
  }
  if (is(article, TimeWord::week) && token(article).span.end - token(article).span.begin == 4) {
    if (is(article + 1, TimeWord::which))
      return Read<Days>{{monday + days(7 * token(article + 1).value), 7}, article + 2};
    const auto date = is(article + 1, TimeWord::filler) ? days_at(skip_fillers(article + 1)) : std::nullopt;
    if (date) return Read<Days>{{monday_of(date->what.from), 7}, date->end};
    return std::nullopt;
  }
  if (is(article, TimeWord::weekend)) {
    const int ahead = std::max(0, 5 - weekday_of(today_));
    return Read<Days>{
        {weekday_of(today_) == 6 ? today_ : today_ + days(ahead), weekday_of(today_) == 6 ? 1 : 2},
        article + 1};
  }
  if (!is(article, TimeWord::which)) return std::nullopt;
  const int ahead = token(article).value == coming ? 0 : token(article).value;
  if (is(article + 1, TimeWord::weekend)) return Read<Days>{{monday + days(7 * ahead + 5), 2}, article + 2};
  if (is(article + 1, TimeWord::week)) return Read<Days>{{monday + days(7 * ahead), 7}, article + 2};
  const bool is_month = is(article + 1, TimeWord::month) || is(article + 1, TimeWord::month_mark);
  if (is_month) return Read<Days>{month_from_now(ahead), article + 2};
  return std::nullopt;
}

// "next 3 days", "2 next days", "next 4 business days", "next couple weeks": from tomorrow on.
std::optional<Read<Days>> WindowGrammar::counted_days(size_t i) const {
  const size_t start = is(i, TimeWord::the) ? i + 1 : i;
  size_t number = 0, unit = 0;
  if (is(start, TimeWord::which) && token(start).value == 1) {
    number = start + 1;
    unit = start + 2;
  } else if (is(start + 1, TimeWord::which) && token(start + 1).value == 1) {
    number = start;
    unit = start + 2;
  } else {
    return std::nullopt;
  }
  int count = 0;
  if (is(number, TimeWord::number)) count = token(number).value;
  if (is(number, TimeWord::couple)) count = token(number).value != 0 ? token(number).value : 2;
  if (count < 1 || count > 60) return std::nullopt;
  if (is(unit, TimeWord::week)) return Read<Days>{{today_ + days(1), 7 * count}, unit + 1};
  if (is(unit, TimeWord::days)) return Read<Days>{{today_ + days(1), count}, unit + 1};
  if (!is(unit, TimeWord::business_days)) return std::nullopt;
  local_days end = today_ + days(1);
  for (int left = count; left > 0; end += days(1))
    if (weekday_of(end) < 5) --left;
  return Read<Days>{{today_ + days(1), static_cast<int>((end - today_).count()) - 1}, unit + 1};
}

}  // namespace steward::understanding
