#include "understanding/times.hpp"

#include <algorithm>

#include "understanding/said_time.hpp"

namespace steward::understanding {

namespace {

using domain::TimeWindow;

// Of several stretches of time the fullest counts; a day in one and an hour in another belong together.
SaidTime fullest(std::vector<SaidTime> said) {
  SaidTime* best = &said.front();
  for (SaidTime& other : said)
    if (other.weight() > best->weight()) best = &other;
  SaidTime result = *best;
  for (const SaidTime& other : said) {
    if (other.span == result.span) continue;
    if (!result.has_time() && result.days && other.has_time() && !other.days && !other.is_absolute())
      result.take_time(other);
    else if (!result.days && result.has_time() && !result.is_absolute() && other.days && !other.has_time())
      result.days = other.days;
  }
  return result;
}

// Without one of these, words like "的", "in", "between" say no time, however many stand together.
constexpr TimeWordSet telling{
    TimeWord::number,        TimeWord::ordinal,      TimeWord::date,   TimeWord::day,
    TimeWord::weekday,       TimeWord::weekend,      TimeWord::week,   TimeWord::month,
    TimeWord::month_name,    TimeWord::days,         TimeWord::hours,  TimeWord::weeks_fortnight,
    TimeWord::business_days, TimeWord::minutes_unit, TimeWord::half,   TimeWord::quarter,
    TimeWord::part,          TimeWord::fixed,        TimeWord::which,  TimeWord::later_part,
    TimeWord::end_of,        TimeWord::now,          TimeWord::couple, TimeWord::any};

// All that is said in one stretch without other words.
void read_stretch(const WindowGrammar& grammar, size_t begin, size_t end, std::vector<SaidTime>& said) {
  constexpr size_t most_said = 20;
  for (size_t i = begin; i < end && said.size() < most_said;) {
    SaidTimeReader reader(grammar, i);
    if (auto time = reader.read()) said.push_back(*time);
    i = std::max(i + 1, reader.end());
  }
}

}  // namespace

std::optional<FoundWindow> find_window(const Text& text, const std::vector<Span>& taken,
                                       domain::LocalTime written_at) {
  const std::vector<TimeToken> tokens = time_tokens(text, taken);
  const WindowGrammar grammar(tokens, written_at);
  std::vector<SaidTime> said;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t begin = i;
    bool tells = false;
    for (; !grammar.is_done(i) && !grammar.is(i, TimeWord::other); ++i) tells |= telling.has(tokens[i].word);
    if (tells) read_stretch(grammar, begin, i, said);
  }
  if (said.empty()) return std::nullopt;
  const SaidTime meant = fullest(std::move(said));
  return FoundWindow{resolved(meant, written_at), meant.span, meant.is_now};
}

}  // namespace steward::understanding
