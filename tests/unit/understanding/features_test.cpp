#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

using domain::Answer;
using domain::Features;
using domain::Intent;
using domain::Language;

TEST(Answers, in_few_words) {
  const auto answer = [](const char* text) { return understood(text).answer; };
  for (const char* text : {"好的", "可以", "行", "嗯", "是的", "对", "yes", "ok", "冇問題", "满意的意思"})
    EXPECT_EQ(answer(text), Answer::yes) << text;
  for (const char* text : {"不用了", "不行", "不是", "没有了，谢谢", "no", "no thanks", "唔使", "太贵了"})
    EXPECT_EQ(answer(text), Answer::no) << text;
  for (const char* text : {"修好了", "不漏了", "好了", "搞定", "it works now", "整好咗"})
    EXPECT_EQ(answer(text), Answer::fixed) << text;
  for (const char* text :
       {"没修好啊，还在漏", "还没好", "还是不亮", "又漏了", "仲未整好", "still leaking", "not fixed"})
    EXPECT_EQ(answer(text), Answer::not_fixed) << text;
  for (const char* text : {"楼道灯不亮了", "网又不通了"}) EXPECT_NE(answer(text), Answer::fixed) << text;
}

TEST(Scores, in_words_stars_and_digits) {
  struct Row {
    const char* text;
    int score;
  };
  constexpr Row rows[] = {{"很差", 1},      {"非常不满意", 1},    {"不满意", 2}, {"不太满意", 2},
                          {"还行吧", 3},    {"一般", 3},          {"满意", 4},   {"挺好的，4分", 4},
                          {"不错", 4},      {"非常满意", 5},      {"五星", 5},   {"👍", 5},
                          {"5分", 5},       {"给4星", 4},         {"⭐⭐⭐", 3},    {"麻麻地", 3},
                          {"excellent", 5}, {"not satisfied", 2}, {"三颗星", 3}, {"可以了，满意", 4}};
  for (const Row& row : rows) EXPECT_EQ(understood(row.text).score, row.score) << row.text;
  for (const char* text : {"5分钟", "501", "1", "厨房漏水", "好的"})
    EXPECT_FALSE(understood(text).score) << text;
}

TEST(Scores, a_reproach_with_a_score_says_both) {
  const Features features = understood("不满意，态度很差，弄得满地是泥也不收拾");
  EXPECT_LE(features.score.value_or(9), 2);
  EXPECT_EQ(features.main().intent, Intent::complaint);
}

TEST(Answers, bare_digits_codes_numbers_and_ordinals) {
  EXPECT_EQ(understood("1").bare_digit, 1);
  EXPECT_EQ(understood(" 2。").bare_digit, 2);
  EXPECT_FALSE(understood("12").bare_digit);
  EXPECT_EQ(understood("123456").code, "123456");
  EXPECT_EQ(understood("123 456").code, "123456");
  EXPECT_EQ(understood("1234567").code, "");
  EXPECT_EQ(understood("k7m2qa到哪一步了").order_number, "K7M2QA");
  EXPECT_EQ(understood("please replace the faucet").order_number, "");
  EXPECT_EQ(understood("第二个").ordinal, 2);
  EXPECT_EQ(understood("the second one").ordinal, 2);
}

TEST(People, who_writes_and_who_is_named) {
  EXPECT_EQ(understood("13812345678 姓吴").name, "吴");
  EXPECT_EQ(understood("13812345678 吴刚").name, "吴刚");
  EXPECT_EQ(understood("我叫李明").name, "李明");
  EXPECT_EQ(understood("免贵姓陈").name, "陈");
  EXPECT_EQ(understood("张先生 13812345678").name, "张先生");
  EXPECT_EQ(understood("502 周阿姨来电，厨房下水堵了，下午在家").name, "周阿姨");
  EXPECT_EQ(understood("I'm Anna Smith").name, "Anna Smith");
  EXPECT_EQ(understood("我是业主").name, "");
  EXPECT_EQ(understood("I'm at home").name, "");
  EXPECT_EQ(understood("帮我跟水电的刘师傅说一声，改天再来").person_named, "刘师傅");
  EXPECT_EQ(understood("麻烦转告王经理，发票我明天去拿").person_named, "王经理");
}

TEST(Flags, of_a_message) {
  EXPECT_TRUE(understood("家里厕所堵了，很急").is_urgent);
  EXPECT_TRUE(understood("刚修的洗手盆又漏了").is_again);
  EXPECT_TRUE(understood("另外书房插座没电").is_another);
  EXPECT_TRUE(understood("打错了，是601").is_correction);
  EXPECT_TRUE(understood("no, room 502").is_correction);
  EXPECT_TRUE(understood("你们保洁把我家门口的花瓶打碎了还骂人，不处理我就找电视台曝光").is_major);
  EXPECT_TRUE(understood("你们是东湖新城的物业吧？").asks_who_we_are);
  EXPECT_TRUE(understood("绑定房号").asks_to_bind);
  EXPECT_TRUE(understood("以后不用回访").declines_follow_up);
  EXPECT_TRUE(understood("厨房水龙头漏水，现在在家").is_at_home_now);
  EXPECT_FALSE(understood("今天下午三点以后都在家").is_at_home_now);
  EXPECT_FALSE(understood("13812345678").is_major);  // 12345 is a hotline, but not inside a number
}

TEST(Features, letting_somebody_in) {
  struct Said {
    const char *text, *relative, *phone;
  };
  for (const Said& said : std::initializer_list<Said>{
           {"帮我女儿绑定，电话 13800001111", "女儿", "13800001111"},
           {"把我爸加进来，他的手机是13800000302", "爸", "13800000302"},
           {"我想让我老公也能报修", "老公", ""},
           {"幫我太太綁定，電話 91112222", "太太", "91112222"},
           {"Please let my husband in, his phone is 13800000302", "husband", "13800000302"},
           {"Can you add my daughter to my flat?", "daughter", ""}}) {
    const domain::Features features = understood(said.text);
    EXPECT_TRUE(features.asks_to_let_in) << said.text;
    EXPECT_FALSE(features.asks_to_put_out) << said.text;
    EXPECT_FALSE(features.is_fragment) << said.text;
    EXPECT_TRUE(features.main().trade.empty()) << said.text << ": " << features.main().trade;
    EXPECT_EQ(features.phone, said.phone) << said.text;
    EXPECT_EQ(features.relative, said.relative) << said.text;
  }
  EXPECT_FALSE(understood("Please let my daughter in at the gate, she forgot her card").asks_to_let_in);
  EXPECT_FALSE(understood("绑定").asks_to_let_in);
}

TEST(Features, taking_it_back) {
  for (const char* text : {"取消我女儿的绑定", "取消13800001111的绑定", "解绑我儿子", "退出这一户",
                           "Remove my husband's access", "unlink 13800001111", "leave this unit"}) {
    const domain::Features features = understood(text);
    EXPECT_TRUE(features.asks_to_put_out) << text;
    EXPECT_TRUE(features.main().trade.empty()) << text << ": " << features.main().trade;
  }
  EXPECT_EQ(understood("Remove my husband's access").relative, "husband");
  EXPECT_FALSE(understood("取消报修").asks_to_put_out);
}

TEST(Flags, whole_or_in_pieces) {
  for (const char* text : {"我家那个", "厨房", "水管", "那个"})
    EXPECT_TRUE(understood(text).is_fragment) << text;
  for (const char* text :
       {"水管漏水了", "厕所堵了", "3栋2单元501", "好的", "随时都行", "13812345678", "你好", "1"})
    EXPECT_FALSE(understood(text).is_fragment) << text;
  for (const char* text : {"嗯", "哦哦", "🙏🙏", "👍", "…", "ok thx"})
    EXPECT_TRUE(understood(text).is_empty_talk) << text;
  EXPECT_FALSE(understood("好的，水管漏水").is_empty_talk);
}

TEST(Languages, are_told_by_their_characters) {
  EXPECT_EQ(understood("厨房水龙头关不紧").language, Language::zh_hans);
  EXPECT_EQ(understood("浴室的水龍頭一直滴水").language, Language::zh_hant);
  EXPECT_EQ(understood("部𨋢唔郁").language, Language::zh_hant);
  EXPECT_EQ(understood("The front door lock is broken").language, Language::en);
  EXPECT_TRUE(understood("The front door lock of my flat is broken").is_whole_sentence);
  EXPECT_FALSE(understood("ok thx").is_whole_sentence);
  EXPECT_TRUE(understood("浴室的水龍頭一直滴水").is_whole_sentence);
}

TEST(Languages, what_is_quoted_is_quoted_as_written) {
  const Features features = understood("廚房水喉漏水，仲有走廊盞燈唔著");
  ASSERT_EQ(features.matters.size(), 2u);
  EXPECT_EQ(features.matters[0].place, "廚房");
  EXPECT_EQ(features.matters[1].text, "走廊盞燈唔著");
}

}  // namespace
}  // namespace steward::understanding
