#pragma once
// What is counted stands by site and day of that site: what is live today, forgotten soon after.

#include <string>
#include <string_view>

#include "domain/rules.hpp"

namespace steward::domain {

// "opened_repair:<site>:<day>"
inline std::string counter_of(std::string_view what, const Site& site, Instant now) {
  return std::string{what} + ":" + site.id.value + ":" + iso8601(now, site.zone).substr(0, 10);
}

}  // namespace steward::domain
