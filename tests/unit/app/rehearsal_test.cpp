// The player itself: a story that holds, and each sort of expectation that does not.

#include <gmock/gmock.h>

#include "app/configuration.hpp"
#include "app/rehearsal/player.hpp"
#include "app/rehearsal/story_parser.hpp"

namespace steward::app::rehearsal {
namespace {

class Rehearsal : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Problems problems;
    configuration = load_configuration(STEWARD_SOURCE_DIR "/config/demo/steward.json", problems);
    if (configuration)
      people = read_register(STEWARD_SOURCE_DIR "/config/demo", configuration->rules, problems);
    ASSERT_TRUE(problems.empty()) << problems.to_text();
  }
  static void TearDownTestSuite() { configuration.reset(); }

  // What goes otherwise after a leaking tap of chen was offered to li.
  static std::vector<std::string> otherwise(const std::string& lines) {
    Problems problems;
    const std::string start =
        R"({"story": "s", "at": "2026-03-03T09:00:00+08:00", "bound": {"chen": "3-2-501"}})"
        "\n"
        R"({"chen": {"text": "厨房水龙头滴水", "id": "m1"}})"
        "\n";
    const auto stories = parse_stories("s.jsonl", start + lines, configuration->rules, people, problems);
    EXPECT_TRUE(problems.empty()) << problems.to_text();
    std::vector<std::string> texts;
    for (const Story& story : stories.playable)
      for (const Problem& problem : play(story, *configuration, people, false).otherwise)
        texts.push_back(std::to_string(problem.line) + ": " + problem.text);
    return texts;
  }

  static std::string expect(const std::string& what) { return "{\"expect\": {" + what + "}}\n"; }

  static std::shared_ptr<const Configuration> configuration;
  static Register people;
};
std::shared_ptr<const Configuration> Rehearsal::configuration;
Register Rehearsal::people;

TEST_F(Rehearsal, a_story_as_told) {
  EXPECT_THAT(
      otherwise(
          expect(
              R"("orders": 1, "order 1": {"state": "dispatched", "holder": ["wang", "li"], "score": null, )"
              R"("reporter": "chen", "follow_up": null}, "heard": [["li", 1], "chen"], "unheard": ["gu"])") +
          R"({"li": {"accept": 1}})" + "\n" +
          expect(R"("order 1": {"state": "accepted"}, "says": {"chen": ["李师傅"]})")),
      testing::IsEmpty());
}

TEST_F(Rehearsal, names_what_was_expected_and_what_is_there) {
  EXPECT_THAT(otherwise(expect(R"("orders": 2)")),
              testing::ElementsAre("3: orders: expected \"2\", got \"1\""));
  EXPECT_THAT(otherwise(expect(R"("order 1": {"holder": "wang", "unit": null})")),
              testing::ElementsAre("3: order 1 holder: expected \"wang\", got \"li\"",
                                   "3: order 1 unit: expected null, got \"3-2-501\""));
  EXPECT_THAT(otherwise(expect(R"("order 2": {"state": "done"})")),
              testing::ElementsAre("3: order 2 state: expected \"done\", got no such order, 1 opened"));
  EXPECT_THAT(otherwise(expect(R"("conversation": {"chen": "person"})")),
              testing::ElementsAre("3: conversation with chen: expected \"person\", got \"desk\""));
  EXPECT_THAT(otherwise(expect(R"("language": {"chen": "en"})")),
              testing::ElementsAre("3: language to chen: expected \"en\", got \"zh-Hans\""));
  EXPECT_THAT(otherwise(expect(R"("asked": {"chen": "code"})")), testing::SizeIs(1));
  EXPECT_THAT(otherwise(expect(R"("says": {"chen": ["火星"]})")), testing::SizeIs(1));
  EXPECT_THAT(otherwise(expect(R"("never_says": {"chen": ["东湖"]})")), testing::SizeIs(1));
}

TEST_F(Rehearsal, heard_counts_from_the_expectation_before) {
  const std::string first = expect(R"("heard": ["li"])");
  EXPECT_THAT(otherwise(first + expect(R"("unheard": ["li"])")), testing::IsEmpty());
  EXPECT_THAT(otherwise(first + expect(R"("heard": ["li"])")),
              testing::ElementsAre("4: heard li: expected a message, got none; li heard nothing"));
}

TEST_F(Rehearsal, the_clock_turns_and_what_is_due_happens) {
  EXPECT_THAT(otherwise(expect(R"("order 1": {"holder": "li"})") + R"({"wait": "PT11M"})" + "\n" +
                        expect(R"("order 1": {"holder": "wang"}, "heard": [["wang", 1]])")),
              testing::IsEmpty());
}

TEST_F(Rehearsal, a_redelivery_changes_nothing) {
  EXPECT_THAT(otherwise(expect("\"orders\": 1") + R"({"chen": {"text": "厨房水龙头滴水", "id": "m1"}})" +
                        "\n" + expect(R"("orders": 1, "unheard": ["chen", "li"])")),
              testing::IsEmpty());
}

TEST_F(Rehearsal, what_cannot_be_played_names_its_line) {
  EXPECT_THAT(otherwise(R"({"li": {"accept": 3}})"),
              testing::ElementsAre("3: there is no order 3 yet: 1 opened so far"));
  EXPECT_THAT(otherwise(R"({"chen": {"press": "不存在"}})"),
              testing::ElementsAre("3: chen was shown no button with the words \"不存在\""));
}

}  // namespace
}  // namespace steward::app::rehearsal
