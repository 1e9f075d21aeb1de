#pragma once
// The site that a command line names.

#include <string>

#include "domain/rules.hpp"

namespace steward::app {

// Null, and `wrong` says why, where there is none.
const domain::Site* site_with_id(const domain::Rules& rules, const std::string& id, std::string& wrong);

}  // namespace steward::app
