#pragma once
// All words of the lexicon in one tree: at any place of a text, every word that begins there, in one walk.

#include <cstdint>
#include <limits>
#include <string_view>
#include <vector>

namespace steward::understanding {

class WordTrie {
 public:
  static constexpr uint32_t no_word = std::numeric_limits<uint32_t>::max();

  WordTrie();

  // The number under which the word is found; the same for the same word.
  uint32_t add(std::u32string_view word);
  size_t words() const { return words_; }

  // Calls found(word, length) for every word that begins at `from`, shorter ones first.
  template <class Found>
  void find_at(std::u32string_view text, size_t from, Found found) const {
    uint32_t node = 0;
    for (size_t i = from; i < text.size(); ++i) {
      node = child(node, text[i]);
      if (node == 0) return;
      if (const uint32_t word = word_at_[node]; word != no_word) found(word, i + 1 - from);
    }
  }

 private:
  // An open-addressing table of (node, character) -> node. The root's children stand in an array of their
  // own: most places of a text begin no word, and one look tells.
  struct Edge {
    uint64_t key = 0;
    uint32_t to = 0;
  };
  static constexpr size_t basic_plane = 0x10000;

  uint32_t child(uint32_t node, char32_t c) const {
    if (node == 0 && c < basic_plane) return from_root_[c];
    const uint64_t key = key_of(node, c);
    for (size_t slot = slot_of(key);; slot = (slot + 1) & mask_) {
      if (edges_[slot].key == key) return edges_[slot].to;
      if (edges_[slot].key == 0) return 0;
    }
  }
  static uint64_t key_of(uint32_t node, char32_t c) { return (uint64_t{node} << 21) | c; }
  size_t slot_of(uint64_t key) const { return (key * 0x9E3779B97F4A7C15ull >> 32) & mask_; }
  void insert(uint64_t key, uint32_t to);
  void grow();

  std::vector<uint32_t> from_root_;
  std::vector<Edge> edges_;
  std::vector<uint32_t> word_at_;
  size_t mask_, used_ = 0, words_ = 0;
};

}  // namespace steward::understanding
