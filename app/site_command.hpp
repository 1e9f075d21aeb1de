#pragma once
// What commands about one site of the desk have in common.

#include <functional>
#include <string>

#include "app/command.hpp"
#include "app/configuration.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::app {

// Null, and `wrong` says why, where the desk has no such site.
const domain::Site* find_site(const domain::Rules& rules, const std::string& id, std::string& wrong);

// Reads --config, finds --site, opens the store, does the work, says what went wrong. The exit code.
using SiteWork = std::function<net::awaitable<net::Result<>>(
    storage::Store& store, const Configuration& configuration, const domain::Site& site)>;
int on_site(const Arguments& arguments, const SiteWork& work);

}  // namespace steward::app
