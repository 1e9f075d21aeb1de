#include "domain/period.hpp"

namespace steward::domain {
namespace {

using namespace std::chrono;

std::string padded(int number, size_t width) {
  std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

int number_of(month one) { return static_cast<int>(static_cast<unsigned>(one)); }

local_days monday_of(local_days day) { return day - days{static_cast<int>(weekday{day}.iso_encoding()) - 1}; }

// A week belongs to the year of its Thursday (ISO 8601).
std::string week_name(local_days monday) {
  const local_days thursday = monday + days{3};
  const year of = year_month_day{thursday}.year();
  const auto week = (thursday - local_days{of / January / 1}).count() / 7 + 1;
  return padded(int{of}, 4) + "-W" + padded(static_cast<int>(week), 2);
}

}  // namespace

Period period_of(Schedule::Every length, local_days day) {
  const year_month_day date{day};
  switch (length) {
    case Schedule::Every::day: return {length, day, day + days{1}};
    case Schedule::Every::week: return {length, monday_of(day), monday_of(day) + days{7}};
    case Schedule::Every::month:
    case Schedule::Every::quarter: break;
  }
  const int count = length == Schedule::Every::month ? 1 : 3;
  const int into = (number_of(date.month()) - 1) % count;
  const year_month first = year_month{date.year(), date.month()} - months{into};
  return {length, local_days{first / 1}, local_days{(first + months{count}) / 1}};
}

Period last_whole_period(Schedule::Every length, local_days today) {
  return period_of(length, period_of(length, today).from - days{1});
}

std::string name_of(const Period& period) {
  const year_month_day first{period.from};
  switch (period.length) {
    case Schedule::Every::day: return date_text(period.from);
    case Schedule::Every::week: return week_name(period.from);
    case Schedule::Every::month: return date_text(period.from).substr(0, 7);
    case Schedule::Every::quarter: break;
  }
  return padded(int{first.year()}, 4) + "-Q" + std::to_string((number_of(first.month()) + 2) / 3);
}

std::vector<std::string> days_of(const Period& period) {
  std::vector<std::string> names;
  for (local_days day = period.from; day < period.until; day += days{1}) names.push_back(date_text(day));
  return names;
}

std::string date_text(local_days day) {
  const year_month_day date{day};
  return padded(int{date.year()}, 4) + "-" + padded(number_of(date.month()), 2) + "-" +
         padded(static_cast<int>(static_cast<unsigned>(date.day())), 2);
}

std::optional<local_days> parse_date(std::string_view text) {
  const auto midnight = parse_iso8601(std::string{text} + "T00:00:00Z");
  if (!midnight) return std::nullopt;
  const auto day = day_of(LocalTime{midnight->time_since_epoch()});
  return date_text(day) == text ? std::optional{day} : std::nullopt;
}

}  // namespace steward::domain
