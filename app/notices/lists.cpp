#include "app/notices/lists.hpp"

#include <charconv>

#include "app/csv.hpp"
#include "app/json_file.hpp"

namespace steward::app {

void read_list(const std::string& name, std::string_view text, const domain::Site& site,
               notices::WantedAudience& wanted, Problems& problems) {
  wanted.is_listed = true;
  for (const CsvRow& row : read_csv(name, text, {.required = {}, .optional = {"unit", "phone"}}, problems))
    if (std::string wrong = notices::add_row(wanted, row["unit"], row["phone"], site); !wrong.empty())
      problems.add(name, row.line, std::move(wrong));
}

notices::WantedAudience read_audience(const Arguments& arguments, const domain::Site& site,
                                      Problems& problems) {
  notices::WantedAudience wanted;
  wanted.audience.building = arguments.value("--building").value_or("");
  wanted.audience.entrance = arguments.value("--entrance").value_or("");
  if (const auto floor = arguments.value("--floor")) {
    const auto [end, error] =
        std::from_chars(floor->data(), floor->data() + floor->size(), wanted.audience.floor);
    if (error != std::errc{} || end != floor->data() + floor->size() || wanted.audience.floor == 0)
      problems.add("--floor", 0, "\"" + *floor + "\" is no floor");
  }
  wanted.is_listed = arguments.has("--units") || arguments.has("--orders");
  for (std::string& unit : notices::named_in(arguments.value("--units").value_or("")))
    wanted.audience.units.emplace_back(std::move(unit));
  for (std::string& order : notices::named_in(arguments.value("--orders").value_or("")))
    wanted.orders.emplace_back(std::move(order));
  const size_t before = problems.size();
  if (const auto file = arguments.value("--list"))
    if (const auto text = file_text(*file, problems)) read_list(*file, *text, site, wanted, problems);
  if (const auto nobody = notices::nobody_of(wanted); nobody && problems.size() == before)
    problems.add(arguments.value("--list").value_or("the command line"), 0, std::string(nobody->sentence));
  return wanted;
}

}  // namespace steward::app
