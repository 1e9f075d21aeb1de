#include "domain/period.hpp"

#include <gtest/gtest.h>

namespace steward::domain {
namespace {

using Every = Schedule::Every;

struct Row {
  Every length;
  const char *day, *name, *from, *last;
};

class Periods : public testing::TestWithParam<Row> {};

TEST_P(Periods, hold_the_day_and_have_a_name) {
  const Row& row = GetParam();
  const Period period = period_of(row.length, parse_date(row.day).value());
  EXPECT_EQ(name_of(period), row.name);
  EXPECT_EQ(days_of(period).front(), row.from);
  EXPECT_EQ(days_of(period).back(), row.last);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Periods,
    testing::Values(Row{Every::day, "2026-03-03", "2026-03-03", "2026-03-03", "2026-03-03"},
                    Row{Every::week, "2026-03-03", "2026-W10", "2026-03-02", "2026-03-08"},
                    Row{Every::week, "2026-03-08", "2026-W10", "2026-03-02", "2026-03-08"},
                    Row{Every::week, "2026-01-01", "2026-W01", "2025-12-29", "2026-01-04"},
                    Row{Every::week, "2027-01-01", "2026-W53", "2026-12-28", "2027-01-03"},
                    Row{Every::week, "2024-12-30", "2025-W01", "2024-12-30", "2025-01-05"},
                    Row{Every::month, "2028-02-29", "2028-02", "2028-02-01", "2028-02-29"},
                    Row{Every::month, "2026-12-31", "2026-12", "2026-12-01", "2026-12-31"},
                    Row{Every::quarter, "2026-03-31", "2026-Q1", "2026-01-01", "2026-03-31"},
                    Row{Every::quarter, "2026-11-15", "2026-Q4", "2026-10-01", "2026-12-31"}));

TEST(Period, that_is_over_is_the_one_before) {
  const auto last = [](Every length, const char* today) {
    return name_of(last_whole_period(length, parse_date(today).value()));
  };
  EXPECT_EQ(last(Every::day, "2026-03-01"), "2026-02-28");
  EXPECT_EQ(last(Every::week, "2026-01-04"), "2025-W52");
  EXPECT_EQ(last(Every::month, "2026-01-31"), "2025-12");
  EXPECT_EQ(last(Every::quarter, "2026-04-01"), "2026-Q1");
}

TEST(Dates, that_are_none_are_refused) {
  for (const char* text : {"", "2026-02-29", "2026-13-01", "2026-3-3", "03.03.2026", "2026-03-03T00:00"})
    EXPECT_FALSE(parse_date(text)) << text;
}

}  // namespace
}  // namespace steward::domain
