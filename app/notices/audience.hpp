#pragma once
// Whom a notice is for, as the command line says it.

#include "app/command.hpp"
#include "app/problems.hpp"
#include "domain/notice.hpp"
#include "domain/rules.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::app {

struct WantedAudience {
  domain::Audience audience;
  std::vector<std::string> phones;      // of the register, E.164
  std::vector<domain::OrderId> orders;  // whoever reported them
};

// --building, --entrance, --floor, --units, --orders and --list FILE.csv with a column `unit` or `phone`.
WantedAudience read_audience(const Arguments& arguments, const domain::Site& site, Problems& problems);

// Phones and orders become residents. An Error names what is not in the register.
net::awaitable<net::Result<domain::Audience>> resolve(storage::Store& store, WantedAudience wanted,
                                                      const domain::Site& site);

}  // namespace steward::app
