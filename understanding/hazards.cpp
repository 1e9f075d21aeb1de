// A hazard is an alarm for many people, a missed one is worse: words that name one count unless something
// near them says that it is denied, over, imagined or only asked about.

#include <algorithm>

#include "understanding/classify.hpp"

#include "understanding/seen_once.hpp"

namespace steward::understanding {

namespace {

using domain::Hazard;

constexpr size_t negation_reach = 3, english_negation_reach = 14;
constexpr float alarm_weight = 1;
constexpr size_t most_weighed = 100;  // nobody names more dangers than that in earnest

// Which alarm is raised where several are named: who is in danger comes before what is.
constexpr Hazard by_danger[] = {Hazard::trapped, Hazard::fire,     Hazard::gas,   Hazard::medical,
                                Hazard::crime,   Hazard::electric, Hazard::flood, Hazard::fall};

Span clause_of(const Text& text, Span span) {
  Span clause = span;
  while (clause.begin > 0 && text.clauses[clause.begin - 1] == text.clauses[span.begin]) --clause.begin;
  while (clause.end < text.size() && text.clauses[clause.end] == text.clauses[span.end - 1]) ++clause.end;
  return clause;
}

bool is_mark(const Meant& meant, Mark mark) {
  return meant.meaning.dimension == Dimension::mark && meant.meaning.label == static_cast<uint8_t>(mark);
}

// "没着火", "no fire": the denial stands right before the word, or between the words of a pattern
// ("煤气没有漏").
bool is_denied(const Reading& reading, const Meant& hazard) {
  const Text& text = reading.text();
  const Span span = hazard.span;
  const size_t reach = is_latin(text[span.begin]) ? english_negation_reach : negation_reach;
  for (const Meant& meant : reading.meant()) {
    if (!is_mark(meant, Mark::negation)) continue;
    if (hazard.is_pattern && span.holds(meant.span) &&
        text.clauses[meant.span.begin] == text.clauses[span.end - 1])
      return true;
    if (meant.span.begin < span.begin && meant.span.end > span.begin) return true;  // "没闻到…"
    if (meant.span.end > span.begin || span.begin - meant.span.end > reach) continue;
    if (text.clauses[meant.span.begin] == text.clauses[span.begin]) return true;
  }
  return false;
}

// "如果着火", "怕漏电": said before it in its clause, or between the words of a pattern ("电梯会不会…").
bool is_supposed(const Reading& reading, const Meant& hazard) {
  const Span before{clause_of(reading.text(), hazard.span).begin, hazard.span.begin};
  return reading.has(Mark::supposed, before) ||
         (hazard.is_pattern && reading.has(Mark::supposed, hazard.span));
}

// "昨天困过人": over, unless something says that it goes on ("昨晚开始，一直漏") or that it is there again
// today.
bool is_over(const Reading& reading, Span hazard) {
  if (reading.has(Mark::ongoing)) return false;
  const Span clause = clause_of(reading.text(), hazard);
  if (reading.has(Mark::past, clause)) return true;
  return reading.has(Mark::past, {0, hazard.begin}) && !reading.has(Mark::present, clause);
}

bool is_there(const Reading& reading, const Meant& hazard) {
  if (is_denied(reading, hazard) || is_supposed(reading, hazard) || is_over(reading, hazard.span))
    return false;
  return !reading.has(Mark::in_general) && !reading.has(Mark::jest);
}

}  // namespace

Hazard find_hazard(const Reading& reading, Span within) {
  thread_local SeenOnce counted;
  counted.begin();
  std::array<float, 9> alarm{};
  size_t weighed = 0;
  for (const Meant& meant : reading.meant()) {
    if (meant.meaning.dimension != Dimension::hazard || !within.holds(meant.span)) continue;
    if (counted.has(meant.source) || ++weighed > most_weighed) continue;
    const bool takes_back = meant.meaning.weight < 0;
    if (!takes_back && !is_there(reading, meant)) continue;
    alarm[meant.meaning.label] += meant.meaning.weight;
    counted.add(meant.source);
  }
  Hazard worst = Hazard::none;
  float most = 0;
  for (Hazard hazard : by_danger) {
    const float weight = alarm[static_cast<size_t>(hazard)];
    if (weight >= alarm_weight && weight > most) {
      worst = hazard;
      most = weight;
    }
  }
  return worst;
}

bool plays_down_hazard(const Reading& reading, Span within) {
  size_t weighed = 0;
  for (const Meant& meant : reading.meant()) {
    const bool names_one = meant.meaning.dimension == Dimension::hazard &&
                           meant.meaning.weight >= alarm_weight && within.holds(meant.span);
    if (!names_one) continue;
    if (++weighed > most_weighed) return false;
    if (reading.has(Mark::jest) || is_denied(reading, meant)) return true;
  }
  return false;
}

}  // namespace steward::understanding
