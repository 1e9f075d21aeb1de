#include "understanding/compiled_lexicon.hpp"

#include <algorithm>

#include "understanding/utf8.hpp"

namespace steward::understanding {

namespace {

constexpr size_t longest_pattern = 4;  // elements

bool is_pattern(std::string_view entry) {
  return entry.find("..") != entry.npos || entry.find('<') != entry.npos || entry.find('&') != entry.npos;
}

// The pieces of "灯..不亮" and the reach before each.
struct Piece {
  std::string_view text;
  Reach reach;
};
std::vector<Piece> split_pattern(std::string_view entry) {
  std::vector<Piece> pieces;
  Reach reach = Reach::clause;
  while (true) {
    const size_t dots = entry.find("..");
    pieces.push_back({entry.substr(0, dots), reach});
    if (dots == entry.npos) return pieces;
    entry.remove_prefix(dots + 2);
    reach = Reach::clause;
    if (entry.starts_with('.')) {
      entry.remove_prefix(1);
      reach = Reach::message;
    }
  }
}

}  // namespace

uint32_t CompiledLexicon::symbol_named(const std::string& name) {
  const auto [at, is_new] = symbol_names_.try_emplace(name, static_cast<uint32_t>(symbols_.size()));
  if (is_new) symbols_.push_back({.step = pattern_steps_++});
  return at->second;
}

void CompiledLexicon::add_replacement(std::string_view from, std::string_view to) {
  const std::u32string written = fold(from).chars;
  std::u32string plain = fold(to).chars;
  if (written.empty()) return;
  const uint32_t word = replaced_.add(written);
  if (word >= replacements_.size()) replacements_.resize(word + 1);
  replacements_[word] = std::move(plain);
}

Term& CompiledLexicon::term(std::string_view written) {
  Term wanted;
  if (written.starts_with('=')) {
    wanted.at_start = wanted.at_end = true;
    written.remove_prefix(1);
  }
  if (written.starts_with('^')) {
    wanted.at_start = true;
    written.remove_prefix(1);
  }
  if (written.ends_with('$')) {
    wanted.at_end = true;
    written.remove_suffix(1);
  }
  if (written.ends_with('*')) {
    wanted.is_prefix = true;
    written.remove_suffix(1);
  }
  const uint32_t word = words_.add(read(written).chars);
  if (word >= terms_.size()) terms_.resize(word + 1);
  for (Term& known : terms_[word]) {
    if (known.is_prefix == wanted.is_prefix && known.at_start == wanted.at_start &&
        known.at_end == wanted.at_end)
      return known;
  }
  wanted.id = next_id_++;
  return terms_[word].emplace_back(wanted);
}

void CompiledLexicon::add_to_class(const std::string& name, std::string_view word) {
  const uint32_t id = symbol_named("<" + name + ">");
  Term& known = term(word);
  if (std::find(known.symbols.begin(), known.symbols.end(), id) == known.symbols.end())
    known.symbols.push_back(id);
}

bool CompiledLexicon::add(std::string_view entry, const Meaning& meaning) {
  if (entry.empty()) return false;
  if (is_pattern(entry)) return add_pattern(entry, meaning);
  Term& known = term(entry);
  for (const Meaning& other : known.meanings)
    if (other.dimension == meaning.dimension && other.label == meaning.label)
      return true;  // the first file wins
  known.meanings.push_back(meaning);
  return true;
}

bool CompiledLexicon::add_pattern(std::string_view entry, const Meaning& meaning) {
  if (const size_t both = entry.find('&'); both != entry.npos) {
    const std::string one(entry.substr(0, both)), other(entry.substr(both + 1));
    return add_pattern(one + "..." + other, meaning) && add_pattern(other + "..." + one, meaning);
  }
  if (meaning.label == mask_label) return false;  // only a word can hide words
  Pattern pattern{.meaning = meaning};
  for (const Piece& piece : split_pattern(entry))
    if (!add_element(pattern, piece.text, piece.reach)) return false;
  if (pattern.elements.size() < 2 || pattern.elements.size() > longest_pattern) return false;
  keep(std::move(pattern));
  return true;
}

bool CompiledLexicon::add_element(Pattern& pattern, std::string_view element, Reach reach) {
  if (element.empty()) return false;
  const std::string name(element);
  if (element.front() == '<') {
    const auto known = symbol_names_.find(name);
    if (known == symbol_names_.end()) return false;
    pattern.elements.push_back({known->second, reach});
    return true;
  }
  const uint32_t id = symbol_named(name);
  Term& word = term(element);
  if (std::find(word.symbols.begin(), word.symbols.end(), id) == word.symbols.end())
    word.symbols.push_back(id);
  pattern.elements.push_back({id, reach});
  return true;
}

void CompiledLexicon::keep(Pattern pattern) {
  pattern.id = next_id_++;
  const auto number = static_cast<uint32_t>(patterns_.size());
  uint32_t behind = symbols_[pattern.elements.front().symbol].step;
  for (size_t i = 1; i < pattern.elements.size(); ++i) {
    const auto [symbol, reach] = pattern.elements[i];
    const uint32_t step = i + 1 < pattern.elements.size() ? pattern_steps_++ : Symbol::no_step;
    symbols_[symbol].continuations.push_back({behind, step, number, reach});
    behind = step;
  }
  patterns_.push_back(std::move(pattern));
}

}  // namespace steward::understanding
