#include "bench/outbox/arrivals.hpp"

#include "bench/outbox/sms.hpp"
#include "net/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

namespace steward::bench {
namespace {

constexpr int64_t second = 1'000'000;

int64_t microseconds_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(net::ticks().time_since_epoch()).count();
}

}  // namespace

void Arrivals::add(std::string_view text) {
  microseconds_.push_back(microseconds_now());
  while (microseconds_.back() - microseconds_[a_second_ago_] >= second) ++a_second_ago_;
  busiest_ = std::max(busiest_, microseconds_.size() - a_second_ago_);
  if (!text.starts_with(alert_begins)) return;
  int number = 0;
  text.remove_prefix(alert_begins.size());
  std::from_chars(text.data(), text.data() + text.size(), number);
  alerts_.emplace_back(number, microseconds_.back());
}

void Arrivals::opened() {
  ++accepted_;
  most_open_ = std::max(most_open_, ++open_);
}

double Arrivals::per_second() const {
  const size_t first = microseconds_.size() / 10, last = microseconds_.size() * 19 / 20;
  if (last <= first) return 0;
  return static_cast<double>(last - first) * static_cast<double>(second) /
         static_cast<double>(std::max<int64_t>(microseconds_[last] - microseconds_[first], 1));
}

double Arrivals::tail() const {
  if (microseconds_.empty()) return 0;
  return static_cast<double>(microseconds_.back() - microseconds_[microseconds_.size() * 19 / 20]) /
         static_cast<double>(second);
}

std::string Arrivals::figures() const {
  const auto in_seconds = [](int64_t microseconds) {
    return static_cast<double>(microseconds) / static_cast<double>(second);
  };
  const int64_t now = microseconds_now();
  const int64_t first = microseconds_.empty() ? now : microseconds_.front();
  const int64_t last = microseconds_.empty() ? now : microseconds_.back();
  return fmt::format(
      R"({{"taken": {}, "at": {:.6f}, "first": {:.6f}, "last": {:.6f}, "per_second": {:.1f}, "tail": {:.3f}, )"
      R"("busiest": {}, "connections": {}, "accepted": {}}})",
      microseconds_.size(), in_seconds(now), in_seconds(first), in_seconds(last), per_second(), tail(),
      busiest_, most_open_, accepted_);
}

std::string Arrivals::alerts() const {
  std::string text;
  for (const auto& [number, at] : alerts_)
    text += fmt::format("{}[{}, {}]", text.empty() ? "" : ", ", number, at);
  return "[" + text + "]";
}

}  // namespace steward::bench
