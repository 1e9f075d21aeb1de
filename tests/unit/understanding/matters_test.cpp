#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

using domain::Hazard;
using domain::Intent;

std::vector<std::string> trades_in(const char* text) {
  std::vector<std::string> trades;
  for (const auto& matter : understood(text).matters) trades.push_back(matter.trade);
  return trades;
}

TEST(Matters, two_in_one_message) {
  const std::vector<std::string> water_and_light{"plumbing", "electrical"};
  EXPECT_EQ(trades_in("厨房漏水,还有楼道灯不亮"), water_and_light);
  EXPECT_EQ(trades_in("厨房漏水还有楼道灯不亮"), water_and_light);
  EXPECT_EQ(trades_in("水龙头坏了，灯也不亮"), water_and_light);
  EXPECT_EQ(trades_in("马桶堵了。另外卧室插座没电。"), water_and_light);
  EXPECT_EQ(trades_in("My tap leaks and the bedroom light is out"), water_and_light);
}

TEST(Matters, each_has_its_place_and_text) {
  const auto matters = understood("厨房漏水,还有楼道灯不亮").matters;
  ASSERT_EQ(matters.size(), 2u);
  EXPECT_EQ(matters[0].place, "厨房");
  EXPECT_FALSE(matters[0].is_common_place);
  EXPECT_EQ(matters[1].place, "楼道");
  EXPECT_TRUE(matters[1].is_common_place);
  EXPECT_EQ(matters[1].text, "楼道灯不亮");
}

TEST(Matters, what_follows_from_the_first_is_no_second) {
  for (const char* text : {"楼上水管爆了，水顺着墙往下淌，插座都湿了",
                           "师傅，我家1栋1单元302厨房下水管漏水，橱柜都泡了", "水管漏水了，麻烦快点来",
                           "厕所堵了，很急", "空调滴水，滴到楼下了", "你好，厨房水龙头关不紧，一直滴水"})
    EXPECT_EQ(understood(text).matters.size(), 1u) << text;
}

TEST(Hazards, denied_over_imagined_or_asked_about_are_none) {
  for (const char* text :
       {"电梯昨天困过人,今天能坐吗", "没有煤气味", "如果着火怎么跑", "会不会漏电啊这个热水器",
        "消防演习几点开始", "火锅店太吵", "我们这没着火，是隔壁小区新闻", "去年淹过水，现在没事",
        "怕着火，建议装烟感", "灭火器过期了", "被电动车占了车位", "no fire here, just testing",
        "There was a gas leak last year"})
    EXPECT_EQ(understood(text).main().hazard, Hazard::none) << text;
}

TEST(Hazards, doubt_does_not_silence_the_alarm) {
  EXPECT_EQ(understood("没有火,就是冒烟").main().hazard, Hazard::fire);
  EXPECT_EQ(understood("煤气味好大，是不是哪里漏了").main().hazard, Hazard::gas);
  EXPECT_EQ(understood("隔壁是不是着火了？").main().hazard, Hazard::fire);
  EXPECT_EQ(understood("昨晚开始一直有煤气味").main().hazard, Hazard::gas);
  EXPECT_EQ(understood("快来人！电梯卡住了我和孩子被关在里面").main().hazard, Hazard::trapped);
  EXPECT_EQ(understood("楼上水管爆了，水顺着墙往下淌，插座都湿了").main().hazard, Hazard::flood);
  EXPECT_EQ(understood("廚房著火呀快啲嚟").main().hazard, Hazard::fire);
}

TEST(Intents, around_an_order) {
  struct Row {
    const char* text;
    Intent intent;
    const char* trade;
  };
  constexpr Row rows[] = {
      {"取消一个吧", Intent::cancel, ""},
      {"插座那个，我自己弄好了", Intent::cancel, "electrical"},
      {"水管那个什么时候来人", Intent::status, "plumbing"},
      {"怎么还没人来", Intent::urge, ""},
      {"快点啊", Intent::urge, ""},
      {"还要等多久？催一下", Intent::urge, ""},
      {"时间改到周日下午行不行", Intent::reschedule, ""},
      {"我要找真人", Intent::handoff, ""},
      {"帮我跟水电的刘师傅说一声，改天再来", Intent::message, ""},
      {"没有了，谢谢", Intent::thanks, ""},
      {"在吗", Intent::greeting, ""},
  };
  for (const Row& row : rows) {
    EXPECT_EQ(understood(row.text).main().intent, row.intent) << row.text;
    EXPECT_EQ(understood(row.text).main().trade, row.trade) << row.text;
  }
}

}  // namespace
}  // namespace steward::understanding
