#include "net/log.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <vector>

namespace steward::net {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

class Log : public testing::Test {
 protected:
  Log() {
    log::set_level(log::Level::info);
    log::set_sink([this](std::string_view line) { lines.emplace_back(line); });
  }
  ~Log() override { log::set_sink({}); }
  std::vector<std::string> lines;
};

TEST_F(Log, writes_one_json_object_a_line) {
  log::info("order_opened",
            {{"order", "K3X9TQ"}, {"ms", 12}, {"ok", true}, {"share", 0.5}, {"big", 1ull << 40}});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_THAT(lines[0], MatchesRegex("\\{\"time\":\"[-0-9]*T[0-9:.]*Z\",\"level\":\"info\",.*\\}\n"));
  EXPECT_THAT(lines[0],
              EndsWith("\"event\":\"order_opened\",\"order\":\"K3X9TQ\",\"ms\":12,\"ok\":true,\"share\":0.5,"
                       "\"big\":1099511627776}\n"));
}

TEST_F(Log, lets_nobody_forge_a_line) {
  log::warn("said", {{"text", "a\n{\"level\":\"error\"}\r\t\x1b[31m\x7f\\\xc2\x85\xe2\x80\xa8"}});
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].find('\n'), lines[0].size() - 1);
  EXPECT_THAT(
      lines[0],
      HasSubstr("a\\u000a{\\\"level\\\":\\\"error\\\"}\\u000d\\u0009\\u001b[31m\\u007f\\\\\\u0085\\u2028"));
}

TEST_F(Log, repairs_broken_utf8) {
  log::info("said",
            {{"text", std::string("水\xff\xe6\xb0|\xc0\x80|\xed\xa0\x80|\xf0\x9f\x9a\xb0\xf4\x90\x80\x80")}});
  EXPECT_THAT(
      lines[0],
      HasSubstr("\"水\uFFFD\uFFFD\uFFFD|\uFFFD\uFFFD|\uFFFD\uFFFD\uFFFD|🚰\uFFFD\uFFFD\uFFFD\uFFFD\""));
}

TEST_F(Log, keeps_secrets) {
  const Secret token("123:abc");
  log::info("connected", {{"token", token}});
  EXPECT_THAT(lines[0], HasSubstr("\"token\":\"***\""));
  std::ostringstream out;
  out << token;
  EXPECT_EQ(out.str(), "***");
}

TEST_F(Log, is_silent_below_its_level) {
  EXPECT_TRUE(log::set_level("error"));
  EXPECT_FALSE(log::set_level("loud"));
  log::warn("nothing");
  EXPECT_TRUE(lines.empty());
  log::error("something");
  EXPECT_EQ(lines.size(), 1u);
}

TEST(Secret, is_compared_whole) {
  const Secret secret("abc");
  EXPECT_TRUE(secret.matches("abc"));
  for (const char* wrong : {"", "ab", "abcd", "abd", "ABC"}) EXPECT_FALSE(secret.matches(wrong)) << wrong;
  EXPECT_FALSE(Secret().matches(""));
}

TEST(Phone, shows_its_end) {
  EXPECT_EQ(masked_phone("+8613800000501"), "***0501");
  EXPECT_EQ(masked_phone("021-6283 0501"), "***0501");
  EXPECT_EQ(masked_phone("110"), "***");
  EXPECT_EQ(masked_phone(""), "***");
}

}  // namespace
}  // namespace steward::net
