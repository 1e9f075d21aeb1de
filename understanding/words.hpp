#pragma once
// Words of which one may stand at a place of a text, in the order in which they are tried. To be kept as a
// constant: what they begin with is gathered once, and at most places tells that none of them is there.

#include <array>
#include <initializer_list>
#include <string_view>

#include "understanding/characters.hpp"

namespace steward::understanding {

class Words {
 public:
  constexpr Words(std::initializer_list<std::u32string_view> words) {
    for (std::u32string_view word : words) {
      words_[count_++] = word;
      first_.add(word.front());
    }
  }
  constexpr bool may_begin_with(char32_t c) const { return first_.may_have(c); }
  constexpr auto begin() const { return words_.begin(); }
  constexpr auto end() const { return words_.begin() + count_; }

 private:
  std::array<std::u32string_view, 20> words_;  // more do not compile
  size_t count_ = 0;
  CharFilter first_;
};

}  // namespace steward::understanding
