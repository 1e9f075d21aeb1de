#pragma once
// Which of the four written forms a message is in, and whether it is enough of a sentence to answer in that
// from now.

#include "domain/labels.hpp"
#include "understanding/text.hpp"

namespace steward::understanding {

domain::Language find_language(const Text& text);

// "ok thx" is no sentence; nor does one prove a script that both scripts would write alike.
bool is_whole_sentence(const Text& text, domain::Language language);

}  // namespace steward::understanding
