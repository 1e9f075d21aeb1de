#include "domain/colleagues.hpp"

#include <algorithm>
#include <array>

#include "domain/text.hpp"

namespace steward::domain {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  return low;
}

// As a word of its own: "li" does not stand in "clinic".
bool has_word(const std::string& text, const std::string& word) {
  for (size_t at = text.find(word); !word.empty() && at != text.npos; at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    const bool begins = at == 0 || !is_letter(text[at - 1]),
               ends = end == text.size() || !is_letter(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

bool is_latin(std::string_view name) { return !name.empty() && static_cast<unsigned char>(name[0]) < 0x80; }

bool is_called_in_full(const Staff& one, const std::string& text) {
  if (has_word(text, lowered(one.id.value))) return true;
  return is_latin(one.name) ? has_word(text, lowered(one.name)) : contains(text, one.name);
}

// "老王", "和王工": the surname behind what leads to one, so that "周三" is no Mr Zhou.
bool is_called_by_surname(const Staff& one, const std::string& text) {
  constexpr std::array before{"老", "小", "阿", "和", "跟", "与", "與", "同", "找"};
  if (one.name.empty()) return false;
  if (is_latin(one.name)) {
    const std::string name = lowered(one.name);
    return has_word(text, name.substr(0, name.find(' '))) || has_word(text, name.substr(name.rfind(' ') + 1));
  }
  return std::any_of(before.begin(), before.end(),
                     [&](const char* word) { return contains(text, word + first_of(one.name)); });
}

}  // namespace

const Staff* colleague_named(const Reference& reference, const Staff& speaker, std::string_view said) {
  const std::string text = lowered(said);
  std::vector<const Staff*> in_full, by_surname;
  for (const Staff& one : reference.staff) {
    if (one.id == speaker.id) continue;
    if (is_called_in_full(one, text)) in_full.push_back(&one);
    if (is_called_by_surname(one, text)) by_surname.push_back(&one);
  }
  const auto& meant = in_full.empty() ? by_surname : in_full;
  return meant.size() == 1 ? meant.front() : nullptr;
}

}  // namespace steward::domain
