#pragma once
// What a running service cannot take from a configuration that is read again: what it was built with.

#include <string>

#include "app/settings.hpp"

namespace steward::app {

// The sections that differ and wait for a restart, as the file names them: "channels, limits"; empty: none.
std::string restart_needs(const Settings& started_with, const Settings& now);

}  // namespace steward::app
