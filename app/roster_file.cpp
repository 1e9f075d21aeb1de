// roster.csv: shifts every week, in rotation, and for dates.

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

#include "app/config_values.hpp"
#include "app/did_you_mean.hpp"
#include "app/register_files.hpp"
#include "app/sheet.hpp"

namespace steward::app {
namespace {

using std::chrono::local_days;

constexpr std::array<std::string_view, 7> day_names{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

int day_number(std::string_view name) {
  for (size_t i = 0; i < day_names.size(); ++i)
    if (day_names[i] == name) return static_cast<int>(i) + 1;
  return 0;
}

// "Mon-Fri", "Sat Sun", "Fri-Mon"; empty where it is nothing of the sort.
std::vector<int> weekdays_of(std::string_view cell) {
  std::set<int> days;
  for (const std::string& word : words_of(cell)) {
    const size_t dash = std::min(word.find('-'), word.size());
    const int first = day_number(word.substr(0, dash));
    const int last = dash == word.size() ? first : day_number(word.substr(dash + 1));
    if (!first || !last) return {};
    for (int day = first;; day = day % 7 + 1) {
      days.insert(day);
      if (day == last) break;
    }
  }
  return {days.begin(), days.end()};
}

template <class Number>
bool is_number(std::string_view digits, Number& into) {
  const auto end = digits.data() + digits.size();
  return !digits.empty() && std::from_chars(digits.data(), end, into).ptr == end;
}

// "2026-03-05"
std::optional<local_days> date_of(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !is_number(text.substr(0, 4), year) ||
      !is_number(text.substr(5, 2), month) || !is_number(text.substr(8, 2), day))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return date.ok() ? std::optional{local_days(date)} : std::nullopt;
}

// "2026-03-05", "2026-03-05..2026-03-08", or "2026-03-05 +8": that day, and every eighth from then on.
bool read_dates(std::string_view cell, domain::Shift& into) {
  const size_t dots = cell.find(".."), plus = cell.find(" +");
  into.first = date_of(cell.substr(0, std::min({dots, plus, cell.size()})));
  if (!into.first) return false;
  if (plus != std::string_view::npos) return is_number(cell.substr(plus + 2), into.every) && into.every > 0;
  into.last = dots == std::string_view::npos ? into.first : date_of(cell.substr(dots + 2));
  return into.last && *into.last >= *into.first;
}

std::chrono::minutes time_of(const Sheet& sheet, const CsvRow& row, const char* column) {
  const auto time = time_of_day_from(row[column]);
  if (!time)
    sheet.fail(row,
               "\"" + row[column] + "\" in the column \"" + column + "\" is no time of day; write 08:00");
  return time.value_or(std::chrono::minutes{0});
}

void read_hours(const Sheet& sheet, const CsvRow& row, domain::Shift& into) {
  into.is_off = row["from"] == "off";
  if (!into.is_off) {
    into.from = time_of(sheet, row, "from");
    into.to = time_of(sheet, row, "to");
  } else if (!into.is_dated()) {
    sheet.fail(row, "a day off is of dates: write 2026-03-05, or 2026-03-05..2026-03-08");
  } else if (!row["to"].empty()) {
    sheet.fail(row, "a day off ends with its day: leave the column \"to\" empty");
  }
}

}  // namespace

std::vector<domain::Shift> read_roster(const std::string& name, std::string_view text,
                                       const std::vector<domain::Staff>& staff, Problems& problems) {
  const Sheet sheet{name, problems};
  std::vector<std::string> known;
  for (const domain::Staff& one : staff) known.push_back(one.id.value);
  std::vector<domain::Shift> shifts;
  for (const CsvRow& row : read_csv(name, text, {{"staff", "days", "from", "to"}, {}}, problems)) {
    domain::Shift shift{.staff = domain::StaffId(row["staff"]), .days = weekdays_of(row["days"])};
    if (!std::count(known.begin(), known.end(), row["staff"]))
      sheet.fail(row, "there is nobody \"" + row["staff"] + "\" among the staff" +
                          did_you_mean(row["staff"], known));
    if (shift.days.empty() && !read_dates(row["days"], shift))
      sheet.fail(row, "\"" + row["days"] +
                          "\" are no days; write Mon-Fri, Sat Sun, 2026-03-05, 2026-03-05..2026-03-08, or "
                          "\"2026-03-05 +8\" for every eighth day");
    read_hours(sheet, row, shift);
    shifts.push_back(std::move(shift));
  }
  return shifts;
}

}  // namespace steward::app
