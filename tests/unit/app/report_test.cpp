#include "app/report/edition.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "app/report/words.hpp"

namespace steward::app::report {
namespace {

using namespace std::chrono_literals;
using domain::Fact;
using domain::StaffId;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class ReportEditions : public testing::Test {
 protected:
  ReportEditions() {
    Problems problems;
    configuration_ = load_configuration(STEWARD_SOURCE_DIR "/config/demo/steward.json", problems);
    people_.staff = {{.id = StaffId("li"), .name = "李师傅"},
                     {.id = StaffId("evil"), .name = "=HYPERLINK(\"http://x\")"}};
    for (const char* who : {"li", "evil"}) day_.push_back(done(who));
    day_.push_back({.what = Fact::What::answered, .order = day_[0].order, .score = 5, .method = "chat"});
    report_ = domain::report_of(site(), period_, {{"repair", 3}}, {day_});
  }

  static Fact done(const std::string& who) {
    return {.order = domain::OrderId("O" + who),
            .kind = "repair",
            .trade = "plumbing",
            .department = "engineering",
            .building = "<3>",
            .done_by = StaffId(who),
            .accept = {5min, 0min},
            .finish = {25h, 90min},
            .visits = 1,
            .is_asked_about = true};
  }
  const domain::SiteId& site() const { return configuration_->rules.sites.front().id; }
  Edition edition() const { return {*configuration_, people_, report_, {}}; }

  std::shared_ptr<const Configuration> configuration_;
  domain::Reference people_;
  std::vector<Fact> day_;
  domain::Period period_ =
      domain::period_of(domain::Schedule::Every::week, domain::parse_date("2026-03-03").value());
  domain::Report report_;
};

TEST_F(ReportEditions, for_excel_begin_with_a_mark_end_lines_for_it_and_hold_no_formula) {
  const std::string csv = as_csv(edition());
  EXPECT_THAT(csv, StartsWith("\xef\xbb\xbf\""));
  EXPECT_THAT(csv, HasSubstr("\"'=HYPERLINK(\"\"http://x\"\")\""));
  EXPECT_THAT(csv, HasSubstr("\"李师傅\",\"\",\"1\",\"1\",\"1\",\"100.0%\""));
  size_t lines = 0, columns = 0;
  for (size_t from = 3, to; (to = csv.find("\r\n", from)) != std::string::npos; from = to + 2, ++lines) {
    const std::string line = csv.substr(from, to - from);
    const auto count = static_cast<size_t>(std::count(line.begin(), line.end(), ','));
    if (lines == 0) columns = count;
    EXPECT_EQ(count, columns) << line;
    EXPECT_EQ(line.find('\n'), std::string::npos);
    EXPECT_TRUE(line.starts_with('"') && line.ends_with('"')) << line;
  }
  EXPECT_EQ(lines, 8u);  // the heading, all, a kind, a department, a trade, a building, two technicians
  EXPECT_THAT(csv, testing::EndsWith("\r\n"));
}

TEST_F(ReportEditions, to_be_posted_name_nobody_and_escape_what_others_wrote) {
  const std::string page = as_page(edition());
  EXPECT_THAT(page, StartsWith("<!doctype html>"));
  for (const char* hidden : {"李师傅", "HYPERLINK", "evil", "<3>"}) EXPECT_THAT(page, Not(HasSubstr(hidden)));
  EXPECT_THAT(page, HasSubstr("&lt;3&gt;"));
  EXPECT_THAT(page, HasSubstr("2026-W10"));
  for (const char* part :
       {"回访率", "维修员 1", "维修员 2", "工程部", "50.0%", "1 小时 30 分", "<svg", "@page"})
    EXPECT_THAT(page, HasSubstr(part));
  for (const char* outside : {"src=", "href=", "url(", "@import"}) EXPECT_THAT(page, Not(HasSubstr(outside)));
}

TEST_F(ReportEditions, for_programs_say_null_where_there_is_no_share) {
  EXPECT_THAT(as_json(edition()), HasSubstr("\"rate\": 0.5"));
  report_ = domain::report_of(site(), period_, {}, {{}});
  EXPECT_THAT(as_json(edition()), HasSubstr("\"rate\": null"));
}

TEST_F(ReportEditions, of_an_empty_period_say_so) {
  report_ = domain::report_of(site(), period_, {}, {{}});
  EXPECT_THAT(as_page(edition()), HasSubstr("本期没有受理或完成的工单。"));
}

TEST(ReportWords, say_how_long) {
  EXPECT_EQ(duration(7min, domain::Language::en), "7 min");
  EXPECT_EQ(duration(125min, domain::Language::en), "2 h 05 min");
  EXPECT_EQ(duration(76h, domain::Language::en), "3 d 4 h");
  EXPECT_EQ(duration(125min, domain::Language::zh_hant), "2 小時 05 分");
  EXPECT_EQ(percent(std::nullopt), "");
  EXPECT_EQ(percent(0.9333), "93.3%");
}

}  // namespace
}  // namespace steward::app::report
