#pragma once
// Which words and patterns a sum has counted: cleared in constant time by numbering the sums.

#include <cstdint>
#include <vector>

namespace steward::understanding {

class SeenOnce {
 public:
  void begin() { ++sum_; }
  bool has(uint32_t source) const { return source < seen_.size() && seen_[source] == sum_; }
  // False where it was there already.
  bool add(uint32_t source) {
    if (source >= seen_.size()) seen_.resize(source + 1024, 0);
    if (seen_[source] == sum_) return false;
    seen_[source] = sum_;
    return true;
  }

 private:
  std::vector<uint64_t> seen_;
  uint64_t sum_ = 0;
};

}  // namespace steward::understanding
