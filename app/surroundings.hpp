#pragma once
// What a configuration needs of the machine and of the files beside it.

#include <filesystem>

#include "app/configuration.hpp"

namespace steward::app {

// TLS files that fit together, secrets the channels can use, a playground nobody else can reach, calendars
// that reach far enough from `now` on.
void check_surroundings(const Configuration& configuration, const std::filesystem::path& file,
                        domain::Instant now, Problems& problems);

// The spreadsheets beside a configuration, where there are some, as they would be imported.
void check_register(const Configuration& configuration, const std::filesystem::path& file,
                    Problems& problems);

}  // namespace steward::app
