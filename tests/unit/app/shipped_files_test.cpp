// The files that are shipped hold together: the same check that operators run.

#include <gmock/gmock.h>

#include "app/configuration.hpp"
#include "app/desk_files.hpp"
#include "app/shipped.hpp"
#include "app/surroundings.hpp"
#include "temp_folder.hpp"

namespace steward::app {
namespace {

const std::filesystem::path demo = STEWARD_SOURCE_DIR "/config/demo/steward.json";

TEST(ShippedFiles, check) {
  Problems problems;
  const auto configuration = load_configuration(demo, problems);
  ASSERT_TRUE(configuration) << problems.to_text();
  check_surroundings(*configuration, demo, {}, problems);
  check_register(*configuration, demo, problems);
  EXPECT_TRUE(problems.empty()) << problems.to_text();
}

TEST(ShippedFiles, no_phrase_is_left_over) {
  Problems problems;
  const auto configuration = load_configuration(demo, problems);
  ASSERT_TRUE(configuration) << problems.to_text();
  const auto folder = shipped_folder() / "phrases";
  domain::Phrasebook book;
  PhrasePlaces places;
  read_phrases(folder, book, places, problems);
  check_phrases(book, places, configuration->rules, folder, problems);
  EXPECT_TRUE(problems.empty()) << problems.to_text();
  book.add(domain::Wording::en, "left_over", "x");
  places[{domain::Wording::en, "left_over"}] = {(folder / "en.json").string(), 7};
  check_phrases(book, places, configuration->rules, folder, problems);
  EXPECT_THAT(problems.to_text(), testing::HasSubstr("en.json:7: no phrase \"left_over\" is ever said"));
}

// Another kind, and fewer of the shipped ones, need no code and no copies.
TEST(OwnKinds, need_a_name_in_each_wording_and_nothing_else) {
  TempFolder folder;
  folder.write("kinds/repair.json",
               R"({"intents": ["repair"], "handler": "technician", "requires": ["unit"]})");
  folder.write("kinds/parcel.json", R"({"intents": ["enquiry"], "handler": "front_desk"})");
  const auto check_with = [&](const std::string& phrases) {
    folder.write("steward.json", R"({"desk": {"id": "d", "kinds": "kinds", )" + phrases + R"("sites": [
      {"id": "s", "name": "S", "phone": "1", "region": "CN", "zone": "Asia/Shanghai"}]}})");
    Problems problems;
    load_configuration(folder.path() / "steward.json", problems);
    return problems;
  };
  const Problems without = check_with("");
  EXPECT_EQ(without.size(), 4u) << without.to_text();
  EXPECT_THAT(without.to_text(),
              testing::HasSubstr("en.json: the phrase \"kind.parcel\" is missing; desk.phrases"));

  for (const char* wording : {"zh-Hans", "zh-Hant-TW", "zh-Hant-HK", "en"})
    folder.write(std::string("phrases/") + wording + ".json", R"({"kind.parcel": "parcel"})");
  const Problems with = check_with(R"("phrases": "phrases", )");
  EXPECT_TRUE(with.empty()) << with.to_text();
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
