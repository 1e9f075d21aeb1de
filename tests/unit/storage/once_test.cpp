#include "storage/redis/once.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace steward::storage::redis {
namespace {

using namespace std::chrono_literals;
using domain::Instant;

const Keys keys(domain::DeskId("d"));
constexpr domain::Duration period = once_period;
const Instant border(500 * period);

bool looks_in(const OncePlace& place, const std::string& key) {
  return std::find(place.keys.begin(), place.keys.end(), key) != place.keys.end();
}

TEST(Once, is_looked_for_where_it_may_have_been_written_before) {
  const auto written = place_of("web:1:m1", keys, border - 1h);
  for (const auto later : {0h, 1h, 24h, 2 * 24h, 4 * 24h - 1h}) {
    const auto looked_for = place_of("web:1:m1", keys, border - 1h + later);
    EXPECT_EQ(looked_for.field, written.field);
    EXPECT_TRUE(looks_in(looked_for, written.keys[0])) << later.count();
  }
}

TEST(Once, clocks_on_two_sides_of_a_border_agree) {
  const auto behind = place_of("web:1:m1", keys, border - 5min);
  const auto ahead = place_of("web:1:m1", keys, border + 5min);
  EXPECT_NE(behind.keys[0], ahead.keys[0]);
  EXPECT_TRUE(looks_in(behind, ahead.keys[0]));
  EXPECT_TRUE(looks_in(ahead, behind.keys[0]));
  EXPECT_EQ(place_of("web:1:m1", keys, border - 1h).keys.size(), 2u);
}

TEST(Once, is_not_forgotten_while_it_is_looked_for) {
  for (const auto offset : {1ms, domain::Duration(24h), period - 1ms})
    EXPECT_GE(place_of("x", keys, border + offset).forgotten_at, border + offset + period);
}

TEST(Once, events_have_different_fields_spread_over_the_buckets) {
  std::set<std::string> fields, buckets;
  for (int i = 0; i < 10'000; ++i) {
    const auto place = place_of("web:1:m" + std::to_string(i), keys, border);
    EXPECT_EQ(place.field.size(), 8u);
    fields.insert(place.field);
    buckets.insert(place.keys[0]);
  }
  EXPECT_EQ(fields.size(), 10'000u);
  EXPECT_GT(buckets.size(), 1000u);
}

TEST(ExpirySet, remembers_the_buckets_of_a_period) {
  ExpirySet set;
  const auto first = place_of("a", keys, border), other = place_of("b", keys, border);
  ASSERT_NE(first.bucket, other.bucket);
  EXPECT_FALSE(set.has(first));
  set.add(first);
  EXPECT_TRUE(set.has(first));
  EXPECT_FALSE(set.has(other));
  const auto next = place_of("a", keys, border + period);
  EXPECT_FALSE(set.has(next));
  set.add(next);
  EXPECT_FALSE(set.has(first));
}

}  // namespace
}  // namespace steward::storage::redis
