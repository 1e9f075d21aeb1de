#pragma once
// A text with all that the lexicon finds in it: one pass over the words, then the patterns that join them.

#include <vector>

#include "understanding/compiled_lexicon.hpp"
#include "understanding/marks.hpp"
#include "understanding/text.hpp"

namespace steward::understanding {

struct Meant {
  Meaning meaning;
  Span span;
  uint32_t source;  // the same word or pattern said twice counts once
  bool is_pattern;
};

class Reading {
 public:
  // Words inside `taken`, units and phones, mean nothing else: the 元 of 单元, the 12345 of a number.
  Reading(const Text& text, const CompiledLexicon& lexicon, const std::vector<Span>& taken);

  const Text& text() const { return text_; }
  const std::vector<Meant>& meant() const { return meant_; }

  bool has(Mark mark) const { return (marks_ >> static_cast<size_t>(mark) & 1) != 0; }
  bool has(Mark mark, Span within) const { return find(mark, within) != nullptr; }
  const Meant* find(Mark mark) const { return find(mark, {0, text_.size()}); }
  const Meant* find(Mark mark, Span within) const { return has(mark) ? find_first(mark, within) : nullptr; }

 private:
  struct Found {
    uint32_t symbol;
    Span span;
  };
  const Meant* find_first(Mark mark, Span within) const;
  void find_words(const CompiledLexicon& lexicon);
  void find_words_at(const CompiledLexicon& lexicon, size_t at);
  bool fits(const Term& term, Span span) const;
  void find_patterns(const CompiledLexicon& lexicon);
  bool is_near(Span before, Span after, Reach reach) const;

  const Text& text_;
  std::vector<Meant> meant_;
  uint64_t marks_ = 0;        // a bit for each that is in it: most are asked for and are not
  std::vector<Found> found_;  // what patterns are made of, by place
  size_t start_, end_;        // the message without spaces and punctuation around it
  size_t reach_;              // how far apart the words of a pattern may be
};

}  // namespace steward::understanding
