#pragma once
// JSON with // and /* */ comments that people write by hand, kept with the line of each value, so that every
// error can name its line.

#include <filesystem>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/problems.hpp"

namespace steward::app {

class JsonFile {
 public:
  // Nothing when it cannot be read or is no JSON, or names a key twice: `problems` says where.
  static std::shared_ptr<const JsonFile> read(const std::filesystem::path& path, Problems& problems);
  static std::shared_ptr<const JsonFile> parse(std::string name, std::string_view text, Problems& problems,
                                               int first_line = 1);

  const std::string& name() const { return name_; }
  const nlohmann::ordered_json& root() const { return *root_; }
  // By JSON pointer ("/desk/sites/0/zone"): where the value's key stands, or the value in a list.
  int line_of(const std::string& pointer) const;

 private:
  std::string name_;
  std::shared_ptr<const nlohmann::ordered_json> root_;
  std::unordered_map<std::string, int> lines_;
};

// One step further down a JSON pointer.
std::string pointer_to(const std::string& parent, std::string_view key);

// The whole text of a file; a problem where it cannot be read.
std::optional<std::string> file_text(const std::filesystem::path& path, Problems& problems);

// The .json files of a folder, by name; a problem where it cannot be read.
std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder, Problems& problems);

}  // namespace steward::app
