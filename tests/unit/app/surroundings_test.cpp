#include "app/surroundings.hpp"

#include <gtest/gtest.h>

namespace steward::app {
namespace {

size_t problems_with(void (*change)(Settings&)) {
  Configuration configuration;
  configuration.settings.playground = true;
  change(configuration.settings);
  Problems problems;
  check_surroundings(configuration, "steward.json", {}, problems);
  return problems.size();
}

TEST(Playground, is_only_where_nobody_else_gets) {
  EXPECT_EQ(problems_with([](Settings&) {}), 0u);
  EXPECT_EQ(problems_with([](Settings& all) { all.listen = "0.0.0.0:8080"; }), 1u);
  EXPECT_EQ(problems_with([](Settings& all) { all.unix_socket = "steward.sock"; }), 1u);
  EXPECT_EQ(problems_with([](Settings& all) { all.public_url = "https://desk.example.com"; }), 1u);
}

}  // namespace
}  // namespace steward::app
