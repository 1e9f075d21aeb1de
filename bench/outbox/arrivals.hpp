#pragma once
// When what came to the sink came, by the monotonic clock that all processes of a machine share.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::bench {

class Arrivals {
 public:
  void add(std::string_view text);
  void opened();
  void closed() { --open_; }

  // {"taken", "at", "first", "last", "per_second", "tail", "busiest", "connections", "accepted"}: times in
  // seconds; the rate is that between the first tenth, in which the other side warms up, and the last
  // twentieth, and the tail is how long that last took.
  std::string figures() const;
  // [[number, microseconds], …] of the alerts among them.
  std::string alerts() const;

 private:
  double per_second() const;
  double tail() const;

  std::vector<int64_t> microseconds_;
  size_t a_second_ago_ = 0, busiest_ = 0;  // in any second, wherever it begins
  std::vector<std::pair<int, int64_t>> alerts_;
  int open_ = 0, most_open_ = 0, accepted_ = 0;
};

}  // namespace steward::bench
