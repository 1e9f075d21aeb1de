// CompiledLexicon::read: from bytes to a Text, in one pass over the characters and one over the replacements.

#include <algorithm>

#include "understanding/compiled_lexicon.hpp"
#include "understanding/utf8.hpp"

namespace steward::understanding {

namespace {

void count_script(Text& text, Fold::Script script) {
  if (script == Fold::traditional) ++text.traditional;
  if (script == Fold::simplified) ++text.simplified;
  if (script == Fold::cantonese) ++text.cantonese;
}

void keep_char(Text& text, char32_t c, size_t at) {
  if (is_space(c) && !text.chars.empty() && text.chars.back() == c) return;
  text.chars.push_back(c);
  text.at.push_back(static_cast<uint32_t>(at));
}

bool ends_clause(const Text& text, size_t i) {
  const char32_t c = text[i];
  if (c == U',' || c == U'.' || c == U':') {
    const bool in_number = i > 0 && is_digit(text[i - 1]) && is_digit(text[i + 1]);
    const bool in_word = c == U'.' && i > 0 && is_latin(text[i - 1]) && is_latin(text[i + 1]);
    return !in_number && !in_word;
  }
  if (c == U' ') return i > 0 && is_cjk(text[i - 1]) && is_cjk(text[i + 1]);
  return c == U';' || c == U'!' || c == U'?' || c == U'\n' || c == U'(' || c == U')';
}

void number_clauses(Text& text) {
  text.clauses.resize(text.size());
  uint16_t clause = 0;
  bool is_empty = true;
  for (size_t i = 0; i < text.size(); ++i) {
    text.clauses[i] = clause;
    if (!ends_clause(text, i)) {
      is_empty = false;
    } else if (!is_empty) {
      ++clause;
      is_empty = true;
    }
  }
}

void count_words(Text& text) {
  for (size_t i = 0; i < text.size(); ++i) {
    text.held.add(text[i]);
    if (is_cjk(text[i])) ++text.cjk;
    if (is_latin(text[i]) && (i == 0 || !is_word_char(text[i - 1]))) ++text.latin_words;
  }
}

}  // namespace

// What is valid stays as it was written.
Text CompiledLexicon::fold(std::string_view message) const {
  Text text;
  const size_t expected = std::min(message.size(), 4 * max_code_points);
  text.original.reserve(expected);
  text.chars.reserve(expected);
  text.at.reserve(expected + 1);
  size_t copied = 0, i = 0;
  const auto copy_until = [&](size_t end) {
    text.original.append(message, copied, end - copied);
    copied = end;
  };
  for (size_t count = 0; i < message.size() && count < max_code_points; ++count) {
    const size_t begin = i, at = text.original.size() + (begin - copied);
    const char32_t c = next_code_point(message, i);
    if (c == replacement_character) {
      copy_until(begin);
      append_utf8(text.original, c);
      copied = i;
    }
    count_script(text, fold_.script_of(c));
    if (const char32_t plain = fold_(c); plain != 0) keep_char(text, plain, at);
  }
  copy_until(i);
  text.at.push_back(static_cast<uint32_t>(text.original.size()));
  return text;
}

Text CompiledLexicon::read(std::string_view message) const {
  Text text = fold(message);
  replace_regional(text);
  number_clauses(text);
  count_words(text);
  return text;
}

void CompiledLexicon::replace_regional(Text& text) const {
  if (replacements_.empty()) return;
  std::u32string chars;
  std::vector<uint32_t> at;
  size_t kept = 0;  // everything before it is in `chars` already
  const auto copy_until = [&](size_t end) {
    chars.append(text.chars, kept, end - kept);
    at.insert(at.end(), text.at.begin() + static_cast<std::ptrdiff_t>(kept),
              text.at.begin() + static_cast<std::ptrdiff_t>(end));
    kept = end;
  };
  for (size_t i = 0; i < text.size();) {
    uint32_t word = WordTrie::no_word;
    size_t length = 1;
    const bool in_word = is_latin(text[i]) && i > 0 && is_word_char(text[i - 1]);
    if (!in_word) {
      replaced_.find_at(text.chars, i, [&](uint32_t found, size_t n) {
        const bool cuts_word = is_latin(text[i + n - 1]) && is_word_char(text[i + n]);
        if (!cuts_word) word = found, length = n;
      });
    }
    if (word != WordTrie::no_word) {
      copy_until(i);
      chars += replacements_[word];
      at.insert(at.end(), replacements_[word].size(), text.at[i]);
      kept = i + length;
    }
    i += length;
  }
  if (kept == 0) return;
  copy_until(text.size());
  at.push_back(text.at.back());
  text.chars = std::move(chars);
  text.at = std::move(at);
}

}  // namespace steward::understanding
