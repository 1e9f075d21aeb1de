#pragma once
// Times of many requests, and the percentiles of them.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <vector>

namespace steward::bench {

class Latencies {
 public:
  explicit Latencies(size_t expected) { microseconds_.reserve(expected); }

  void add(std::chrono::steady_clock::duration taken) {
    microseconds_.push_back(
        static_cast<uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(taken).count()));
  }

  double percentile_ms(double percent) {
    if (microseconds_.empty()) return 0;
    auto rank = static_cast<size_t>(percent / 100 * static_cast<double>(microseconds_.size() - 1));
    std::nth_element(microseconds_.begin(), microseconds_.begin() + static_cast<std::ptrdiff_t>(rank),
                     microseconds_.end());
    return microseconds_[rank] / 1000.0;
  }

 private:
  std::vector<uint32_t> microseconds_;
};

}  // namespace steward::bench
