#include "net/metrics.hpp"

#include <gmock/gmock.h>

#include <stdexcept>
#include <thread>

namespace steward::net {
namespace {

using testing::HasSubstr;

TEST(Metrics, are_written_as_prometheus_reads_them) {
  Metrics metrics;
  metrics.counter("steward_orders_total", "Orders opened", {{"site", "dong\"hu\\\n"}}).add(3);
  metrics.gauge("steward_open", "Open\norders").set(-2);
  Histogram& seconds = metrics.histogram("steward_seconds", "Time", {0.1, 0.5}, {{"role", "bot"}});
  for (double value : {0.05, 0.1, 0.3, 2.0}) seconds.observe(value);
  metrics.computed_gauge("steward_age", "Age", [] { return 1.5; });
  EXPECT_EQ(metrics.render(),
            "# HELP steward_age Age\n# TYPE steward_age gauge\nsteward_age 1.5\n"
            "# HELP steward_open Open\\norders\n# TYPE steward_open gauge\nsteward_open -2\n"
            "# HELP steward_orders_total Orders opened\n# TYPE steward_orders_total counter\n"
            "steward_orders_total{site=\"dong\\\"hu\\\\\\n\"} 3\n"
            "# HELP steward_seconds Time\n# TYPE steward_seconds histogram\n"
            "steward_seconds_bucket{role=\"bot\",le=\"0.1\"} 2\n"
            "steward_seconds_bucket{role=\"bot\",le=\"0.5\"} 3\n"
            "steward_seconds_bucket{role=\"bot\",le=\"+Inf\"} 4\n"
            "steward_seconds_sum{role=\"bot\"} 2.45\nsteward_seconds_count{role=\"bot\"} 4\n");
}

TEST(Metrics, are_the_same_by_name_and_labels) {
  Metrics metrics;
  Counter& one = metrics.counter("a", "A", {{"lane", "urgent"}});
  EXPECT_EQ(&one, &metrics.counter("a", "A", {{"lane", "urgent"}}));
  EXPECT_NE(&one, &metrics.counter("a", "A", {{"lane", "bulk"}}));
  EXPECT_THROW(metrics.gauge("a", "A"), std::logic_error);
}

TEST(Metrics, lose_no_count_between_threads) {
  Metrics metrics;
  Counter& counter = metrics.counter("a", "A");
  Histogram& histogram = metrics.histogram("b", "B", {1});
  const auto count = [&] {
    for (int i = 0; i < 10'000; ++i) counter.add(), histogram.observe(0.5);
  };
  std::thread one(count), other(count);
  one.join();
  other.join();
  EXPECT_EQ(counter.value(), 20'000u);
  EXPECT_EQ(histogram.count_in(0), 20'000u);
  EXPECT_DOUBLE_EQ(histogram.sum(), 10'000);
}

}  // namespace
}  // namespace steward::net
