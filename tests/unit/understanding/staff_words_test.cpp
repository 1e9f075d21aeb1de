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

TEST(StaffWords, name_the_unit) { EXPECT_EQ(understood("501好了，换了龙头").main().unit, "501"); }

}  // namespace
}  // namespace steward::understanding
