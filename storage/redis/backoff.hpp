#pragma once
// How long to wait before the next try to connect: doubled each time, with jitter, so that all the processes
// of a house do not come back in the same instant.

#include <algorithm>
#include <chrono>

namespace steward::storage::redis {

class Backoff {
 public:
  using Milliseconds = std::chrono::milliseconds;

  explicit Backoff(Milliseconds longest) : longest_(longest) {}

  // `random` is a byte; the pause lies between half and the whole of what this try allows.
  Milliseconds next(unsigned random) {
    const Milliseconds whole = std::min(longest_, first_ * (1 << std::min(failures_, 10)));
    ++failures_;
    return whole / 2 + whole / 2 * (random % 256) / 255;
  }
  void succeeded() { failures_ = 0; }

 private:
  static constexpr Milliseconds first_{20};
  Milliseconds longest_;
  int failures_ = 0;
};

}  // namespace steward::storage::redis
