#include "bot/rate_limit.hpp"

#include <gtest/gtest.h>

#include <string>

namespace steward::bot {
namespace {

using namespace std::chrono_literals;

const net::Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3)};

TEST(RateLimit, gives_a_burst_then_says_when_to_come_again) {
  RateLimit limit({3, 0.5});
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limit.take("chen", start));
  EXPECT_EQ(limit.take("chen", start), 2s);
  EXPECT_FALSE(limit.take("wu", start)) << "each for oneself";
  EXPECT_EQ(limit.take("chen", start + 1s), 1s);
  EXPECT_FALSE(limit.take("chen", start + 2s));
}

TEST(RateLimit, thirty_a_minute_are_thirty_a_minute) {
  RateLimit limit({30, 0.5});
  int taken = 0;
  for (auto at = start; at < start + 10min; at += 100ms) taken += !limit.take("chen", at);
  EXPECT_GE(taken, 30 + 299);
  EXPECT_LE(taken, 30 + 300);
}

TEST(RateLimit, being_refused_costs_nothing) {
  RateLimit limit({1, 1});
  EXPECT_FALSE(limit.take("chen", start));
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(limit.take("chen", start));
  EXPECT_FALSE(limit.take("chen", start + 1s));
}

TEST(RateLimit, a_clock_that_goes_back_gives_nothing) {
  RateLimit limit({1, 1});
  EXPECT_FALSE(limit.take("chen", start));
  EXPECT_TRUE(limit.take("chen", start - 1h));
}

TEST(RateLimit, remembers_who_is_loud_while_many_others_write) {
  RateLimit limit({1, 0.001}, 1600);
  EXPECT_FALSE(limit.take("loud", start));
  for (int i = 0; i < 1000; ++i) {
    limit.take("other" + std::to_string(i), start);
    EXPECT_TRUE(limit.take("loud", start)) << i;
  }
}

}  // namespace
}  // namespace steward::bot
