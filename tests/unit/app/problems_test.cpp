#include "app/problems.hpp"

#include <gtest/gtest.h>

namespace steward::app {
namespace {

TEST(Warnings, are_said_once_until_they_come_back) {
  const Problem password{"steward.json", 4, "everybody can read the secret"};
  const Problem other{"steward.json", 9, "hardly meant"};
  EXPECT_EQ(new_among({password}, {}), std::vector{password});
  EXPECT_EQ(new_among({password, other}, {password}), std::vector{other});
  EXPECT_TRUE(new_among({{"steward.json", 5, password.text}}, {password}).empty()) << "its line moved";
  EXPECT_EQ(new_among({password}, {other}), std::vector{password}) << "mended in between";
}

}  // namespace
}  // namespace steward::app
