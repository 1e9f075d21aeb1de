#include "channels/text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace steward::channels {
namespace {

std::string times(size_t count, std::string_view text) {
  std::string all;
  for (size_t i = 0; i < count; ++i) all += text;
  return all;
}

TEST(Text, counts_characters_not_bytes) {
  EXPECT_EQ(count_code_points("漏水🚪a"), 4u);
  EXPECT_EQ(first_code_points("漏水🚪a", 3), "漏水🚪");
  EXPECT_EQ(first_code_points("漏水", 9), "漏水");
}

TEST(Text, control_characters_go_line_breaks_stay) {
  EXPECT_EQ(cleaned("a\x01"
                    "b\x1B[2Jc\r\nd\te\x7F"),
            "ab[2Jc\nd\te");
  EXPECT_EQ(cleaned("a\xC2\x85"
                    "b\xC2\xA0"
                    "c"),
            "ab\xC2\xA0"
            "c");
}

TEST(Text, a_long_text_is_cut_at_a_character) { EXPECT_EQ(cleaned(times(5000, "漏")), times(4000, "漏")); }

TEST(Text, pieces_hold_all_and_none_is_too_long) {
  for (const std::string& text :
       {times(5000, "漏"), times(900, "水管爆了。\n"), times(3000, "ab "), std::string("短")}) {
    std::string joined;
    for (const auto piece : pieces(text, 1000)) {
      EXPECT_LE(count_code_points(piece), 1000u);
      EXPECT_FALSE(piece.empty());
      joined += piece;
    }
    std::string expected = text;
    for (const char gone : {' ', '\n'}) {
      std::erase(expected, gone);
      std::erase(joined, gone);
    }
    EXPECT_EQ(joined, expected);
  }
}

TEST(Text, pieces_end_with_a_line_where_they_can) {
  const std::string line = times(60, "水") + "\n";
  const std::string text = times(3, line);
  const auto cut = pieces(text, 100);
  ASSERT_EQ(cut.size(), 3u);
  EXPECT_EQ(cut[0], times(60, "水"));
}

TEST(Text, nothing_has_no_pieces) { EXPECT_TRUE(pieces(" \n ", 10).empty()); }

struct Quoted {
  std::string_view text, number;
};

TEST(Text, finds_the_order_a_text_is_about) {
  constexpr Quoted table[] = {
      {"您的报修已登记，单号 7K3M9Q。", "7K3M9Q"},
      {"工单7K3M9Q：厨房水管爆了", "7K3M9Q"},
      {"Your request is registered as 7K3M9Q.", "7K3M9Q"},
      {"URGENT: order AB12CD", "AB12CD"},
      {"验证码 123456", "123456"},  // all digits may be a number too, when nothing is surer
      {"验证码 123456，单号 7K3M9Q", "7K3M9Q"},
      {"THANKS for 7K3M9Q", "7K3M9Q"},
      {"7K3M9QX", ""},
      {"7K3M9I", ""},  // no I, L, O, U in an order's number
      {"13800000501", ""},
      {"没有单号", ""},
      {"", ""},
  };
  for (const auto& row : table) EXPECT_EQ(order_number_in(row.text), row.number) << row.text;
}

TEST(Text, an_id_is_plain) {
  EXPECT_TRUE(is_plain_id("u-77_a.b:c=d@s.whatsapp.net"));
  for (const std::string_view text : {"", "a b", "a/b", "a\nb", "漏水", "{donghu}", "a\"b"})
    EXPECT_FALSE(is_plain_id(text)) << text;
  EXPECT_FALSE(is_plain_id(std::string(129, 'a')));
}

}  // namespace
}  // namespace steward::channels
