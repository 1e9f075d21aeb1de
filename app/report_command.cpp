// steward report: the figures of a day, week, month or quarter of a site, for programs, spreadsheets and the
// notice board.

#include <iostream>

#include "app/choices.hpp"
#include "app/commands.hpp"
#include "app/report/edition.hpp"
#include "app/report/gather.hpp"
#include "app/report/pdf.hpp"
#include "app/site_command.hpp"

namespace steward::app {
namespace {

using Every = domain::Schedule::Every;

constexpr std::string_view usage =
    "usage: steward report day|week|month|quarter --site ID [--of 2026-03-03] [--format json|csv|html|pdf] "
    "--config FILE";

const Choices<Every> lengths{
    {"day", Every::day}, {"week", Every::week}, {"month", Every::month}, {"quarter", Every::quarter}};
using Edit = std::optional<std::string> (*)(const report::Edition&);
const Choices<Edit> formats{
    {"json", [](const report::Edition& all) -> std::optional<std::string> { return report::as_json(all); }},
    {"csv", [](const report::Edition& all) -> std::optional<std::string> { return report::as_csv(all); }},
    {"html", [](const report::Edition& all) -> std::optional<std::string> { return report::as_page(all); }},
    {"pdf", [](const report::Edition& all) { return report::printed(report::as_page(all)); }}};

struct Wanted {
  Every length = Every::day;
  Edit edit = formats.front().second;
  std::optional<std::chrono::local_days> of;  // nothing: the last period that is over
};

std::optional<Wanted> read(const Arguments& arguments, std::string& wrong) {
  if (arguments.plain().size() != 1 || !arguments.has("--site") || !arguments.has("--config")) {
    wrong = usage;
    return std::nullopt;
  }
  const auto length = chosen(lengths, arguments.plain()[0], wrong);
  const auto edit = chosen(formats, arguments.value("--format").value_or("json"), wrong);
  if (!length || !edit) return std::nullopt;
  Wanted wanted{*length, *edit, std::nullopt};
  if (const auto day = arguments.value("--of")) {
    wanted.of = domain::parse_date(*day);
    wrong = "\"" + *day + "\" is no day; it is written like 2026-03-03";
    if (!wanted.of) return std::nullopt;
  }
  return wanted;
}

net::awaitable<net::Result<>> print(storage::Store& store, const Configuration& configuration,
                                    const domain::Site& site, Wanted wanted) {
  const auto now = co_await store.now();
  if (!now) co_return now.error();
  const auto people = co_await store.reference();
  if (!people) co_return people.error();
  const auto today = domain::day_of(site.zone.to_local(*now));
  const domain::Period period = wanted.of ? domain::period_of(wanted.length, *wanted.of)
                                          : domain::last_whole_period(wanted.length, today);
  const auto figures = co_await report::gather(store, configuration.rules, site, period);
  if (!figures) co_return figures.error();
  if (figures->is_empty())
    std::cerr << "steward: nothing was received or done in " << domain::name_of(period) << "\n";
  const auto text = wanted.edit({configuration, **people, *figures, *now});
  if (!text)
    co_return net::Error{"no_browser", "report",
                         "no Chromium is installed that could print it; --format html gives a page that any "
                         "browser prints"};
  std::cout << *text;
  co_return net::Result<>{};
}

}  // namespace

int report_figures(const Arguments& arguments) {
  std::string wrong;
  const auto wanted = read(arguments, wrong);
  if (!wanted) return misuse(wrong);
  return on_site(arguments,
                 [&](storage::Store& store, const Configuration& configuration, const domain::Site& site) {
                   return print(store, configuration, site, *wanted);
                 });
}

}  // namespace steward::app
