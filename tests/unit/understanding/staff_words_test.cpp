#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

using domain::StaffVerb;

TEST(StaffWords, say_what_is_done) {
  struct Row {
    const char* text;
    StaffVerb verb;
    const char* note;
  };
  constexpr Row rows[] = {
      {"501好了，换了龙头", StaffVerb::finish, "换了龙头"},
      {"换了龙头，501好了", StaffVerb::finish, "换了龙头"},
      {"501 修好了 换了阀芯", StaffVerb::finish, "换了阀芯"},
      {"done, replaced the valve", StaffVerb::finish, "replaced the valve"},
      {"整好咗", StaffVerb::finish, ""},
      {"finished 501", StaffVerb::finish, ""},
      {"接单", StaffVerb::accept, ""},
      {"收到", StaffVerb::accept, ""},
      {"我去", StaffVerb::accept, ""},
      {"on my way", StaffVerb::accept, ""},
      {"到了", StaffVerb::arrive, ""},
      {"到现场", StaffVerb::arrive, ""},
      {"没人在家", StaffVerb::hold, "没人在家"},
      {"502没人在家", StaffVerb::hold, "没人在家"},
      {"缺配件，明天到货", StaffVerb::hold, "缺配件，明天到货"},
      {"配件到了，继续修", StaffVerb::resume, "继续修"},
      {"忙不过来，去不了", StaffVerb::decline, "忙不过来，去不了"},
      {"I can't go, busy with another job", StaffVerb::decline, "I can't go, busy with another job"},
      {"不是我们的，找电信 10000", StaffVerb::not_ours, "电信 10000"},
      {"not ours, call China Telecom 10000", StaffVerb::not_ours, "China Telecom 10000"},
      {"代报 3-2-501 厨房漏水", StaffVerb::report_for, "3-2-501 厨房漏水"},
      {"没修好", StaffVerb::none, ""},
      {"今天天气不错", StaffVerb::none, ""},
      {"停水30分钟", StaffVerb::none, ""},
  };
  for (const Row& row : rows) {
    const auto features = understood(row.text);
    EXPECT_EQ(features.verb, row.verb) << row.text;
    EXPECT_EQ(features.note, row.note) << row.text;
  }
}

TEST(StaffWords, say_when_they_come) {
  struct Row {
    const char* text;
    int minutes;
  };
  constexpr Row rows[] = {{"30分钟到", 30},
                          {"半小时后到", 30},
                          {"半個鐘到", 30},
                          {"一个小时左右到", 60},
                          {"两个半小时后过去", 150},
                          {"20 mins, on my way", 20},
                          {"30 min", 30},
                          {"30min.", 30},
                          {"30分钟", 30},
                          {"半小时", 30},
                          {"半小時", 30},
                          {"501 半小时吧", 30},
                          {"一刻钟", 15},
                          {"an hour", 60},
                          {"be there in 20 minutes", 20}};
  for (const Row& row : rows) {
    const auto features = understood(row.text);
    EXPECT_EQ(features.verb, StaffVerb::eta) << row.text;
    EXPECT_EQ(features.minutes, row.minutes) << row.text;
  }
}

TEST(StaffWords, speak_of_the_roster) {
  struct Row {
    const char* text;
    StaffVerb verb;
    std::optional<int> minutes = {};
  };
  constexpr Row rows[] = {
      {"谁在值班", StaffVerb::ask_who_is_on},
      {"现在谁当班？", StaffVerb::ask_who_is_on},
      {"下一班是谁", StaffVerb::ask_who_is_on},
      {"現在是誰值班", StaffVerb::ask_who_is_on},
      {"下一班輪到誰", StaffVerb::ask_who_is_on},
      {"而家邊個當值", StaffVerb::ask_who_is_on},
      {"下一更係邊個", StaffVerb::ask_who_is_on},
      {"who is on now?", StaffVerb::ask_who_is_on},
      {"Who's next?", StaffVerb::ask_who_is_on},
      {"周三和王师傅换班", StaffVerb::swap_shifts},
      {"明天我和老王换班", StaffVerb::swap_shifts},
      {"星期三同王師傅調更", StaffVerb::swap_shifts},
      {"swap Wednesday with Wang", StaffVerb::swap_shifts},
      {"can we swap shifts tomorrow, Wang?", StaffVerb::swap_shifts},
      {"我离开一下", StaffVerb::step_away},
      {"离开半小时", StaffVerb::step_away, 30},
      {"出去一下", StaffVerb::step_away},
      {"我出去20分钟", StaffVerb::step_away, 20},
      {"離開一陣", StaffVerb::step_away},
      {"stepping away for 30 min", StaffVerb::step_away, 30},
      {"我回来了", StaffVerb::come_back},
      {"我返嚟喇", StaffVerb::come_back},
      {"I'm back", StaffVerb::come_back},
      // … and not when it is about an order.
      {"配件到了，我回来了", StaffVerb::resume},
      {"业主离开了，家里没人", StaffVerb::hold},
      {"换了阀芯，501好了", StaffVerb::finish},
      {"swapped the valve, done", StaffVerb::finish},
      {"我下班了，去不了", StaffVerb::decline},
  };
  for (const Row& row : rows) {
    const auto features = understood(row.text);
    EXPECT_EQ(features.verb, row.verb) << row.text;
    EXPECT_EQ(features.minutes, row.minutes) << row.text;
  }
}

TEST(StaffWords, name_the_unit) { EXPECT_EQ(understood("501好了，换了龙头").main().unit, "501"); }

}  // namespace
}  // namespace steward::understanding
