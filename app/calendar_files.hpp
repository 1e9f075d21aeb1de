#pragma once
// Working calendars as they are written: hours by weekday at a site, holidays in a file a region.

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "app/config_table.hpp"
#include "domain/rules.hpp"

namespace steward::app {

// ["08:00-12:00", "14:00-18:00"] for every day, or by days: {"mon-fri": […], "sat": […]}.
template <>
struct Value<domain::WorkingWeek> {
  static std::string type();
  static std::string show(const domain::WorkingWeek& week);
  static void read(const JsonNode& node, domain::WorkingWeek& into);
};

template <>
const Table<domain::WorkingCalendar>& table_of();

// By name: "cn" of cn.json. A year in a later folder stands in place of the same year of the same name in an
// earlier one; other years stay.
std::map<std::string, domain::Holidays> read_calendars(const std::vector<std::filesystem::path>& folders,
                                                       Problems& problems);

// Gives each site the holidays it names, or those of its region.
void set_holidays(std::vector<domain::Site>& sites, const std::map<std::string, domain::Holidays>& calendars,
                  const std::string& file, Problems& problems);

// Warns where this year's holidays are not known, and from November on next year's.
void check_years(const std::vector<domain::Site>& sites, domain::Instant now, const std::string& file,
                 Problems& problems);

}  // namespace steward::app
