#pragma once
// One character -> its plain form: full-width to ASCII, lower case, Traditional to Simplified. The last is
// taken from OpenCC once, at the start, character by character: asking OpenCC for each message costs more
// than reading it.

#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace steward::understanding {

class Fold {
 public:
  enum Script : uint8_t { either = 0, traditional = 1, simplified = 2, cantonese = 3 };

  // Throws std::runtime_error where OpenCC's dictionaries cannot be read.
  Fold();

  // 0: the character says nothing (zero width, direction marks, skin tones …) and is left out.
  char32_t operator()(char32_t c) const;
  Script script_of(char32_t c) const { return c < script_.size() ? static_cast<Script>(script_[c]) : either; }

 private:
  void learn_chinese();
  void learn_forms();

  std::vector<char16_t> plain_;  // of the basic plane
  std::vector<uint8_t> script_;
};

}  // namespace steward::understanding
