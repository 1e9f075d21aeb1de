#include <gtest/gtest.h>

#include "understanding_under_test.hpp"

namespace steward::understanding {
namespace {

using domain::LocalTime;
using domain::TimeWindow;

std::string written(const std::optional<LocalTime>& time) {
  if (!time) return "";
  const auto day = std::chrono::floor<std::chrono::days>(*time);
  const std::chrono::year_month_day date(day);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(*time - day).count();
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d", int(date.year()), unsigned(date.month()),
                unsigned(date.day()), int(minutes / 60), int(minutes % 60));
  return text;
}

std::string written(const std::optional<std::chrono::minutes>& time) {
  if (!time) return "";
  char text[20];
  std::snprintf(text, sizeof text, "%02d:%02d", int(time->count() / 60), int(time->count() % 60));
  return text;
}

TEST(Times, of_the_table) {
  const auto rows = rows_of("times.tsv");
  ASSERT_GE(rows.size(), 140u);
  for (const auto& row : rows) {
    SCOPED_TRACE(row[0]);
    const TimeWindow window = understood(row[0]).window.value_or(TimeWindow{});
    EXPECT_EQ(written(window.from), row[1]);
    EXPECT_EQ(written(window.to), row[2]);
    EXPECT_EQ(written(window.time_from), row[3]);
    EXPECT_EQ(written(window.time_to), row[4]);
  }
}

TEST(Times, any_time) {
  for (const char* text : {"随时都行", "什么时候都可以", "看你们安排", "anytime is fine", "幾時都得"})
    EXPECT_TRUE(understood(text).window.value_or(TimeWindow{}).any) << text;
}

TEST(Times, an_hour_that_has_passed_is_in_the_evening) {
  using namespace std::chrono_literals;
  const auto at_six = tuesday_morning() + 9h;
  EXPECT_EQ(written(shipped().understand("8:00", at_six).window->time_from), "20:00");
  EXPECT_EQ(written(shipped().understand("明天8:00", at_six).window->from), "2026-03-04 08:00");
}

TEST(Times, february_has_no_thirtieth) {
  using namespace std::chrono_literals;
  const LocalTime february = std::chrono::local_days(std::chrono::year(2026) / 2 / 1) + 9h;
  EXPECT_EQ(written(shipped().understand("30号", february).window->from), "2026-03-30 00:00");
}

TEST(Times, units_phones_and_sums_are_none) {
  for (const char* text :
       {"3-2-501", "12栋", "13812345678", "交了500元", "3栋2单元501", "5分", "12樓之3", "1"})
    EXPECT_FALSE(understood(text).window) << text;
}

TEST(Times, when_it_broke_is_not_when_to_come) {
  for (const char* text :
       {"昨晚开始厨房水管漏水", "现在家里没电了", "今天早上起来马桶堵了", "楼上每天半夜唱歌"})
    EXPECT_FALSE(understood(text).window) << text;
  EXPECT_TRUE(understood("厨房水管漏水，明天下午在家").window);
}

}  // namespace
}  // namespace steward::understanding
