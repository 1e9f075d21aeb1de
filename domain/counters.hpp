#pragma once
// What is counted stands by site and day of that site, and is kept as long as the facts of the day.

#include <string>
#include <string_view>

#include "domain/rules.hpp"

namespace steward::domain {

// "opened_repair:<site>:<day>"
inline std::string counter_of(std::string_view what, const Site& site, std::string_view day) {
  return std::string{what} + ":" + site.id.value + ":" + std::string{day};
}
inline std::string counter_of(std::string_view what, const Site& site, Instant now) {
  return counter_of(what, site, iso8601(now, site.zone).substr(0, 10));
}

// What counts the orders of a kind that were received.
inline std::string opened(std::string_view kind) { return "opened_" + std::string{kind}; }

}  // namespace steward::domain
