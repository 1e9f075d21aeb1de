#include "domain/spoken_time.hpp"

#include <array>

namespace steward::domain {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

// The grammar of dates, by wording.
struct Grammar {
  std::array<std::string_view, 4> near;  // yesterday, today, tomorrow, the day after
  std::array<std::string_view, 7> weekdays;
  std::string_view after_prefix, after_suffix, before_prefix, before_suffix, any_time, dash;
};

constexpr Grammar simplified{{"昨天", "今天", "明天", "后天"},
                             {"周日", "周一", "周二", "周三", "周四", "周五", "周六"},
                             "",
                             "以后",
                             "",
                             "以前",
                             "随时",
                             "–"};
constexpr Grammar traditional{{"昨天", "今天", "明天", "後天"},
                              {"週日", "週一", "週二", "週三", "週四", "週五", "週六"},
                              "",
                              "以後",
                              "",
                              "以前",
                              "隨時",
                              "–"};
constexpr Grammar hong_kong{{"昨日", "今日", "明日", "後日"},
                            {"星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"},
                            "",
                            "之後",
                            "",
                            "之前",
                            "隨時",
                            "–"};
constexpr Grammar english{{"yesterday", "today", "tomorrow", ""},
                          {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
                          "after ",
                          "",
                          "before ",
                          "",
                          "any time",
                          "–"};
constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                  "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const Grammar& grammar_of(Wording wording) {
  switch (wording) {
    case Wording::zh_hans: return simplified;
    case Wording::zh_hant_tw: return traditional;
    case Wording::zh_hant_hk: return hong_kong;
    case Wording::en: return english;
  }
  return simplified;
}

std::string clock_time(LocalTime time) {
  const auto minute = time_of_day(time).count();
  const auto two = [](long long n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(minute / 60) + ":" + two(minute % 60);
}

std::string date(local_days day, local_days today, Wording wording) {
  const year_month_day ymd(day), now(today);
  const std::string_view weekday_name = grammar_of(wording).weekdays[weekday(day).c_encoding()];
  const auto number = [](unsigned n) { return std::to_string(n); };
  const std::string year = std::to_string(static_cast<int>(ymd.year()));
  const bool same_year = ymd.year() == now.year();
  if (wording == Wording::en)
    return std::string(weekday_name) + " " + number(static_cast<unsigned>(ymd.day())) + " " +
           std::string(months[static_cast<unsigned>(ymd.month()) - 1]) + (same_year ? "" : " " + year);
  return (same_year ? "" : year + "年") + number(static_cast<unsigned>(ymd.month())) + "月" +
         number(static_cast<unsigned>(ymd.day())) + "日 " + std::string(weekday_name);
}

// With what separates it from a time of day.
std::string day_words(local_days day, local_days today, Wording wording) {
  const auto away = (day - today).count();
  const bool is_english = wording == Wording::en;
  if (away >= -1 && away <= 2) {
    const std::string name(grammar_of(wording).near[static_cast<size_t>(away + 1)]);
    if (!name.empty()) return is_english ? name + " " : name;
  }
  return date(day, today, wording) + " ";
}

}  // namespace

std::string spoken_time(LocalTime time, LocalTime now, Wording wording) {
  return day_words(day_of(time), day_of(now), wording) + clock_time(time);
}

std::string spoken_window(std::optional<LocalTime> from, std::optional<LocalTime> to, LocalTime now,
                          Wording wording) {
  const Grammar& words = grammar_of(wording);
  if (!from && !to) return std::string(words.any_time);
  const std::string day = day_words(day_of(from ? *from : *to), day_of(now), wording);
  if (!to) return day + std::string(words.after_prefix) + clock_time(*from) + std::string(words.after_suffix);
  if (!from)
    return day + std::string(words.before_prefix) + clock_time(*to) + std::string(words.before_suffix);
  const bool whole_day = *from == LocalTime{day_of(*from)} && *to - *from == std::chrono::hours{24};
  if (whole_day) return day;
  const bool same_day = day_of(*from) == day_of(*to);
  return day + clock_time(*from) + std::string(words.dash) +
         (same_day ? clock_time(*to) : spoken_time(*to, now, wording));
}

std::string spoken_minutes(std::chrono::minutes duration, Wording wording) {
  const auto total = duration.count();
  const auto hours = total / 60, rest = total % 60;
  const bool says_hours = total >= 60;
  if (wording == Wording::en) {
    const auto plural = [](long long n, const char* unit) {
      return std::to_string(n) + " " + unit + (n == 1 ? "" : "s");
    };
    if (!says_hours) return plural(total, "minute");
    return plural(hours, "hour") + (rest ? " " + plural(rest, "minute") : "");
  }
  const bool is_simplified = wording == Wording::zh_hans;
  const std::string minute = is_simplified ? "分钟" : "分鐘", hour = is_simplified ? "小时" : "小時";
  if (!says_hours) return std::to_string(total) + minute;
  return std::to_string(hours) + hour + (rest ? std::to_string(rest) + minute : "");
}

}  // namespace steward::domain
