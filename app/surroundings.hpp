#pragma once
// What a configuration needs of the machine and of the files beside it.

#include <filesystem>

#include "app/configuration.hpp"

namespace steward::app {

// TLS files that fit together, secrets the channels can use, a register beside a demo's configuration.
void check_surroundings(const Configuration& configuration, const std::filesystem::path& file,
                        Problems& problems);

}  // namespace steward::app
