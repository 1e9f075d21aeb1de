#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

class LexiconFolder : public ::testing::Test {
 protected:
  LexiconFolder()
      : path_(std::filesystem::temp_directory_path() / ("lexicon-" + std::to_string(::getpid()))) {
    std::filesystem::create_directories(path_);
  }
  ~LexiconFolder() override { std::filesystem::remove_all(path_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(path_ / name) << text; }
  LexiconError error() { return std::get<LexiconError>(load_lexicon(path_)); }

  std::filesystem::path path_;
};

TEST_F(LexiconFolder, empty_or_missing_is_an_error) {
  EXPECT_NE(error().what.find("no lexicon"), std::string::npos);
  EXPECT_TRUE(std::holds_alternative<LexiconError>(load_lexicon(path_ / "nowhere")));
}

TEST_F(LexiconFolder, broken_json_names_its_line) {
  write("a.json", "{\n  \"trade\": {\n    \"plumbing\": [,]\n  }\n}\n");
  EXPECT_EQ(error().line, 3);
  EXPECT_NE(error().file.find("a.json"), std::string::npos);
}

TEST_F(LexiconFolder, unknown_label_section_or_class_names_its_line) {
  write("a.json", "{\n  \"trade\": {\n    \"plumping\": {\"3\": [\"水管\"]}\n  }\n}\n");
  EXPECT_EQ(error().line, 3);
  EXPECT_NE(error().what.find("plumping"), std::string::npos);
  write("a.json", "{\n  \"trades\": {}\n}\n");
  EXPECT_EQ(error().line, 2);
  write("a.json", "{\n  \"hazard\": {\"fire\": {\"1\": [\n    \"<kitchen>..着火\"]}}\n}\n");
  EXPECT_EQ(error().line, 3);
}

TEST_F(LexiconFolder, a_value_of_the_wrong_kind_is_an_error) {
  write("a.json", R"({"trade": {"plumbing": {"3": [17]}}})");
  EXPECT_TRUE(std::holds_alternative<LexiconError>(load_lexicon(path_)));
}

// A desk's own file adds to ours: here a word of its estate, and a regional word.
TEST_F(LexiconFolder, files_add_up) {
  write("a.json", R"({"trade": {"plumbing": {"3": ["水管"]}}, "mark": {"fault": ["坏了"]}})");
  write("b.json", R"({"trade": {"hvac": {"4": ["大风扇"]}}, "replace": {"水管": ["喉咙管"]}})");
  const Understanding own(std::get<Lexicon>(load_lexicon(path_)));
  EXPECT_EQ(own.understand("大风扇坏了", tuesday_morning()).main().trade, "hvac");
  EXPECT_EQ(own.understand("喉嚨管坏了", tuesday_morning()).main().trade, "plumbing");
}

TEST(Lexicon, loads_as_shipped) {
  const auto loaded = load_lexicon(STEWARD_SOURCE_DIR "/config/lexicon");
  EXPECT_TRUE(std::holds_alternative<Lexicon>(loaded)) << std::get<LexiconError>(loaded).what;
}

}  // namespace
}  // namespace steward::understanding
