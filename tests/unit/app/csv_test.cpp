#include "app/csv.hpp"

#include <gmock/gmock.h>

namespace steward::app {
namespace {

const CsvColumns columns{{"id", "name"}, {"trade"}};

std::vector<CsvRow> rows_of(std::string_view text, Problems& problems) {
  return read_csv("staff.csv", text, columns, problems);
}

TEST(Csv, reads_what_spreadsheets_write) {
  Problems problems;
  const auto rows =
      rows_of("\xEF\xBB\xBFid,name,trade\r\nli,\"李, 师傅\",\r\n\r\nwang,\"say \"\"hi\"\"\nthere\", hvac \n",
              problems);
  ASSERT_TRUE(problems.empty()) << problems.to_text();
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0]["name"], "李, 师傅");
  EXPECT_EQ(rows[0]["trade"], "");
  EXPECT_EQ(rows[1]["name"], "say \"hi\"\nthere");
  EXPECT_EQ(rows[1]["trade"], "hvac");
  EXPECT_EQ(rows[1].line, 4);
}

struct Mistake {
  const char* name;
  const char* text;
  int line;
  const char* told;
};
class CsvMistakes : public testing::TestWithParam<Mistake> {};

TEST_P(CsvMistakes, are_named_with_their_line) {
  Problems problems;
  rows_of(GetParam().text, problems);
  ASSERT_EQ(problems.size(), 1u) << problems.to_text();
  EXPECT_EQ(problems.list()[0].line, GetParam().line);
  EXPECT_THAT(problems.list()[0].text, testing::HasSubstr(GetParam().told));
}

INSTANTIATE_TEST_SUITE_P(
    Table, CsvMistakes,
    testing::Values(Mistake{"empty", "", 1, "first line names the columns"},
                    Mistake{"unknown_column", "id,nmae,name\n", 1, "did you mean \"name\"?"},
                    Mistake{"missing_column", "id,trade\nli,x\n", 1, "\"name\" is missing"},
                    Mistake{"short_row", "id,name\nli,x\nwang\n", 3, "has 1 cells"},
                    Mistake{"of_another_code_page", "id,name\nli,\xE6\x9D\x8E\nwang,\xCD\xF5\n", 3,
                            "not UTF-8"},
                    Mistake{"utf16", "\xFF\xFEi,d\n", 1, "not UTF-8"},
                    Mistake{"semicolons", "id;name;trade\nli;x;\n", 1, "commas are wanted"},
                    Mistake{"tabs", "id\tname\nli\tx\n", 1, "not tabs"},
                    Mistake{"open_quote", "id,name\nli,\"x\n", 2, "none closes it"}),
    [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace steward::app
