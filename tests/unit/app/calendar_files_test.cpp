#include "app/calendar_files.hpp"

#include <gmock/gmock.h>

#include "app/configuration.hpp"
#include "app/shipped.hpp"
#include "temp_folder.hpp"

namespace steward::app {
namespace {

using std::chrono::local_days;
using testing::HasSubstr;

local_days day(int year, int month, int of_month) {
  return local_days(std::chrono::year(year) / month / of_month);
}

struct Site {
  std::string settings;
  std::string region = "CN";
  std::string desk;
};

// The site as it was read, or what is wrong with it.
domain::Site read_site(const Site& wanted, const TempFolder& folder, Problems& problems) {
  const auto file =
      folder.write("steward.json", R"({"desk": {"id": "d", )" + wanted.desk + R"("sites": [{"id": "s",
    "name": "S", "phone": "1", "region": ")" +
                                       wanted.region + R"(", "zone": "Asia/Shanghai")" +
                                       (wanted.settings.empty() ? "" : ",\n" + wanted.settings) + "}]}}");
  const auto configuration = load_configuration(file, problems);
  return configuration ? configuration->rules.sites.front() : domain::Site{};
}

std::string problem_with(const Site& wanted) {
  const TempFolder folder;
  Problems problems;
  read_site(wanted, folder, problems);
  return problems.to_text();
}

TEST(CalendarFiles, a_site_has_the_holidays_of_its_region) {
  const TempFolder folder;
  Problems problems;
  const auto holidays_in = [&](const std::string& region) {
    return read_site({.region = region}, folder, problems).working.holidays;
  };
  EXPECT_TRUE(holidays_in("CN").off.contains(day(2026, 10, 7)));
  EXPECT_TRUE(holidays_in("CN").worked.contains(day(2026, 10, 10)));
  EXPECT_TRUE(holidays_in("HK").off.contains(day(2027, 2, 9)));
  EXPECT_TRUE(holidays_in("TW").off.contains(day(2026, 10, 26)));
  EXPECT_TRUE(holidays_in("MO").off.empty());
  EXPECT_TRUE(problems.empty()) << problems.to_text();
}

TEST(CalendarFiles, hours_are_written_for_every_day_or_by_days) {
  const TempFolder folder;
  Problems problems;
  const auto every = read_site({R"("working": {"hours": ["08:00-12:00", "14:00-18:00"]})"}, folder, problems);
  EXPECT_EQ(every.working.week[6].size(), 2u);
  const auto by_days = read_site(
      {R"("working": {"hours": {"mon-fri": ["09:00-18:00"], "sat": ["09:00-12:00"]}})"}, folder, problems);
  EXPECT_EQ(by_days.working.week[4].size(), 1u);
  EXPECT_EQ(by_days.working.week[5].front().to, std::chrono::hours{12});
  EXPECT_TRUE(by_days.working.week[6].empty());
  EXPECT_TRUE(problems.empty()) << problems.to_text();
}

TEST(CalendarFiles, a_calendar_of_ones_own_is_used_by_name) {
  const TempFolder folder;
  folder.write("own/works.json", R"({"2027": {"off": ["02-05..02-12"], "worked": ["02-14"]}})");
  Problems problems;
  const auto site =
      read_site({R"("working": {"holidays": "works"})", "CN", R"("calendars": "own", )"}, folder, problems);
  EXPECT_EQ(site.working.holidays.off.size(), 8u);
  EXPECT_FALSE(site.working.holidays.off.contains(day(2026, 10, 1)));
  EXPECT_TRUE(problems.empty()) << problems.to_text();
}

TEST(CalendarFiles, a_year_of_ones_own_leaves_the_shipped_ones) {
  const TempFolder folder;
  folder.write("own/cn.json", R"({"2027": {"off": ["01-01"]}})");
  folder.write("other/cn.json", R"({"2026": {"off": ["10-01"]}})");
  Problems problems;
  const auto holidays_with = [&](const std::string& desk) {
    return read_site({"", "CN", desk}, folder, problems).working.holidays;
  };
  const auto more = holidays_with(R"("calendars": "own", )");
  EXPECT_TRUE(more.off.contains(day(2027, 1, 1)));
  EXPECT_TRUE(more.off.contains(day(2026, 10, 7)));
  const auto instead = holidays_with(R"("calendars": "other", )");
  EXPECT_TRUE(instead.off.contains(day(2026, 10, 1)));
  EXPECT_FALSE(instead.off.contains(day(2026, 10, 7)));
  EXPECT_TRUE(instead.worked.empty());
  EXPECT_TRUE(problems.empty()) << problems.to_text();
}

TEST(CalendarFiles, mistakes_are_named) {
  EXPECT_THAT(problem_with({R"("working": {"hours": {"mon-fry": ["09:00-18:00"]}})"}),
              HasSubstr("are no days"));
  EXPECT_THAT(problem_with({R"("working": {"hours": ["22:00-06:00"]})"}), HasSubstr("do not pass midnight"));
  EXPECT_THAT(problem_with({R"("working": {"hours": ["08:00-12:00", "11:00-18:00"]})"}),
              HasSubstr("follow one another"));
  EXPECT_THAT(problem_with({R"("working": {"holidays": "cm"})"}), HasSubstr("did you mean \"cn\""));
  const TempFolder folder;
  folder.write("a.json",
               "{\n\"2027\": {\"off\": [\"02-30\",\n\"05-05..05-01\"],\n\"workd\": []}, \"27\": {}}");
  Problems problems;
  read_calendars({folder.path()}, problems);
  for (const char* told : {"a.json:2: \"02-30\" are no days of the year", "a.json:3: \"05-05..05-01\"",
                           "a.json:4: unknown key \"workd\"; did you mean \"worked\"?", "\"27\" is no year"})
    EXPECT_THAT(problems.to_text(), HasSubstr(told));
}

TEST(CalendarFiles, a_year_that_is_missing_is_warned_of_in_time) {
  const TempFolder folder;
  Problems problems;
  const auto warned = [&](const std::string& region, const char* today) {
    const auto site = read_site({.region = region}, folder, problems);
    Problems found;
    check_years({site}, domain::parse_iso8601(today).value(), "steward.json", found);
    return found.warnings_to_text();
  };
  EXPECT_EQ(warned("CN", "2026-10-31T12:00:00+08:00"), "");
  EXPECT_THAT(warned("CN", "2026-11-01T12:00:00+08:00"),
              HasSubstr("the holidays of 2027 are not known for \"cn\""));
  EXPECT_THAT(warned("CN", "2027-02-01T12:00:00+08:00"), HasSubstr("2027"));
  EXPECT_EQ(warned("HK", "2026-12-01T12:00:00+08:00"), "");
  EXPECT_EQ(warned("MO", "2030-12-01T12:00:00+08:00"), "");
}

}  // namespace
}  // namespace steward::app
