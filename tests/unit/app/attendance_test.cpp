#include "app/report/attendance.hpp"

#include <gmock/gmock.h>

#include "app/run_on.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/small_desk.hpp"

namespace steward::app::report {
namespace {

using namespace std::chrono_literals;
using domain::CounterChange;
using domain::Fact;
using domain::StaffId;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

int minute(const char* at) {
  const auto instant = domain::parse_iso8601(at).value();
  return static_cast<int>(std::chrono::floor<std::chrono::minutes>(instant.time_since_epoch()).count());
}

class AttendanceOfMonth : public testing::Test {
 protected:
  AttendanceOfMonth() {
    people_.staff.push_back({.id = StaffId("gu"), .name = "=1+1"});
    const auto note = [](const char* who, const char* day, std::chrono::minutes from,
                         std::chrono::minutes to) {
      Fact fact{.what = Fact::What::shift, .staff = StaffId(who)};
      fact.from = from;
      fact.to = to;
      return domain::FactLine{domain::SiteId("donghu"), day, fact};
    };
    domain::Commit commit;
    commit.facts = {note("li", "2026-03-03", 20h, 32h), note("fang", "2026-03-31", 8h, 20h),
                    note("li", "2026-04-01", 8h, 20h)};
    commit.facts[0].fact.swapped_with = StaffId("gu");
    commit.counters = {
        {"first/1200/li:donghu:2026-03-03", minute("2026-03-03T20:05:00+08:00")},
        {"last/1200/li:donghu:2026-03-03", minute("2026-03-04T07:40:00+08:00")},
        {"finished/1200/li:donghu:2026-03-03", 2},
        {"first/out/gu:donghu:2026-03-31", minute("2026-03-31T23:00:00+08:00")},
        {"last/out/gu:donghu:2026-03-31", minute("2026-03-31T23:01:00+08:00")},
    };
    run_on(context_, store_.apply(commit)).value();
  }
  AttendanceSheet march() {
    const auto day = domain::parse_date("2026-03-01").value();
    return run_on(context_, gather_attendance(store_, *rules_, rules_->sites.front(), people_,
                                              domain::period_of(domain::Schedule::Every::month, day)))
        .value();
  }

  boost::asio::io_context context_;
  storage::MemoryStore store_;
  std::shared_ptr<const domain::Rules> rules_ = test::small_rules();
  domain::Reference people_ = test::small_reference();
};

TEST_F(AttendanceOfMonth, has_its_own_days_and_a_row_for_what_was_done_outside_of_shifts) {
  std::vector<std::string> rows;
  for (const auto& row : march().rows) rows.push_back(row.staff.value + " " + domain::date_text(row.day));
  EXPECT_THAT(rows, ElementsAre("li 2026-03-03", "fang 2026-03-31", "gu 2026-03-31"));
}

TEST_F(AttendanceOfMonth, for_excel_tells_times_of_the_site) {
  const std::string csv = as_csv(march());
  EXPECT_THAT(csv, StartsWith("\xef\xbb\xbf\"日期\","));
  EXPECT_THAT(csv, HasSubstr("\"2026-03-03\",\"li\",\"李师傅\",\"20:00\",\"08:00 +1\",\"'=1+1\",\"20:05\","
                             "\"07:40 +1\",\"2\",\"\"\r\n"));
  EXPECT_THAT(csv, HasSubstr("\"fang\",\"小方\",\"08:00\",\"20:00\",\"\",\"\",\"\",\"0\",\"是\"\r\n"));
  EXPECT_THAT(csv, HasSubstr("\"'=1+1\",\"\",\"\",\"\",\"23:00\",\"23:01\",\"0\",\"\"\r\n"));
}

TEST_F(AttendanceOfMonth, for_programs_has_names_that_stay) {
  const std::string json = as_json(march());
  EXPECT_THAT(json, HasSubstr("\"month\": \"2026-03\""));
  EXPECT_THAT(json, HasSubstr("\"last_act\": \"2026-03-04T07:40:00+08:00\""));
  EXPECT_THAT(json, HasSubstr("\"first_act\": null"));
  EXPECT_THAT(json, HasSubstr("\"did_nothing\": true"));
}

}  // namespace
}  // namespace steward::app::report
