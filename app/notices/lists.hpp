#pragma once
// Whom a notice is for, as the command line and spreadsheets say it.

#include "app/command.hpp"
#include "app/problems.hpp"
#include "notices/audience.hpp"

namespace steward::app {

// --building, --entrance, --floor, --units, --orders and --list FILE.csv with a column `unit` or `phone`.
notices::WantedAudience read_audience(const Arguments& arguments, const domain::Site& site,
                                      Problems& problems);

// The rows of such a spreadsheet; `name` is what to complain of.
void read_list(const std::string& name, std::string_view text, const domain::Site& site,
               notices::WantedAudience& wanted, Problems& problems);

}  // namespace steward::app
