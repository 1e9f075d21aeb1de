#include <gtest/gtest.h>

#include "understanding/cursor.hpp"

namespace steward::understanding {
namespace {

constexpr char32_t same_bit = 1024;  // a filter has one bit for characters that lie so far apart

Text text_of(std::u32string_view chars) {
  Text text;
  text.chars = chars;
  for (char32_t c : chars) text.held.add(c);
  return text;
}

TEST(CharSet, has_its_characters_and_none_that_share_their_bit) {
  constexpr CharSet set(U"栋楼a");
  for (char32_t c : {U'栋', U'楼', U'a'}) {
    EXPECT_TRUE(set.has(c));
    EXPECT_FALSE(set.has(c + same_bit));
  }
  EXPECT_FALSE(set.has(0));
}

TEST(Text, finds_a_word_and_not_one_whose_characters_share_its_bits) {
  const Text text = text_of(U"我家厨房漏水");
  EXPECT_EQ(text.find(U"厨房"), 2u);
  EXPECT_EQ(text.find(U"厨房", 3), std::u32string_view::npos);
  EXPECT_EQ(text.find(U"房厨"), std::u32string_view::npos);
  EXPECT_EQ(text.find(std::u32string{U'厨' + same_bit}), std::u32string_view::npos);
}

TEST(Cursor, takes_the_first_of_the_words_that_fits) {
  constexpr Words words{U"号楼", U"号", U"楼"};
  const Text text = text_of(U"号楼号");
  Cursor cursor(text, 0);
  EXPECT_TRUE(cursor.take_any(words));
  EXPECT_EQ(cursor.at(), 2u);
  EXPECT_TRUE(cursor.take_any(words));
  EXPECT_FALSE(cursor.take_any(words)) << "the text is at its end";
}

TEST(Cursor, takes_english_words_whole) {
  constexpr Words words{U"unit"};
  const Text units = text_of(U"units"), inside = text_of(U"aunit"), numbered = text_of(U"unit5");
  EXPECT_FALSE(Cursor(units, 0).take_any_word(words));
  EXPECT_FALSE(Cursor(inside, 1).take_any_word(words));
  EXPECT_TRUE(Cursor(numbered, 0).take_any_word(words));
}

}  // namespace
}  // namespace steward::understanding
