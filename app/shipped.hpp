#pragma once
// Where the files that come with the program are.

#include <filesystem>

namespace steward::app {

// The folder with kinds, phrases, lexicon, trades.json and demo: $STEWARD_SHARE, else share/steward beside
// the program's bin, else the source tree it was built from.
std::filesystem::path shipped_folder();

}  // namespace steward::app
