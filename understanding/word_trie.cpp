#include "understanding/word_trie.hpp"

namespace steward::understanding {

WordTrie::WordTrie()
    : from_root_(basic_plane, 0), edges_(1024), word_at_(1, no_word), mask_(edges_.size() - 1) {}

uint32_t WordTrie::add(std::u32string_view word) {
  uint32_t node = 0;
  for (char32_t c : word) {
    uint32_t next = child(node, c);
    if (next == 0) {
      next = static_cast<uint32_t>(word_at_.size());
      word_at_.push_back(no_word);
      if (node == 0 && c < basic_plane)
        from_root_[c] = next;
      else
        insert(key_of(node, c), next);
    }
    node = next;
  }
  if (word_at_[node] == no_word) word_at_[node] = static_cast<uint32_t>(words_++);
  return word_at_[node];
}

void WordTrie::insert(uint64_t key, uint32_t to) {
  if (2 * (used_ + 1) > edges_.size()) grow();
  size_t slot = slot_of(key);
  while (edges_[slot].key != 0) slot = (slot + 1) & mask_;
  edges_[slot] = {key, to};
  ++used_;
}

void WordTrie::grow() {
  std::vector<Edge> old(edges_.size() * 2);
  old.swap(edges_);
  mask_ = edges_.size() - 1;
  used_ = 0;
  for (const Edge& edge : old)
    if (edge.key != 0) insert(edge.key, edge.to);
}

}  // namespace steward::understanding
