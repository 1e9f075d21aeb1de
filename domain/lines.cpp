#include "domain/lines.hpp"

#include <algorithm>
#include <set>

#include "domain/text.hpp"

namespace steward::domain {

void sync_line(Conversation& talk, const WorkOrder& order, const Words& words) {
  OrderLine* line = line_of(talk, order.id);
  if (!line) {
    talk.orders.push_back({});
    line = &talk.orders.back();
    line->order = order.id;
    line->opened_at = order.opened_at;
  }
  line->kind = order.kind;
  line->trade = order.trade;
  line->hazard = order.hazard;
  line->matter = shortened(words.matter, 24);
  line->state = order.state;
  line->done_at = order.done_at;
  line->follow_up = order.follow_up.state;
}

void prune_lines(Conversation& talk, const Rules& rules, Instant now) {
  std::erase_if(talk.orders, [&](const OrderLine& line) {
    if (is_open(line)) return false;
    if (line.state == OrderState::cancelled || line.state == OrderState::not_ours)
      return line.opened_at + std::chrono::hours{24} < now;
    return line.done_at.value_or(line.opened_at) + rules.manners.rework < now;
  });
}

OrderLine* line_of(Conversation& talk, const OrderId& order) {
  for (OrderLine& line : talk.orders)
    if (line.order == order) return &line;
  return nullptr;
}

bool is_open(const OrderLine& line) { return is_open(line.state); }

bool is_in_grace(const OrderLine& line, const Rules& rules, Instant now) {
  const bool was_done = line.state == OrderState::done || line.state == OrderState::followed_up ||
                        line.state == OrderState::closed;
  return was_done && line.kind != survey_kind && line.done_at && now < *line.done_at + rules.manners.grace;
}

double likeness(std::string_view one, std::string_view other) {
  const auto pairs = [](std::string_view text) {
    std::set<std::pair<char32_t, char32_t>> found;
    char32_t before = 0;
    each_code_point(text, [&](char32_t point) {
      if (point > 0x2f && point < 0x3000 && point > 0x7f) return;  // punctuation
      if (before) found.insert({before, point});
      before = point;
    });
    return found;
  };
  const auto a = pairs(one), b = pairs(other);
  if (a.empty() || b.empty()) return 0;
  const auto shared = std::count_if(a.begin(), a.end(), [&](const auto& pair) { return b.contains(pair); });
  return static_cast<double>(shared) / static_cast<double>(std::min(a.size(), b.size()));
}

std::vector<OrderLine*> lines_meant(std::vector<OrderLine*> candidates, const Features& heard) {
  if (candidates.size() <= 1) return candidates;
  if (!heard.order_number.empty())
    for (OrderLine* line : candidates)
      if (line->order.value == heard.order_number) return {line};
  if (heard.ordinal && *heard.ordinal >= 1 && *heard.ordinal <= static_cast<int>(candidates.size()))
    return {candidates[static_cast<size_t>(*heard.ordinal - 1)]};
  const Matter& said = heard.main();
  std::vector<OrderLine*> same_trade;
  for (OrderLine* line : candidates)
    if (!said.trade.empty() && line->trade == said.trade) same_trade.push_back(line);
  std::vector<OrderLine*>& pool = same_trade.empty() ? candidates : same_trade;
  if (pool.size() == 1 && !same_trade.empty()) return pool;
  // "forget it" names no matter, and any two texts in letters share some pairs.
  const bool names_none = heard.language == Language::en && said.intent != Intent::other &&
                          said.trade.empty() && said.place.empty();
  if (names_none) return pool;
  double best = 0;
  for (OrderLine* line : pool) best = std::max(best, likeness(said.text, line->matter));
  if (best < 0.2) return pool;
  std::vector<OrderLine*> alike;
  for (OrderLine* line : pool)
    if (likeness(said.text, line->matter) > best - 0.01) alike.push_back(line);
  return alike;
}

}  // namespace steward::domain
