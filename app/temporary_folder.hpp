#pragma once
// A folder that goes with whoever made it.

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace steward::app {

class TemporaryFolder {
 public:
  explicit TemporaryFolder(const std::string& what) {
    std::string name = (std::filesystem::temp_directory_path() / ("steward-" + what + "-XXXXXX")).string();
    if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder can be made");
    path_ = name;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace steward::app
