#pragma once
// The vocabulary of time, Chinese and English, in one tree.

#include <optional>

#include "understanding/time_tokens.hpp"

namespace steward::understanding {

// What words of time begin with.
const CharFilter& beginnings_of_time_words();

// The longest word of time that begins at `at`.
std::optional<TimeToken> time_word_at(const Text& text, size_t at);

}  // namespace steward::understanding
