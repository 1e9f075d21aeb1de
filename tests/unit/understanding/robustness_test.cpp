// Whatever arrives, it is read in bounded time, quoted as valid UTF-8, and nothing is thrown.

#include <gtest/gtest.h>

#include <ctime>
#include <random>

#include "understanding/text.hpp"
#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

bool is_valid(std::string_view text) { return to_utf8(to_utf32(text)) == text; }

void expect_read(const std::string& text) {
  const auto features = understood(text);
  ASSERT_FALSE(features.matters.empty());
  ASSERT_LE(features.matters.size(), 5u);
  for (const auto& matter : features.matters) {
    EXPECT_TRUE(is_valid(matter.text));
    EXPECT_TRUE(is_valid(matter.place));
    EXPECT_LE(matter.text.size(), 4 * max_code_points);
  }
  EXPECT_TRUE(is_valid(features.note));
  EXPECT_TRUE(is_valid(features.name));
  EXPECT_TRUE(is_valid(features.person_named));
}

std::string repeated(std::string_view piece, size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

TEST(Robustness, arbitrary_bytes) {
  std::mt19937 random(20260303);
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 200, '\0');
    for (char& c : text) c = static_cast<char>(random());
    expect_read(text);
  }
}

// Pieces of the grammars in any order reach further into them than noise does.
TEST(Robustness, shuffled_grammar) {
  constexpr std::string_view pieces[] = {
      "3",    "栋",       "2单元",        "501",  "-",   "/",    "号",   "楼",   "之",   "点",   "半",
      "到",   "明天",     "下",           "周三", "the", " ",    "at",   "5",    ":30",  "pm",   "quarter",
      "to",   "next",     "week",         "个",   "月",  "日",   "前",   "138",  "1234", "5678", "+86",
      "(",    ")",        "。",           "不是", "姓",  "王",   "师傅", "好了", "漏水", "电梯", "困",
      "里面", "\xF0\x9F", "\xE2\x80\x8B", "A座",  "F",   "unit", "一",   "百",   "零",   "第",   "99999999"};
  std::mt19937 random(7);
  for (int round = 0; round < 6000; ++round) {
    std::string text;
    for (size_t n = random() % 14; n > 0; --n) text += pieces[random() % std::size(pieces)];
    expect_read(text);
  }
}

TEST(Robustness, megabytes_of_one_thing) {
  for (std::string_view piece :
       {"a",  "水",       "1",    " ",   "\n", "\x80",         "，", "1-",    "一",           "电梯困",
        "不", "明天下午", "the ", "3栋", "👍",  "\xE2\x80\x8B", "漏", "next ", "13812345678 ", "fire "})
    expect_read(repeated(piece, 2u << 20));
}

TEST(Robustness, direction_marks_and_zero_width_change_nothing) {
  const auto plain = understood("3栋2单元501厨房着火");
  const auto marked = understood("\u202E3栋\u200B2单\u200D元501\uFEFF厨房着\u2060火\u202C");
  EXPECT_EQ(marked.main().unit, plain.main().unit);
  EXPECT_EQ(marked.main().hazard, domain::Hazard::fire);
}

TEST(Robustness, broken_utf8_is_repaired) {
  EXPECT_EQ(understood("厨房着火\xFF\xC0\xAF\xED\xA0\x80").main().hazard, domain::Hazard::fire);
  EXPECT_TRUE(is_valid(understood("\xE5\x8E 厨房漏水 \xF4\x90\x80\x80").main().text));
}

TEST(Robustness, nothing_is_also_something) {
  for (const char* text : {"", " ", "\n\n", "\t", "。。。"})
    EXPECT_EQ(understood(text).main().intent, domain::Intent::other);
  EXPECT_TRUE(understood("").is_empty_talk);
}

TEST(Robustness, twice_as_long_is_not_four_times_as_slow) {
  const auto seconds = [](size_t bytes) {
    const std::string text = repeated("电梯里有人被困在里面，水从天花板漏下来，明天下午三点到五点", bytes);
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
      const std::clock_t begin = std::clock();
      understood(text);
      best = std::min(best, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    return best;
  };
  understood("暖身");
  EXPECT_LT(seconds(8000), 4 * seconds(4000) + 0.002);
}

}  // namespace
}  // namespace steward::understanding
