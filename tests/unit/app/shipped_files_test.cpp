// The files that are shipped hold together: the same check that operators run.

#include <gmock/gmock.h>

#include "app/configuration.hpp"
#include "app/desk_files.hpp"
#include "app/surroundings.hpp"
#include "temp_folder.hpp"

namespace steward::app {
namespace {

const std::filesystem::path demo = STEWARD_SOURCE_DIR "/config/demo/steward.json";

TEST(ShippedFiles, check) {
  Problems problems;
  const auto configuration = load_configuration(demo, problems);
  ASSERT_TRUE(configuration) << problems.to_text();
  check_surroundings(*configuration, demo, problems);
  check_register(*configuration, demo, problems);
  EXPECT_TRUE(problems.empty()) << problems.to_text();
}

class OwnPhrases : public testing::Test {
 protected:
  // A configuration as shipped, with these phrases of its own.
  Problems check_with(const std::string& simplified) {
    folder.write("phrases/zh-Hans.json", "{\n" + simplified + "}");
    folder.write("steward.json", R"({"desk": {"id": "d", "phrases": "phrases", "sites": [
      {"id": "s", "name": "S", "phone": "1", "region": "CN", "zone": "Asia/Shanghai"}]}})");
    Problems problems;
    load_configuration(folder.path() / "steward.json", problems);
    return problems;
  }
  TempFolder folder;
};

TEST_F(OwnPhrases, may_differ) { EXPECT_TRUE(check_with(R"("welcome": "不客气！{site}")").empty()); }

TEST_F(OwnPhrases, have_only_values_that_exist) {
  const Problems problems = check_with(R"("code": "{cod} {site}")");
  ASSERT_EQ(problems.size(), 1u) << problems.to_text();
  EXPECT_EQ(problems.list()[0].line, 2);
  EXPECT_THAT(problems.list()[0].text, testing::HasSubstr("has no value {cod}; did you mean \"code\"?"));
}

TEST_F(OwnPhrases, that_nobody_says_are_slips) {
  const Problems problems = check_with(R"("wellcome": "x")");
  ASSERT_EQ(problems.size(), 1u) << problems.to_text();
  EXPECT_THAT(problems.list()[0].text, testing::HasSubstr("did you mean \"welcome\"?"));
}

TEST(Phrases, that_are_missing_in_a_wording_are_named) {
  domain::Phrasebook book;
  domain::Rules rules;
  Problems problems;
  rules.kinds.emplace_back().id = "lost_and_found";
  check_phrases(book, {}, rules, "phrases", problems);
  EXPECT_THAT(problems.to_text(),
              testing::HasSubstr("phrases/en.json: the phrase \"kind.lost_and_found\" is missing"));
}

}  // namespace
}  // namespace steward::app
