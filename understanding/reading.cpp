#include "understanding/reading.hpp"

#include "understanding/pattern_progress.hpp"

#include <algorithm>
#include <array>

namespace steward::understanding {

namespace {

constexpr size_t reach_in_chinese = 10, reach_in_english = 40;  // characters between two words of a pattern
constexpr size_t message_factor = 4;                            // as much further for "..."

// Meanings that exclude one another where their words overlap: all of a dimension, but of the marks only
// scores among themselves, answers among themselves and staff's verbs among themselves.
constexpr size_t families = 80;
size_t family_of(const Meaning& meaning) {
  if (meaning.dimension != Dimension::mark) return static_cast<size_t>(meaning.dimension);
  const auto mark = static_cast<Mark>(meaning.label);
  if (mark >= Mark::yes && mark <= Mark::not_fixed) return 4;
  if (mark >= Mark::score_1 && mark <= Mark::score_5) return 5;
  if (mark >= Mark::accepts && mark <= Mark::on_the_way) return 6;
  const bool is_mask = meaning.label == mask_label;
  if (is_mask || mark == Mark::question || mark == Mark::negation)
    return 7;  // the 不是 of 是不是 denies nothing
  return 8 + std::min<size_t>(meaning.label, families - 9);
}

// What may stand behind the last word of a message, and before the first, without changing it.
constexpr CharSet trailing(U",;.!?~ \n)\"啊呀吧呢哦噢喔嘛啦哈咯喽哇了吗的");
constexpr CharSet leading(U",;.!?~ \n(\"-");

}  // namespace

Reading::Reading(const Text& text, const CompiledLexicon& lexicon, const std::vector<Span>& taken)
    : text_(text), start_(0), end_(text.size()) {
  while (start_ < end_ && leading.has(text_[start_])) ++start_;
  while (end_ > start_ && trailing.has(text_[end_ - 1])) --end_;
  reach_ = text.cjk > text.latin_words ? reach_in_chinese : reach_in_english;
  meant_.reserve(32);
  found_.reserve(32);
  find_words(lexicon);
  const auto is_taken = [&](const auto& found) {
    return std::any_of(taken.begin(), taken.end(), [&](const Span& span) { return span.holds(found.span); });
  };
  if (!taken.empty()) std::erase_if(meant_, is_taken), std::erase_if(found_, is_taken);
  find_patterns(lexicon);
  for (const Meant& meant : meant_)
    if (meant.meaning.dimension == Dimension::mark) marks_ |= uint64_t{1} << meant.meaning.label;
}

const Meant* Reading::find_first(Mark mark, Span within) const {
  for (const Meant& meant : meant_) {
    if (meant.meaning.dimension == Dimension::mark && meant.meaning.label == static_cast<uint8_t>(mark) &&
        within.holds(meant.span))
      return &meant;
  }
  return nullptr;
}

void Reading::find_words(const CompiledLexicon& lexicon) {
  for (size_t i = 0; i < text_.size(); ++i) {
    const bool in_word = is_word_char(text_[i]) && i > 0 && is_word_char(text_[i - 1]);
    if (!in_word) find_words_at(lexicon, i);
  }
  // A word inside a longer one of its family is no word of its own: the 电 of 电梯, the 满意 of 不满意.
  std::array<Span, families> covering{};
  std::erase_if(meant_, [&](const Meant& meant) {
    if (meant.meaning.weight < 0) return false;  // takes back what shorter words say, so those must stay
    Span& longest = covering[family_of(meant.meaning)];
    const bool is_inside = meant.span.end <= longest.end && !(meant.span == longest);
    if (!is_inside && meant.span.end > longest.end) longest = meant.span;
    return is_inside;
  });
  std::erase_if(meant_, [](const Meant& meant) { return meant.meaning.label == mask_label; });
}

void Reading::find_words_at(const CompiledLexicon& lexicon, size_t at) {
  const auto first = static_cast<std::ptrdiff_t>(meant_.size());
  lexicon.words().find_at(text_.chars, at, [&](uint32_t word, size_t length) {
    const Span span{at, at + length};
    auto place = first;  // before shorter words, so that it covers them
    for (const Term& term : lexicon.terms_of(word)) {
      if (!fits(term, span)) continue;
      for (const Meaning& meaning : term.meanings)
        meant_.insert(meant_.begin() + place++, {meaning, span, term.id, false});
      for (uint32_t symbol : term.symbols) found_.push_back({symbol, span});
    }
  });
}

bool Reading::fits(const Term& term, Span span) const {
  if (term.at_start && span.begin > start_) return false;
  if (term.at_end && span.end < end_) return false;
  const bool ends_in_word = is_word_char(text_[span.end - 1]) && is_word_char(text_[span.end]);
  return !ends_in_word || (term.is_prefix && is_latin(text_[span.end]));
}

// One pass over the words in their order. For each step of the patterns the latest places up to which they
// hold are remembered; so a text takes as long as it is long, however its words repeat.
void Reading::find_patterns(const CompiledLexicon& lexicon) {
  thread_local PatternProgress progress;
  progress.begin(lexicon.pattern_steps());
  for (const Found& found : found_) {
    const Symbol& symbol = lexicon.symbol(found.symbol);
    progress.reach(symbol.step, found.span, found.span.begin);
    for (const auto& [behind, step, number, reach] : symbol.continuations) {
      const auto before = progress.reached(behind, [&, reach = reach](const Span& span, size_t last_begin) {
        return is_near({last_begin, span.end}, found.span, reach);
      });
      if (!before) continue;
      const Span span{before->begin, found.span.end};
      const Pattern& pattern = lexicon.pattern(number);
      if (step != Symbol::no_step)
        progress.reach(step, span, found.span.begin);
      else
        meant_.push_back({pattern.meaning, span, pattern.id, true});
    }
  }
}

bool Reading::is_near(Span before, Span after, Reach reach) const {
  if (before.end > after.begin) return false;
  const size_t gap = after.begin - before.end;
  if (reach == Reach::message) return gap <= reach_ * message_factor;
  return gap <= reach_ && text_.clauses[before.begin] == text_.clauses[after.begin];
}

}  // namespace steward::understanding
