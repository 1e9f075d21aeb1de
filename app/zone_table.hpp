#pragma once
// Time zones from the system's database, as tables that the domain can read without one.

#include <optional>
#include <string>
#include <vector>

#include "domain/time.hpp"

namespace steward::app {

// Transitions of 1970 to 2100. Nothing where no such zone is known.
std::optional<domain::Zone> zone_named(const std::string& name);
std::vector<std::string> zone_names();

}  // namespace steward::app
