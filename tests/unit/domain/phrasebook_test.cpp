#include "domain/phrasebook.hpp"

#include <gtest/gtest.h>

#include "domain/spoken_time.hpp"

namespace steward::domain {
namespace {

using namespace std::chrono_literals;

LocalTime local(int day, int hour, int minute = 0) {
  return LocalTime(std::chrono::local_days(std::chrono::year(2026) / 3 / day).time_since_epoch()) +
         std::chrono::hours(hour) + std::chrono::minutes(minute);
}

struct Spoken {
  LocalTime time;
  const char *simplified, *taiwan, *hong_kong, *english;
};

TEST(SpokenTime, names_near_days_and_dates_the_others) {
  const LocalTime now = local(3, 9);
  const Spoken rows[]{
      {local(3, 15), "今天15:00", "今天15:00", "今日15:00", "today 15:00"},
      {local(4, 9, 5), "明天09:05", "明天09:05", "明日09:05", "tomorrow 09:05"},
      {local(2, 9), "昨天09:00", "昨天09:00", "昨日09:00", "yesterday 09:00"},
      {local(5, 15), "后天15:00", "後天15:00", "後日15:00", "Thu 5 Mar 15:00"},
      {local(12, 15), "3月12日 周四 15:00", "3月12日 週四 15:00", "3月12日 星期四 15:00", "Thu 12 Mar 15:00"},
      {local(3, 15) + 365 * 24h, "2027年3月3日 周三 15:00", "2027年3月3日 週三 15:00",
       "2027年3月3日 星期三 15:00", "Wed 3 Mar 2027 15:00"},
  };
  for (const Spoken& row : rows) {
    EXPECT_EQ(spoken_time(row.time, now, Wording::zh_hans), row.simplified);
    EXPECT_EQ(spoken_time(row.time, now, Wording::zh_hant_tw), row.taiwan);
    EXPECT_EQ(spoken_time(row.time, now, Wording::zh_hant_hk), row.hong_kong);
    EXPECT_EQ(spoken_time(row.time, now, Wording::en), row.english);
  }
}

TEST(SpokenTime, a_window_may_be_open_at_either_end) {
  const LocalTime now = local(3, 9);
  EXPECT_EQ(spoken_window(local(3, 15), local(3, 17), now, Wording::zh_hans), "今天15:00–17:00");
  EXPECT_EQ(spoken_window(local(3, 15), {}, now, Wording::zh_hans), "今天15:00以后");
  EXPECT_EQ(spoken_window({}, local(4, 17), now, Wording::zh_hant_tw), "明天17:00以前");
  EXPECT_EQ(spoken_window({}, {}, now, Wording::zh_hans), "随时");
  EXPECT_EQ(spoken_window(local(4, 0), local(5, 0), now, Wording::zh_hans), "明天");
  EXPECT_EQ(spoken_window(local(3, 15), {}, now, Wording::en), "today after 15:00");
  EXPECT_EQ(spoken_window(local(3, 22), local(4, 2), now, Wording::en), "today 22:00–tomorrow 02:00");
}

TEST(SpokenTime, minutes) {
  EXPECT_EQ(spoken_minutes(30min, Wording::zh_hans), "30分钟");
  EXPECT_EQ(spoken_minutes(90min, Wording::zh_hant_tw), "1小時30分鐘");
  EXPECT_EQ(spoken_minutes(1min, Wording::en), "1 minute");
  EXPECT_EQ(spoken_minutes(120min, Wording::en), "2 hours");
}

class Rendering : public testing::Test {
 protected:
  Rendering() {
    Site& site = rules.sites.emplace_back();
    site.name = "东湖新城";
    site.zone.base_offset = 8h;
    rules.emergency[Region::cn] = {"119", "120", "110"};
    book.add(Wording::zh_hans, "hello", "您好，{site}：{what}");
    book.add(Wording::en, "hello", "Hello from {site}: {what}");
    book.add(Wording::zh_hans, "trade.plumbing", "水暖");
    book.add(Wording::zh_hans, "btn.yes", "是的");
    message.created_at = Instant(std::chrono::sys_days(std::chrono::year(2026) / 3 / 3)) + 1h;
  }
  std::string text() const { return book.render(message, rules).text; }

  Phrasebook book;
  Rules rules;
  OutMessage message;
};

TEST_F(Rendering, fills_placeholders_of_the_phrase_and_of_the_site) {
  message.says = {{"hello", {{"what", "漏水"}}}};
  EXPECT_EQ(text(), "您好，东湖新城：漏水");
  message.language = Language::en;
  EXPECT_EQ(text(), "Hello from 东湖新城: 漏水");
}

TEST_F(Rendering, never_expands_what_stands_in_a_value) {
  message.says = {{"hello", {{"what", "{site} {what} {fire}"}}}};
  EXPECT_EQ(text(), "您好，东湖新城：{site} {what} {fire}");
}

TEST_F(Rendering, what_people_wrote_stays_in_its_line) {
  message.says = {{"hello", {{"what", "a\nEMERGENCY\r\x01 b"}}}};
  EXPECT_EQ(text(), "您好，东湖新城：a EMERGENCY   b");
}

TEST_F(Rendering, shows_each_form_of_value) {
  const auto shown = [&](std::string value, Arg::Form form) {
    message.says = {{"hello", {{"what", std::move(value), form}}}};
    return text().substr(std::string("您好，东湖新城：").size());
  };
  const auto milliseconds = std::to_string((message.created_at + 6h).time_since_epoch() / 1ms);
  EXPECT_EQ(shown("trade.plumbing", Arg::Form::phrase), "水暖");
  EXPECT_EQ(shown(milliseconds, Arg::Form::time), "今天15:00");
  EXPECT_EQ(shown(milliseconds + ",", Arg::Form::window), "今天15:00以后");
  EXPECT_EQ(shown(",", Arg::Form::window), "随时");
  EXPECT_EQ(shown("+8613800000501", Arg::Form::phone), "13800000501");
  EXPECT_EQ(shown("+85291234567", Arg::Form::phone), "+85291234567");
  EXPECT_EQ(shown("45", Arg::Form::duration), "45分钟");
}

TEST_F(Rendering, buttons_are_phrases_or_values) {
  message.buttons = {{"btn.yes", {}, "yes:1"}, {{}, "厨房漏水", "pick:2"}};
  EXPECT_EQ(book.render(message, rules).buttons, (std::vector<std::string>{"是的", "厨房漏水"}));
}

TEST_F(Rendering, paragraphs_stand_on_lines_of_their_own) {
  message.text = "typed by a person";
  message.says = {{"hello", {{"what", "a"}}}, {"btn.yes", {}}};
  EXPECT_EQ(text(), "typed by a person\n您好，东湖新城：a\n是的");
}

TEST(Phrasebook, traditional_readers_get_the_wording_of_their_region) {
  EXPECT_EQ(wording_of(Language::zh_hant, Region::tw), Wording::zh_hant_tw);
  EXPECT_EQ(wording_of(Language::zh_hant, Region::mo), Wording::zh_hant_hk);
  EXPECT_EQ(wording_of(Language::en, Region::tw), Wording::en);
}

TEST(Phrasebook, a_brace_that_opens_no_name_is_text) {
  EXPECT_EQ(placeholders_in("{a} { b } {C} {d_1} {e"), (std::vector<std::string>{"a", "d_1"}));
}

}  // namespace
}  // namespace steward::domain
