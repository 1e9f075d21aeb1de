// steward attendance: who was there in a month, from what they did.

#include <iostream>

#include "app/choices.hpp"
#include "app/commands.hpp"
#include "app/report/attendance.hpp"
#include "app/site_command.hpp"

namespace steward::app {
namespace {

constexpr std::string_view usage =
    "usage: steward attendance --site ID --month 2026-03 [--format csv|json] --config FILE";

using Edit = std::string (*)(const report::AttendanceSheet&);

struct Wanted {
  domain::Period month;
  Edit edit = report::as_csv;
};

std::optional<Wanted> read(const Arguments& arguments, std::string& wrong) {
  wrong = usage;
  if (!arguments.plain().empty()) return std::nullopt;
  for (const char* needed : {"--site", "--month", "--config"})
    if (!arguments.has(needed)) return std::nullopt;
  const std::string month = *arguments.value("--month"), format = arguments.value("--format").value_or("csv");
  const auto first = domain::parse_date(month + "-01");
  if (!first) wrong = "\"" + month + "\" is no month; it is written like 2026-03";
  if (format != "csv" && format != "json") wrong = "\"" + format + "\" is not csv or json";
  if (!first || (format != "csv" && format != "json")) return std::nullopt;
  return Wanted{domain::period_of(domain::Schedule::Every::month, *first),
                format == "csv" ? Edit{report::as_csv} : Edit{report::as_json}};
}

net::awaitable<net::Result<>> print(storage::Store& store, const domain::Rules& rules,
                                    const domain::Site& site, Wanted wanted) {
  const auto people = co_await store.reference();
  if (!people) co_return people.error();
  const auto sheet = co_await report::gather_attendance(store, rules, site, **people, wanted.month);
  if (!sheet) co_return sheet.error();
  if (sheet->rows.empty())
    std::cerr << "steward: nothing is known of " << domain::name_of(wanted.month) << "\n";
  std::cout << wanted.edit(*sheet);
  co_return net::Result<>{};
}

}  // namespace

int attendance(const Arguments& arguments) {
  std::string wrong;
  const auto wanted = read(arguments, wrong);
  if (!wanted) return misuse(wrong);
  return on_site(arguments,
                 [&](storage::Store& store, const Configuration& configuration, const domain::Site& site) {
                   return print(store, configuration.rules, site, *wanted);
                 });
}

}  // namespace steward::app
