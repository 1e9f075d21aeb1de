#include "understanding/matters.hpp"

#include <algorithm>

namespace steward::understanding {

namespace {

using domain::Hazard;
using domain::Intent;
using domain::Matter;

constexpr size_t most_matters = 5, most_cuts_tried = 24;

std::vector<Span> clauses_of(const Text& text) {
  std::vector<Span> clauses;
  for (size_t i = 0; i < text.size(); ++i) {
    if (clauses.empty() || text.clauses[i] != text.clauses[i - 1]) clauses.push_back({i, i});
    clauses.back().end = i + 1;
  }
  return clauses;
}

bool stands_alone(const Classified& part) {
  const bool is_request = part.intent == Intent::repair || part.intent == Intent::complaint;
  return is_request && !part.is_guess && part.trade && part.has_fault;
}

// Of whoever complains nothing needs to be broken.
bool may_stand_beside(const Classified& part) {
  return stands_alone(part) || (part.intent == Intent::complaint && !part.is_guess && part.trade);
}

bool begins_with_another(const Reading& reading, Span clause) {
  const Span head{clause.begin, std::min(clause.end, clause.begin + 8)};
  return reading.has(Mark::another, head);
}

// A clause that says "also" stands beside what came before; else only another trade that is complete by
// itself does.
bool begins_new_matter(const Reading& reading, const Classified& before, Span clause,
                       const Classified& part) {
  if (!stands_alone(before)) return false;
  if (begins_with_another(reading, clause)) return may_stand_beside(part);
  if (!stands_alone(part)) return false;
  const bool is_other = part.trade != before.trade;
  const bool may_be_consequence = before.hazard != Hazard::none || part.hazard != Hazard::none;
  return is_other && !may_be_consequence && !reading.has(Mark::past, clause);
}

std::vector<Span> cut(const Reading& reading) {
  std::vector<Span> parts;
  size_t tried = 0;
  for (const Span& clause : clauses_of(reading.text())) {
    if (parts.empty()) {
      parts.push_back(clause);
      continue;
    }
    const bool says_more = reading.has(Mark::fault, clause) || begins_with_another(reading, clause);
    const bool may_be_new = parts.size() < most_matters && says_more && ++tried < most_cuts_tried;
    const bool is_new = may_be_new && begins_new_matter(reading, classify(reading, parts.back()), clause,
                                                        classify(reading, clause));
    if (is_new)
      parts.push_back(clause);
    else
      parts.back().end = clause.end;
  }
  return parts;
}

bool is_joint(const Meant& meant) {
  if (meant.meaning.dimension != Dimension::mark) return false;
  const auto mark = static_cast<Mark>(meant.meaning.label);
  return mark == Mark::another || mark == Mark::conjunction;
}

// Where a text of two matters has no comma: "厨房漏水还有楼道灯不亮", "the tap leaks and the light is out".
std::vector<Span> cut_at_joints(const Reading& reading, std::vector<Span> parts) {
  size_t tried = 0;
  for (const Meant& meant : reading.meant()) {
    if (!is_joint(meant) || ++tried > most_cuts_tried) continue;
    Span& last = parts.back();
    if (parts.size() >= most_matters || meant.span.begin <= last.begin || meant.span.end > last.end) continue;
    const Span before{last.begin, meant.span.begin}, behind{meant.span.begin, last.end};
    const Classified first = classify(reading, before), second = classify(reading, behind);
    if (!stands_alone(first) || !stands_alone(second)) continue;
    const bool says_another = static_cast<Mark>(meant.meaning.label) == Mark::another;
    if (!says_another && first.trade == second.trade) continue;
    last = before;
    parts.push_back(behind);
  }
  return parts;
}

void find_place(const Reading& reading, Span part, Matter& matter) {
  const Meant* common = reading.find(Mark::common_place, part);
  const Meant* place = common != nullptr ? common : reading.find(Mark::place, part);
  if (place != nullptr) matter.place = std::string(reading.text().quote(place->span));
  matter.is_common_place = common != nullptr;
}

bool is_greeting(const Meant& meant) {
  return meant.meaning.dimension == Dimension::intent &&
         meant.meaning.label == static_cast<uint8_t>(Intent::greeting);
}

Span trimmed(const Text& text, Span part) {
  static constexpr CharSet soft(U" ,;\n");
  while (!part.empty() && soft.has(text[part.begin])) ++part.begin;
  while (!part.empty() && soft.has(text[part.end - 1])) --part.end;
  return part;
}

// What the order will say: without the greeting or "还有" before it and the comma behind.
Span told(const Reading& reading, Span part) {
  const Text& text = reading.text();
  part = trimmed(text, part);
  for (const Meant& meant : reading.meant()) {
    const bool leads = meant.span.begin == part.begin && (is_joint(meant) || is_greeting(meant));
    const Span rest = leads ? trimmed(text, {meant.span.end, part.end}) : Span{};
    if (!rest.empty()) part = rest;
  }
  return part;
}

Matter matter_of(const Reading& reading, Span part, const std::vector<FoundUnit>& units) {
  const Classified classified = classify(reading, part);
  Matter matter{.intent = classified.intent,
                .confidence = classified.confidence,
                .trade = classified.trade ? std::string(trades[static_cast<size_t>(*classified.trade)]) : "",
                .hazard = classified.hazard,
                .text = std::string(reading.text().quote(told(reading, part)))};
  find_place(reading, part, matter);
  std::vector<FoundUnit> inside;
  for (const FoundUnit& unit : units)
    if (part.holds(unit.span)) inside.push_back(unit);
  const FoundUnit* meant = meant_unit(reading.text(), inside.empty() ? units : inside);
  if (meant != nullptr) matter.unit = meant->unit;
  return matter;
}

bool says_something(const Matter& matter) {
  return matter.intent != Intent::other || matter.hazard != Hazard::none;
}

}  // namespace

std::vector<Matter> find_matters(const Reading& reading, const std::vector<FoundUnit>& units) {
  const Span whole{0, reading.text().size()};
  std::vector<Span> parts = cut(reading);
  if (parts.empty()) parts.push_back(whole);
  parts = cut_at_joints(reading, std::move(parts));
  std::vector<Matter> matters;
  for (const Span& part : parts)
    matters.push_back(matter_of(reading, parts.size() == 1 ? whole : part, units));
  if (matters.size() > 1) std::erase_if(matters, [](const Matter& m) { return !says_something(m); });
  if (matters.empty()) matters.push_back(matter_of(reading, whole, units));
  return matters;
}

}  // namespace steward::understanding
