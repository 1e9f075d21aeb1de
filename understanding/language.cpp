#include "understanding/language.hpp"

namespace steward::understanding {

namespace {

constexpr size_t whole_in_chinese = 5, whole_in_english = 4;

}  // namespace

domain::Language find_language(const Text& text) {
  if (text.cjk == 0) return text.latin_words > 0 ? domain::Language::en : domain::Language::zh_hans;
  if (text.latin_words > 5 && text.cjk < text.latin_words) return domain::Language::en;
  if (text.traditional > text.simplified) return domain::Language::zh_hant;
  const bool is_cantonese = text.cantonese > 0 && text.simplified == 0;
  return is_cantonese ? domain::Language::zh_hant : domain::Language::zh_hans;
}

bool is_whole_sentence(const Text& text, domain::Language language) {
  if (language == domain::Language::en) return text.latin_words >= whole_in_english;
  return text.cjk >= whole_in_chinese && text.traditional + text.simplified + text.cantonese > 0;
}

}  // namespace steward::understanding
