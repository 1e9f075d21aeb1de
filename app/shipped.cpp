#include "app/shipped.hpp"

#include <cstdlib>

#ifndef STEWARD_CONFIG_FOLDER
#define STEWARD_CONFIG_FOLDER ""
#endif

namespace steward::app {

namespace fs = std::filesystem;

fs::path shipped_folder() {
  if (const char* named = std::getenv("STEWARD_SHARE"); named && *named) return named;
  std::error_code failed;
  const fs::path program = fs::read_symlink("/proc/self/exe", failed);
  const fs::path installed = program.parent_path().parent_path() / "share" / "steward";
  if (!failed && fs::exists(installed / "kinds", failed)) return installed;
  return STEWARD_CONFIG_FOLDER;
}

}  // namespace steward::app
