// Asked about several orders at once, somebody says one thing of this and another of that: "水龙头好了，门禁
// 还没好". Read clause by clause; where all say the same, one answer counts for all of them.

#include <algorithm>
#include <array>

#include "domain/follow_up.hpp"
#include "domain/hearing.hpp"
#include "domain/lines.hpp"

namespace steward::domain {
namespace {

constexpr int fully_satisfied = 5;

// What a clause says of an order: a score, or (0) that it is not fixed.
struct Said {
  OrderId order;
  int score = 0;
  std::string text;
};

std::vector<std::string> clauses_of(const std::string& text) {
  constexpr std::array ends{"，", "。", "；", "！", "、", ",", ";", "!", "\n", " but ", "但是", "不过"};
  std::vector<std::string> clauses;
  for (size_t from = 0; from < text.size();) {
    size_t end = text.size(), next = end;
    for (const std::string_view one : ends)
      if (const size_t at = text.find(one, from); at < end) {
        end = at;
        next = at + one.size();
      }
    if (end > from) clauses.push_back(text.substr(from, end - from));
    from = next;
  }
  return clauses;
}

std::optional<int> verdict_in(const Features& said) {
  if (said.answer == Answer::not_fixed) return 0;
  if (said.score) return said.score;
  if (said.answer == Answer::fixed || said.answer == Answer::yes) return fully_satisfied;
  return std::nullopt;
}

// Each order that a clause names, with what it says of it; and what is asked for besides.
struct Clauses {
  std::vector<Said> verdicts;
  std::vector<Heard> requests;
};

Clauses read_clauses(Draft& draft, Conversation& talk, const std::vector<OrderId>& asked,
                     const Heard& heard) {
  std::vector<OrderLine*> lines;
  for (const OrderId& id : asked)
    if (OrderLine* line = line_of(talk, id)) lines.push_back(line);
  Clauses read;
  std::vector<Said>& all = read.verdicts;
  const LocalTime written_at = draft.site_of(talk).zone.to_local(heard.at);
  for (std::string& clause : clauses_of(heard.text)) {
    const Features said = draft.rules.understand(clause, written_at);
    const auto verdict = said.matters.empty() ? std::nullopt : verdict_in(said);
    const auto meant = verdict ? lines_meant(lines, said) : std::vector<OrderLine*>{};
    if (!said.matters.empty() && asks_for_more(draft, talk, asked, said))
      read.requests.push_back({std::move(clause), {}, {}, heard.at, said});
    else if (meant.size() == 1 && lines.size() > 1)
      all.push_back({meant.front()->order, *verdict, std::move(clause)});
    else if (!all.empty())
      all.back().text += "，" + clause;  // goes on about the same
  }
  return read;
}

bool all_say_the_same(const std::vector<Said>& all) {
  return std::all_of(all.begin(), all.end(), [&](const Said& one) { return one.score == all.front().score; });
}

}  // namespace

bool hear_several_verdicts(Draft& draft, Conversation& talk, const Heard& heard) {
  const std::vector<OrderId> asked = talk.question->orders;
  if (asked.size() < 2) return false;
  Clauses read = read_clauses(draft, talk, asked, heard);
  std::vector<Said>& all = read.verdicts;
  if (all.empty() || all_say_the_same(all)) return false;
  // The middling last: they are asked why, which is the question that then stands open.
  std::stable_sort(all.begin(), all.end(),
                   [](const Said& one, const Said& other) { return (one.score == 3) < (other.score == 3); });
  for (const Said& one : all) {
    Heard part = heard;
    part.text = one.text;
    if (one.score == 0)
      reopen_for(draft, talk, one.order, part);
    else
      take_verdict(draft, {one.order}, verdict_of(talk, {}, one.text, one.score));
  }
  for (const Heard& request : read.requests) hear_request(draft, talk, request);
  return true;
}

}  // namespace steward::domain
