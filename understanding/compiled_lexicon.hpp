#pragma once
// The lexicon as it is searched: one tree of words, the patterns that join words, and the replacements that
// bring regional words, typos and Cantonese to one form before anything is searched.

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "understanding/fold.hpp"
#include "understanding/text.hpp"
#include "understanding/word_trie.hpp"

namespace steward::understanding {

enum class Dimension : uint8_t { intent, trade, hazard, mark };
inline constexpr size_t dimensions = 4;
inline constexpr uint8_t mask_label = 255;  // hides shorter words of its dimension and means nothing itself

// The trades in the order of their labels; a trade's label is its index.
inline constexpr std::array<std::string_view, 16> trades{
    "plumbing", "electrical", "elevator", "access",   "hvac",  "structure", "fire",     "gas",
    "network",  "pest",       "cleaning", "security", "noise", "parking",   "greenery", "fees"};
enum class Trade : uint8_t {
  plumbing,
  electrical,
  elevator,
  access,
  hvac,
  structure,
  fire,
  gas,
  network,
  pest,
  cleaning,
  security,
  noise,
  parking,
  greenery,
  fees,
};

struct Meaning {
  Dimension dimension;
  uint8_t label;
  float weight;
  bool operator==(const Meaning&) const = default;
};

// How far the next element of a pattern may be: inside the clause ("..") or in the message ("...").
enum class Reach : uint8_t { clause, message };

struct Pattern {
  struct Element {
    uint32_t symbol;
    Reach reach;  // to the element before
  };
  std::vector<Element> elements;
  Meaning meaning;
  uint32_t id = 0;
};

// What patterns know a word by: a class, or the word itself. Its own step begins all patterns that begin with
// it; its continuations are the patterns in which it stands further on.
struct Symbol {
  static constexpr uint32_t no_step = std::numeric_limits<uint32_t>::max();
  struct Continuation {
    uint32_t behind;  // the step before
    uint32_t step;    // the one that is reached; none where the pattern is whole
    uint32_t pattern;
    Reach reach;
  };
  uint32_t step;
  std::vector<Continuation> continuations;
};

// One way a word stands in the lexicon: "leak*" and "leak", "^在吗" and "在吗" are ways of their own.
struct Term {
  uint32_t id = 0;  // among terms and patterns: what is said twice counts once
  bool is_prefix = false, at_start = false, at_end = false;
  std::vector<Meaning> meanings;
  std::vector<uint32_t> symbols;
};

class CompiledLexicon {
 public:
  Text read(std::string_view message) const;

  const WordTrie& words() const { return words_; }
  const std::vector<Term>& terms_of(uint32_t word) const { return terms_[word]; }
  const Symbol& symbol(uint32_t number) const { return symbols_[number]; }
  const Pattern& pattern(uint32_t number) const { return patterns_[number]; }
  size_t pattern_steps() const { return pattern_steps_; }

  // Building: replacements first, they apply to the words that follow.
  void add_replacement(std::string_view from, std::string_view to);
  void add_to_class(const std::string& name, std::string_view word);
  bool has_class(const std::string& name) const { return symbol_names_.contains("<" + name + ">"); }
  // A word, or a pattern of words; false where it is malformed or names an unknown class.
  bool add(std::string_view entry, const Meaning& meaning);

 private:
  uint32_t symbol_named(const std::string& name);
  Term& term(std::string_view written);
  bool add_pattern(std::string_view entry, const Meaning& meaning);
  bool add_element(Pattern& pattern, std::string_view element, Reach reach);
  void keep(Pattern pattern);
  Text fold(std::string_view message) const;  // read, but for the replacements
  void replace_regional(Text& text) const;

  Fold fold_;
  WordTrie replaced_;
  std::vector<std::u32string> replacements_;
  WordTrie words_;
  std::vector<std::vector<Term>> terms_;
  std::vector<Pattern> patterns_;
  std::unordered_map<std::string, uint32_t> symbol_names_;
  std::vector<Symbol> symbols_;
  uint32_t pattern_steps_ = 0, next_id_ = 0;
};

}  // namespace steward::understanding
