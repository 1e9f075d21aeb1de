#include "app/calendar_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace steward::app {
namespace {

namespace fs = std::filesystem;
using std::chrono::local_days;

constexpr std::array<const char*, 7> day_names{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::optional<size_t> day_named(std::string_view name) {
  for (size_t day = 0; day < day_names.size(); ++day)
    if (name == day_names[day]) return day;
  return std::nullopt;
}

struct Days {
  size_t first, last;
};

// "mon-fri" or "sat".
std::optional<Days> days_named(std::string_view text) {
  const size_t dash = text.find('-');
  const auto first = day_named(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : day_named(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return Days{*first, *last};
}

domain::HoursOfDay read_hours(const JsonNode& node) {
  domain::HoursOfDay hours;
  Value<domain::HoursOfDay>::read(node, hours);
  for (size_t i = 0; i < hours.size(); ++i) {
    if (hours[i].to <= hours[i].from) node.fail("working hours do not pass midnight: write two days' hours");
    if (i > 0 && hours[i].from < hours[i - 1].to) node.fail("hours of a day follow one another");
  }
  return hours;
}

void read_hours_by_days(const JsonNode& node, domain::WorkingWeek& week) {
  week.fill({});
  for (const auto& [name, hours] : node.members()) {
    const auto days = days_named(name);
    if (!days) {
      hours.fail("\"" + name + R"(" are no days; write "mon-fri", "sat" or "sun")");
      continue;
    }
    const auto read = read_hours(hours);
    for (size_t day = days->first; day <= days->last; ++day) week[day] = read;
  }
}

// ---- holidays

std::optional<local_days> day_from(std::string_view text, int year) {
  unsigned month = 0, day = 0;
  const auto number = [](std::string_view digits, unsigned& into) {
    const auto end = digits.data() + digits.size();
    return digits.size() == 2 && std::from_chars(digits.data(), end, into).ptr == end;
  };
  if (text.size() != 5 || text[2] != '-' || !number(text.substr(0, 2), month) || !number(text.substr(3), day))
    return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return local_days(date);
}

// "10-01..10-07" or "10-01".
void read_days(const JsonNode& node, int year, std::set<local_days>& into) {
  for (const JsonNode& item : node.items()) {
    const auto text = item.text();
    if (!text) continue;
    const size_t dots = text->find("..");
    const auto first = day_from(std::string_view(*text).substr(0, dots), year);
    const auto last =
        dots == std::string::npos ? first : day_from(std::string_view(*text).substr(dots + 2), year);
    if (!first || !last || *last < *first) {
      item.fail("\"" + *text + R"(" are no days of the year; write "10-01" or "10-01..10-07")");
      continue;
    }
    for (local_days day = *first; day <= *last; day += std::chrono::days{1}) into.insert(day);
  }
}

// What another file has of the year.
void forget(domain::Holidays& holidays, int year) {
  const auto is_of_it = [year](local_days day) {
    return static_cast<int>(std::chrono::year_month_day{day}.year()) == year;
  };
  std::erase_if(holidays.off, is_of_it);
  std::erase_if(holidays.worked, is_of_it);
}

void read_year(const std::string& name, const JsonNode& node, domain::Holidays& into) {
  int year = 0;
  const auto end = name.data() + name.size();
  if (name.size() != 4 || std::from_chars(name.data(), end, year).ptr != end)
    return node.fail("\"" + name + R"(" is no year; write "2027")");
  forget(into, year);
  into.years.insert(year);
  for (const auto& [key, days] : node.members()) {
    if (key == "off")
      read_days(days, year, into.off);
    else if (key == "worked")
      read_days(days, year, into.worked);
    else
      days.fail("unknown key \"" + key + "\"" + did_you_mean(key, {"off", "worked"}));
  }
}

std::string calendar_of_region(domain::Region region) {
  switch (region) {
    case domain::Region::cn: return "cn";
    case domain::Region::hk: return "hk";
    case domain::Region::tw: return "tw";
    case domain::Region::mo: break;
  }
  return "none";
}

std::string calendar_of(const domain::Site& site) {
  return site.working.holidays_of.empty() ? calendar_of_region(site.region) : site.working.holidays_of;
}

}  // namespace

std::string Value<domain::WorkingWeek>::type() {
  return R"(hours of every day, ["08:00-12:00", "14:00-18:00"], or by days, {"mon-fri": […], "sat": […]})";
}
std::string Value<domain::WorkingWeek>::show(const domain::WorkingWeek& week) {
  return Value<domain::HoursOfDay>::show(week.front());
}
void Value<domain::WorkingWeek>::read(const JsonNode& node, domain::WorkingWeek& into) {
  if (node.is_object())
    read_hours_by_days(node, into);
  else
    into.fill(read_hours(node));
}

template <>
const Table<domain::WorkingCalendar>& table_of() {
  using T = domain::WorkingCalendar;
  static const Table<T> table{
      field("hours", &T::week, "when the site works, lunch left out"),
      field("holidays", &T::holidays_of,
            "\"cn\", \"hk\", \"tw\" or a calendar of your own; \"none\": works on holidays too; empty: of "
            "the region"),
  };
  return table;
}

std::map<std::string, domain::Holidays> read_calendars(const std::vector<fs::path>& folders,
                                                       Problems& problems) {
  std::map<std::string, domain::Holidays> calendars;
  for (const fs::path& folder : folders)
    for (const fs::path& path : json_files(folder, problems)) {
      const auto file = JsonFile::read(path, problems);
      if (!file) continue;
      domain::Holidays& holidays = calendars[path.stem().string()];
      for (const auto& [year, days] : JsonNode(*file, problems).members()) read_year(year, days, holidays);
    }
  return calendars;
}

void set_holidays(std::vector<domain::Site>& sites, const std::map<std::string, domain::Holidays>& calendars,
                  const std::string& file, Problems& problems) {
  std::vector<std::string> names{"none"};
  for (const auto& [name, holidays] : calendars) names.push_back(name);
  for (domain::Site& site : sites) {
    const std::string name = calendar_of(site);
    const auto found = calendars.find(name);
    if (found != calendars.end())
      site.working.holidays = found->second;
    else if (name != "none")
      problems.add(file, 0,
                   "site \"" + site.id.value + "\" keeps the holidays of \"" + name +
                       "\", and there is no such calendar" + did_you_mean(name, names));
  }
}

void check_years(const std::vector<domain::Site>& sites, domain::Instant now, const std::string& file,
                 Problems& problems) {
  std::set<std::string> named;
  for (const domain::Site& site : sites) {
    const std::string name = calendar_of(site);
    if (name == "none" || !named.insert(name).second) continue;
    const std::chrono::year_month_day today{domain::day_of(site.zone.to_local(now))};
    const int year = static_cast<int>(today.year());
    for (const int wanted : {year, today.month() >= std::chrono::November ? year + 1 : year})
      if (!site.working.holidays.years.contains(wanted)) {
        problems.warn(
            file, 0,
            fmt::format("the holidays of {} are not known for \"{}\": until they stand in {}.json of "
                        "desk.calendars, its working days count as usual",
                        wanted, name, name));
        break;
      }
  }
}

}  // namespace steward::app
