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

}  // namespace

std::optional<FoundWindow> find_window(const Text& text, const std::vector<Span>& taken,
                                       domain::LocalTime written_at) {
  const std::vector<TimeToken> tokens = time_tokens(text, taken);
  const WindowGrammar grammar(tokens, written_at);
  std::vector<SaidTime> said;
  for (size_t i = 0; i < tokens.size() && said.size() < 20;) {
    if (tokens[i].word == TimeWord::other) {
      ++i;
      continue;
    }
    SaidTimeReader reader(grammar, i);
    if (auto time = reader.read()) said.push_back(*time);
    i = std::max(i + 1, reader.end());
  }
  if (said.empty()) return std::nullopt;
  const SaidTime meant = fullest(std::move(said));
  return FoundWindow{resolved(meant, written_at), meant.span, meant.is_now};
}

}  // namespace steward::understanding
