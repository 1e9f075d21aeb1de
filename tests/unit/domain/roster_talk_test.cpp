#include "domain/roster_talk.hpp"

#include <gmock/gmock.h>

#include "domain/colleagues.hpp"
#include "domain/roster.hpp"
#include "domain/swap.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using std::chrono::local_days;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

local_days march(int day) { return local_days(std::chrono::year(2026) / 3 / day); }

// The small desk of Tuesday, 3 March 2026, ten o'clock: fang, li, wang and zhou from eight to eight, deng and
// ma at night; song heads the front desk, luo the engineers.
class RosterTalk : public testing::Test {
 protected:
  RosterTalk() {
    for (const char* who : {"fang", "deng", "li", "wang", "ma", "song", "luo"}) desk.seat(who);
  }

  void writes(const std::string& who, StaffVerb verb, const std::string& text = {}, int length = 0,
              std::optional<local_days> day = {}) {
    Features said = says(Intent::other);
    said.verb = verb;
    if (length > 0) said.minutes = length;
    if (day) said.window = TimeWindow{.from = LocalTime{*day}};
    desk.hears(who, said, text);
  }
  std::vector<std::string> phrases_to(const std::string& who) {
    letters_ = desk.take_letters();
    return desk.phrases_to(who, letters_);
  }
  std::vector<std::string> also_to(const std::string& who) const { return desk.phrases_to(who, letters_); }
  StaffId desk_at(std::string_view when) const {
    return front_desk_on_duty(desk.reference, desk.rules.sites.front(), at(when));
  }
  bool works(const char* who, std::string_view when) const {
    return is_on_duty(desk.reference, desk.rules.sites.front().zone, StaffId{who}, at(when));
  }
  std::string arg(const std::string& who, const std::string& phrase, const std::string& name) const {
    for (const OutMessage& letter : letters_)
      for (const Say& say : letter.says)
        for (const Arg& one : say.args)
          if (letter.to.value == "web:" + who && say.phrase == phrase && one.name == name) return one.value;
    return "(not said)";
  }

  DeskUnderTest desk;
  std::vector<OutMessage> letters_;
};

// ---- who is on

TEST_F(RosterTalk, names_who_is_on_and_who_comes_next) {
  writes("li", StaffVerb::ask_who_is_on);
  EXPECT_THAT(phrases_to("li"), ElementsAre("who_is_on", "on_until", "on_until", "on_until", "on_until",
                                            "who_is_next", "on_from", "on_from"));
  const OutMessage& letter = letters_.front();
  const auto who = [&](size_t line) { return letter.says[line].args[0].value; };
  EXPECT_EQ(who(1), "fang");
  EXPECT_EQ(letter.says[1].args[1].value, "role.front_desk");
  EXPECT_EQ(letter.says[2].args[1].value, "trade.plumbing trade.electrical");
  const auto evening = std::to_string(at("2026-03-03T20:00:00+08:00").time_since_epoch().count());
  EXPECT_EQ(letter.says[1].args[2].value, evening) << "until when";
  EXPECT_EQ(who(6), "deng");
  EXPECT_EQ(who(7), "ma");
  EXPECT_EQ(letter.says[7].args[2].value, evening) << "from when";
}

TEST_F(RosterTalk, names_of_a_crew_only_whoever_comes_first) {
  const auto crew = [](const char* who, int from) {
    return Shift{StaffId{who}, {1, 2, 3, 4, 5, 6, 7}, std::chrono::hours{from}, std::chrono::hours{from + 8}};
  };
  desk.reference.shifts = {crew("li", 8), crew("wang", 16), crew("ma", 0)};
  writes("fang", StaffVerb::ask_who_is_on);
  EXPECT_THAT(phrases_to("fang"), ElementsAre("who_is_on", "on_until", "who_is_next", "on_from"));
  EXPECT_EQ(arg("fang", "on_from", "who"), "wang");
}

TEST_F(RosterTalk, says_so_where_nobody_is_on) {
  desk.reference.shifts.clear();
  writes("li", StaffVerb::ask_who_is_on);
  EXPECT_THAT(phrases_to("li"), ElementsAre("nobody_is_on"));
}

// ---- whom one means

TEST(Colleagues, are_meant_by_name_or_surname) {
  Reference reference;
  for (const auto& [id, name] : {std::pair{"wang", "王师傅"},
                                 {"zhou", "周队"},
                                 {"li", "李师傅"},
                                 {"lin", "林师傅"},
                                 {"anna", "Anna Lee"}})
    reference.staff.push_back({.id = StaffId{id}, .name = name});
  const Staff& li = reference.staff[2];
  struct Row {
    const char* text;
    const char* who;
  };
  constexpr Row rows[] = {
      {"周三和王师傅换班", "wang"},
      {"明天我和老王换班", "wang"},
      {"周三跟周队换", "zhou"},
      {"星期三同王師傅調更", "wang"},
      {"swap Wednesday with Wang", "wang"},
      {"swap with anna lee", "anna"},
      {"Lee, can we swap?", "anna"},
      {"swap Friday with the clinic", ""},
      {"周三换班", ""},
      {"和老李换班", ""},
      {"和王师傅林师傅换班", ""},
  };
  for (const Row& row : rows) {
    const Staff* one = colleague_named(reference, li, row.text);
    EXPECT_EQ(one ? one->id.value : "", row.who) << row.text;
  }
}

// ---- what can be swapped

struct Refused {
  const char* one;
  const char* other;
  int day;
  NoSwap::Why why;
  const char* who = "";
  const char* trade = "";
};

TEST_F(RosterTalk, a_swap_is_refused_where_it_cannot_be) {
  using enum NoSwap::Why;
  desk.rules.trades.push_back({.id = "gas", .department = "engineering", .is_licensed = true});
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "ma" || one.id.value == "li") one.trades.push_back("gas");
  const Refused table[] = {
      {"li", "wang", 2, day_is_past},         {"li", "wang", 3, day_is_past},
      {"luo", "song", 4, nobody_works},       {"wang", "ma", 4, leaves_gap, "", "gas"},
      {"fang", "luo", 4, leaves_gap, "", ""}, {"wang", "luo", 8, works_twice, "wang"},
  };
  desk.reference.shifts.push_back({.staff = StaffId{"luo"}, .days = {7}, .from = 22h, .to = 9h});
  for (const Refused& row : table) {
    const auto decided = swapped(desk.rules, desk.reference, desk.rules.sites.front(),
                                 {StaffId{row.one}, StaffId{row.other}, march(row.day)}, desk.now);
    const auto* no = std::get_if<NoSwap>(&decided);
    ASSERT_NE(no, nullptr) << row.one << " " << row.other << " " << row.day;
    EXPECT_EQ(*no, (NoSwap{row.why, StaffId{row.who}, row.trade})) << row.one << " " << row.day;
  }
}

TEST_F(RosterTalk, a_swap_is_asked_and_changes_the_roster_with_the_yes) {
  desk.set_plans();
  writes("li", StaffVerb::swap_shifts, "明天和ma换班", 0, march(4));
  EXPECT_THAT(phrases_to("li"), ElementsAre("swap_is_asked"));
  EXPECT_THAT(also_to("ma"), ElementsAre("swap_asked", "swap_works", "swap_works"));
  EXPECT_TRUE(works("li", "2026-03-04T10:00:00+08:00")) << "nothing is agreed yet";

  desk.presses("ma", "swap_yes:li:2026-03-04");
  EXPECT_THAT(phrases_to("ma"), ElementsAre("swap_agreed", "swap_works", "swap_works"));
  EXPECT_THAT(also_to("li"), ElementsAre("swap_agreed", "swap_works", "swap_works"));
  EXPECT_THAT(also_to("luo"), ElementsAre("swap_for_head", "swap_works", "swap_works"));
  EXPECT_FALSE(works("li", "2026-03-04T10:00:00+08:00"));
  EXPECT_TRUE(works("li", "2026-03-04T22:00:00+08:00"));
  EXPECT_TRUE(works("ma", "2026-03-04T10:00:00+08:00"));
  EXPECT_TRUE(works("li", "2026-03-05T10:00:00+08:00")) << "that day alone";

  desk.presses("ma", "swap_yes:li:2026-03-04");
  EXPECT_THAT(phrases_to("ma"), ElementsAre("button_too_old")) << "a yes counts once";
}

TEST_F(RosterTalk, who_swaps_with_somebody_off_gives_the_shift_away) {
  desk.reference.shifts.push_back(
      {.staff = StaffId{"wang"}, .first = march(4), .last = march(4), .is_off = true});
  writes("li", StaffVerb::swap_shifts, "和wang换", 0, march(4));
  desk.presses("wang", "swap_yes:li:2026-03-04");
  EXPECT_THAT(phrases_to("wang"), Contains("swap_is_off"));
  EXPECT_FALSE(works("li", "2026-03-04T10:00:00+08:00"));
  EXPECT_TRUE(works("wang", "2026-03-04T10:00:00+08:00"));
}

TEST_F(RosterTalk, a_swap_made_again_is_made_undone) {
  const std::vector<Shift> before = desk.reference.shifts;
  for (int times = 0; times < 2; ++times) {
    writes("li", StaffVerb::swap_shifts, "和ma换", 0, march(4));
    desk.presses("ma", "swap_yes:li:2026-03-04");
  }
  EXPECT_TRUE(works("li", "2026-03-04T10:00:00+08:00"));
  EXPECT_TRUE(works("ma", "2026-03-04T22:00:00+08:00"));
  EXPECT_EQ(desk.reference.shifts.size(), before.size() + 2) << "the first swap left nothing behind";
}

TEST_F(RosterTalk, a_no_changes_nothing) {
  const std::vector<Shift> before = desk.reference.shifts;
  writes("li", StaffVerb::swap_shifts, "和ma换", 0, march(4));
  desk.presses("ma", "swap_no:li:2026-03-04");
  EXPECT_THAT(phrases_to("li"), Contains("swap_declined"));
  EXPECT_THAT(also_to("luo"), IsEmpty());
  EXPECT_EQ(desk.reference.shifts, before);
}

TEST_F(RosterTalk, only_what_was_asked_can_be_agreed_to) {
  desk.presses("ma", "swap_yes:li:2026-03-04");
  EXPECT_THAT(phrases_to("ma"), ElementsAre("button_too_old"));
  EXPECT_TRUE(works("li", "2026-03-04T10:00:00+08:00"));
}

TEST_F(RosterTalk, plain_words_answer_where_no_order_waits_for_them) {
  Features yes = says(Intent::other);
  yes.answer = Answer::yes;
  yes.verb = StaffVerb::accept;
  writes("wang", StaffVerb::swap_shifts, "和ma换", 0, march(4));
  desk.hears("ma", yes, "好的");
  EXPECT_TRUE(works("wang", "2026-03-04T22:00:00+08:00"));

  writes("ma", StaffVerb::swap_shifts, "和li换", 0, march(5));
  desk.bind("chen", "3-2-501");
  desk.hears("chen", says(Intent::repair, "plumbing"));
  ASSERT_EQ(desk.order(1).holder, StaffId{"li"});
  desk.hears("li", yes, "好的");
  EXPECT_EQ(desk.order(1).accepted_by, StaffId{"li"});
  EXPECT_FALSE(works("li", "2026-03-05T22:00:00+08:00"));
}

TEST_F(RosterTalk, plain_words_of_later_agree_to_nothing_and_the_buttons_stay) {
  Features yes = says(Intent::other);
  yes.answer = Answer::yes;
  yes.verb = StaffVerb::accept;
  writes("wang", StaffVerb::swap_shifts, "和ma换", 0, march(5));
  desk.wait(31min);
  desk.hears("ma", yes, "好的");
  EXPECT_FALSE(works("wang", "2026-03-05T22:00:00+08:00"));
  desk.presses("ma", "swap_yes:wang:2026-03-05");
  EXPECT_TRUE(works("wang", "2026-03-05T22:00:00+08:00"));
}

TEST_F(RosterTalk, what_is_unclear_is_asked_for) {
  writes("li", StaffVerb::swap_shifts, "和小赵换班", 0, march(4));
  EXPECT_THAT(phrases_to("li"), ElementsAre("swap_with_whom"));
  writes("li", StaffVerb::swap_shifts, "和wang换班");
  EXPECT_THAT(phrases_to("li"), ElementsAre("swap_which_day"));
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "wang") one.accounts.clear();
  writes("li", StaffVerb::swap_shifts, "和wang换班", 0, march(4));
  EXPECT_THAT(phrases_to("li"), ElementsAre("swap_unreachable"));
}

// ---- stepping away

TEST_F(RosterTalk, whoever_leaves_the_desk_names_who_covers_it) {
  writes("fang", StaffVerb::step_away, "离开半小时", 30);
  EXPECT_THAT(phrases_to("fang"), ElementsAre("away_who_covers"));
  ASSERT_EQ(letters_.front().buttons.size(), 2u);
  EXPECT_EQ(letters_.front().buttons[0].data, "cover:deng");
  EXPECT_EQ(letters_.front().buttons[1].data, "cover:song");
  desk.wait(2min);
  desk.presses("fang", "cover:deng");
  EXPECT_THAT(phrases_to("fang"), ElementsAre("away_covered"));
  EXPECT_THAT(also_to("deng"), ElementsAre("cover_for"));
  EXPECT_EQ(desk_at("2026-03-03T10:10:00+08:00"), StaffId{"deng"});
  EXPECT_FALSE(works("fang", "2026-03-03T10:10:00+08:00"));
  EXPECT_EQ(desk_at("2026-03-03T10:30:00+08:00"), StaffId{"fang"}) << "the half hour is over";
  EXPECT_EQ(desk_at("2026-03-03T21:00:00+08:00"), StaffId{"deng"}) << "their own shift stays";
  desk.wait(1h);
  EXPECT_THAT(phrases_to("song"), IsEmpty());
}

TEST_F(RosterTalk, the_head_may_cover_too) {
  writes("fang", StaffVerb::step_away);
  desk.presses("fang", "cover:song");
  EXPECT_EQ(desk_at("2026-03-03T10:10:00+08:00"), StaffId{"song"});
  EXPECT_EQ(desk_at("2026-03-03T19:59:00+08:00"), StaffId{"song"}) << "till they are back, or go home";
  EXPECT_EQ(desk_at("2026-03-03T20:00:00+08:00"), StaffId{"deng"});
}

TEST_F(RosterTalk, coming_back_ends_the_cover) {
  const std::vector<Shift> before = desk.reference.shifts;
  writes("fang", StaffVerb::step_away);
  desk.presses("fang", "cover:deng");
  desk.take_letters();
  desk.wait(10min);
  writes("fang", StaffVerb::come_back);
  EXPECT_THAT(phrases_to("fang"), ElementsAre("back_at_desk"));
  EXPECT_THAT(also_to("deng"), ElementsAre("cover_ends"));
  EXPECT_EQ(desk.reference.shifts, before);
}

TEST_F(RosterTalk, where_nobody_is_named_the_head_hears_and_the_work_falls_to_the_next) {
  writes("fang", StaffVerb::step_away);
  desk.take_letters();
  desk.wait(4min);
  EXPECT_THAT(phrases_to("song"), IsEmpty());
  EXPECT_EQ(desk_at("2026-03-03T10:04:00+08:00"), StaffId{"fang"});
  desk.wait(2min);
  EXPECT_THAT(phrases_to("song"), ElementsAre("head_desk_left"));
  EXPECT_EQ(desk_at("2026-03-03T10:06:00+08:00"), StaffId{"song"}) << "nobody else has the desk";
  desk.presses("fang", "cover:deng");
  EXPECT_THAT(phrases_to("deng"), ElementsAre("cover_for")) << "late is better than never";
  EXPECT_EQ(desk_at("2026-03-03T10:06:00+08:00"), StaffId{"deng"});
}

TEST_F(RosterTalk, nobody_hears_of_whoever_is_back_before_a_cover_had_to_be_named) {
  Features said = says(Intent::other);
  said.verb = StaffVerb::step_away;
  said.minutes = 3;
  desk.hears("fang", said, "离开3分钟");
  desk.take_letters();
  desk.wait(30min);
  EXPECT_THAT(desk.take_letters(), IsEmpty());
}

TEST_F(RosterTalk, who_is_back_before_naming_anybody_was_never_away) {
  writes("fang", StaffVerb::step_away);
  writes("fang", StaffVerb::come_back);
  desk.take_letters();
  desk.wait(10min);
  EXPECT_THAT(desk.take_letters(), IsEmpty());
  EXPECT_EQ(desk_at("2026-03-03T10:06:00+08:00"), StaffId{"fang"});
}

TEST_F(RosterTalk, nobody_covers_for_who_has_not_the_desk) {
  for (const char* who : {"li", "deng"}) {
    writes(who, StaffVerb::step_away);
    EXPECT_THAT(phrases_to(who), ElementsAre("away_not_at_desk")) << who;
  }
  writes("li", StaffVerb::come_back);
  EXPECT_THAT(phrases_to("li"), ElementsAre("staff_help"));
  desk.presses("fang", "cover:deng");
  EXPECT_THAT(phrases_to("fang"), ElementsAre("button_too_old"));
}

TEST_F(RosterTalk, an_alert_reaches_the_cover) {
  writes("fang", StaffVerb::step_away);
  desk.presses("fang", "cover:deng");
  desk.take_letters();
  desk.bind("chen", "3-2-501");
  desk.hears("chen", hazard(Hazard::flood, "plumbing"));
  EXPECT_EQ(desk.order(1).holder, StaffId{"deng"});
  EXPECT_THAT(phrases_to("deng"), Contains("alert_hazard"));
  EXPECT_THAT(also_to("fang"), Not(Contains("alert_hazard")));
}

}  // namespace
}  // namespace steward::domain
