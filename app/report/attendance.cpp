#include "app/report/attendance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "app/report/words.hpp"
#include "net/excel_sheet.hpp"

namespace steward::app::report {
namespace {

using domain::Attendance;

using Days = std::vector<std::chrono::local_days>;

std::string name_of(const AttendanceSheet& sheet, const domain::StaffId& id) {
  const domain::Staff* staff = sheet.people.find(id);
  return staff ? staff->name : id.value;
}

// "20:00", of the next day "08:00 +1"
std::string clock_text(std::chrono::minutes since_midnight) {
  const auto day = since_midnight.count() / (24 * 60), minute = since_midnight.count() % (24 * 60);
  return fmt::format("{:02}:{:02}{}", minute / 60, minute % 60, day > 0 ? fmt::format(" +{}", day) : "");
}

std::string clock_text(const AttendanceSheet& sheet, const Attendance& row,
                       const std::optional<domain::Instant>& at) {
  if (!at) return {};
  const auto since_midnight = sheet.site.zone.to_local(*at) - row.day;
  return clock_text(std::chrono::floor<std::chrono::minutes>(since_midnight));
}

std::string rostered(const std::optional<std::chrono::minutes>& time) {
  return time ? clock_text(*time) : std::string();
}

}  // namespace

storage::awaitable<net::Result<AttendanceSheet>> gather_attendance(storage::Store& store,
                                                                   const domain::Rules& rules,
                                                                   const domain::Site& site,
                                                                   const domain::Reference& people,
                                                                   domain::Period period) {
  AttendanceSheet sheet{site, people, period, {}};
  for (auto day = period.from; day < period.until; day += std::chrono::days{1}) {
    domain::Reads noted;
    noted.facts.push_back({site.id, domain::date_text(day)});
    const auto of_day = co_await store.load(noted);
    if (!of_day) co_return of_day.error();
    auto rows = domain::rows_of_day(rules, people, site, day, of_day->facts.at(noted.facts.front()));
    domain::Reads counted;
    for (const Attendance& row : rows)
      for (std::string& name : domain::counters_of(site, row)) counted.counters.push_back(std::move(name));
    const auto seen = co_await store.load(counted);
    if (!seen) co_return seen.error();
    for (Attendance& row : rows) {
      domain::fill_in(site, row, seen->counters);
      if (row.is_shift() || row.first_act) sheet.rows.push_back(std::move(row));
    }
  }
  co_return sheet;
}

std::string as_json(const AttendanceSheet& sheet) {
  using Json = nlohmann::ordered_json;
  const auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  const auto instant = [&](const std::optional<domain::Instant>& at) {
    return at ? Json(domain::iso8601(*at, sheet.site.zone)) : Json(nullptr);
  };
  Json json{{"site", sheet.site.id.value}, {"month", domain::name_of(sheet.period)}, {"rows", Json::array()}};
  for (const Attendance& row : sheet.rows)
    json["rows"].push_back({{"staff", row.staff.value},
                            {"name", name_of(sheet, row.staff)},
                            {"day", domain::date_text(row.day)},
                            {"from", text_or_null(rostered(row.from))},
                            {"to", text_or_null(rostered(row.to))},
                            {"swapped_with", text_or_null(row.swapped_with.value)},
                            {"first_act", instant(row.first_act)},
                            {"last_act", instant(row.last_act)},
                            {"finished", row.finished},
                            {"did_nothing", row.did_nothing()}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string as_csv(const AttendanceSheet& sheet) {
  const domain::Language language = sheet.site.language;
  net::ExcelSheet csv;
  for (const char* column : {"day", "staff", "name", "shift_from", "shift_to", "swapped_with", "first_act",
                             "last_act", "finish", "did_nothing"})
    csv.add(word(column, language));
  csv.end_line();
  for (const Attendance& row : sheet.rows) {
    csv.add(domain::date_text(row.day));
    csv.add(row.staff.value);
    csv.add(name_of(sheet, row.staff));
    csv.add(rostered(row.from));
    csv.add(rostered(row.to));
    csv.add(row.swapped_with.empty() ? std::string() : name_of(sheet, row.swapped_with));
    csv.add(clock_text(sheet, row, row.first_act));
    csv.add(clock_text(sheet, row, row.last_act));
    csv.add(std::to_string(row.finished));
    csv.add(row.did_nothing() ? word("yes", language) : std::string());
    csv.end_line();
  }
  return std::move(csv).text();
}

}  // namespace steward::app::report
