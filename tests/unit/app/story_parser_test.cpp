#include "app/rehearsal/story_parser.hpp"

#include <gmock/gmock.h>

namespace steward::app::rehearsal {
namespace {

domain::Rules rules() {
  domain::Rules rules;
  rules.sites.emplace_back();
  rules.kinds.emplace_back().id = "repair";
  rules.trades.push_back({"plumbing", "engineering", true});
  return rules;
}

Register people() {
  Register people;
  for (const char* id : {"li", "fang"}) people.reference.staff.push_back({.id = domain::StaffId(id)});
  domain::Resident& chen = people.residents.emplace_back();
  chen.homes.push_back({domain::UnitId("3-2-501"), {}, "owner"});
  return people;
}

const std::string start = R"({"story": "s", "at": "2026-03-03T09:00:00+08:00", "bound": {"chen": "3-2-501"}})"
                          "\n";

Stories parse(const std::string& text, Problems& problems) {
  return parse_stories("s.jsonl", text, rules(), people(), problems);
}

TEST(StoryParser, reads_every_form_of_line) {
  Problems problems;
  const auto stories = parse("// a comment\n" + start + R"({"chen": "漏水"}
{"chen": {"text": "x", "photos": 2, "quote": 1, "id": "m1"}}
{"guest": {"voice": ""}}
{"chen": {"press": "修好了"}}
{"li": {"accept": 1}}
{"li": {"decline": 1, "reason": "忙"}}
{"li": {"eta": 1, "minutes": 30}}
{"li": {"finish": 1, "note": "n", "photos": 1}}
{"fang": {"dispatch": 1, "to": "li"}}
{"fang": {"measure": 1, "text": "t", "by": "2026-03-04T12:00:00+08:00"}}
{"li": "501好了"}
{"fang": {"order": "o", "unit": "3-2-501", "phone": "+86138"}}
{"fang": {"take_over": "chen"}}
{"fang": {"reply": "chen", "text": "t"}}
{"fang": {"hand_back": "guest"}}
{"fang": {"record": 1, "answer": "a"}}
{"wait": "PT10M"}
{"expect": {"orders": [1, 2], "order 1": {"kind": "repair", "trade": null, "holder": ["li", "fang"], "visit_from": null}, "asked": {"chen": null}, "heard": [["li", 1], "fang"], "unheard": [], "says": {"chen": ["a"]}, "never_says": {"guest": ["b"]}, "language": {"chen": "zh-Hant"}, "conversation": {"chen": "person"}}}
)",
                             problems);
  ASSERT_TRUE(problems.empty()) << problems.to_text();
  ASSERT_EQ(stories.playable.size(), 1u);
  const Story& story = stories.playable[0];
  EXPECT_EQ(story.steps.size(), 18u);
  EXPECT_EQ(story.steps[0].line, 3);
  const auto& finish = std::get<Acts>(story.steps[7].what);
  EXPECT_EQ(finish.verb, domain::StaffVerb::finish);
  EXPECT_EQ(finish.text, "n");
  EXPECT_EQ(finish.photos, 1);
  const auto& expects = std::get<Expects>(story.steps.back().what);
  EXPECT_EQ(expects.orders.size(), 2u);
  EXPECT_EQ(expects.order_fields.size(), 4u);
  EXPECT_EQ(expects.heard.at(0).order, 1);
}

TEST(StoryParser, a_file_holds_several_stories) {
  Problems problems;
  const auto stories = parse(start + "{\"chen\": \"a\"}\n\n" + start + "{\"chen\": \"b\"}\n", problems);
  EXPECT_EQ(stories.told, 2);
  ASSERT_EQ(stories.playable.size(), 2u);
  EXPECT_EQ(stories.playable[1].line, 4);
}

struct Mistake {
  const char* name;
  const char* line;
  const char* told;
};
class StoryMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(StoryMistakes, are_named_with_their_line_and_the_story_is_not_played) {
  Problems problems;
  const auto stories = parse(start + "{\"chen\": \"漏水\"}\n" + GetParam().line + "\n", problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_EQ(problems.list()[0].line, 3);
  EXPECT_THAT(problems.list()[0].text, testing::HasSubstr(GetParam().told));
  EXPECT_EQ(stories.told, 1);
  EXPECT_TRUE(stories.playable.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, StoryMistakes,
    testing::Values(
        Mistake{"no_json", "{\"chen\": }", "not JSON"},
        Mistake{"two_things", R"({"chen": "a", "li": "b"})", "one thing a line"},
        Mistake{"unknown_member", R"({"chen": {"text": "a", "photo": 1}})", "did you mean \"photos\"?"},
        Mistake{"unknown_act", R"({"li": {"acept": 1}})", "did you mean \"accept\"?"},
        Mistake{"act_with_more", R"({"li": {"accept": 1, "reason": "x"}})", "unknown key \"reason\""},
        Mistake{"act_of_a_resident", R"({"chen": {"accept": 1}})", "unknown key \"accept\""},
        Mistake{"no_minutes", R"({"li": {"eta": 1}})", "\"minutes\" is missing"},
        Mistake{"dispatch_to_nobody", R"({"fang": {"dispatch": 1, "to": "lii"}})", "did you mean \"li\"?"},
        Mistake{"reply_to_nobody", R"({"fang": {"reply": "chan", "text": "x"}})",
                "nobody is called \"chan\""},
        Mistake{"unknown_storm", R"({"fang": {"storm": "typhon"}})", "did you mean \"typhoon\"?"},
        Mistake{"no_duration", R"({"wait": "10 minutes"})", "no duration"},
        Mistake{"unknown_expectation", R"({"expect": {"herd": ["li"]}})", "did you mean \"heard\"?"},
        Mistake{"unknown_field", R"({"expect": {"order 1": {"stat": "done"}}})", "did you mean \"state\"?"},
        Mistake{"unknown_state", R"({"expect": {"order 1": {"state": "finished"}}})",
                "no state \"finished\""},
        Mistake{"unknown_trade", R"({"expect": {"order 1": {"trade": "plumbing2"}}})",
                "did you mean \"plumbing\"?"},
        Mistake{"unknown_holder", R"({"expect": {"order 1": {"holder": "wang"}}})",
                "no member of staff \"wang\""},
        Mistake{"unknown_name_heard", R"({"expect": {"heard": [["wang", 1]]}})", "nobody is called \"wang\""},
        Mistake{"unknown_name_asked", R"({"expect": {"asked": {"chan": null}}})", "did you mean \"chen\"?"},
        Mistake{"order_zero", R"({"expect": {"order 0": {"state": "done"}}})", "can be expected"},
        Mistake{"bad_time", R"({"expect": {"order 1": {"visit_from": "15:00"}}})", "is no time"}),
    [](const auto& tested) { return tested.param.name; });

TEST(StoryParser, staff_are_not_bound_and_units_are_registered) {
  Problems problems;
  parse(R"({"story": "s", "at": "2026-03-03T09:00:00+08:00", "bound": {"li": "3-2-501", "chen": "9-9-999"}})",
        problems);
  EXPECT_EQ(problems.to_text(),
            "s.jsonl:1: \"li\" is a member of staff, no resident\n"
            "s.jsonl:1: no resident of the unit \"9-9-999\" is registered\n");
}

TEST(StoryParser, nothing_happens_before_a_story_begins) {
  Problems problems;
  parse("{\"chen\": \"漏水\"}\n", problems);
  EXPECT_THAT(problems.to_text(), testing::HasSubstr("s.jsonl:1: no story has begun"));
}

}  // namespace
}  // namespace steward::app::rehearsal
