#pragma once
// A value in a configuration file, knowing where it stands: what reads it complains at the right line.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/json_file.hpp"

namespace steward::app {

class JsonNode {
 public:
  JsonNode(const JsonFile& file, Problems& problems);  // the root

  void fail(const std::string& text) const;  // with this value's line
  void warn(const std::string& text) const;

  bool is_object() const;
  bool is_list() const;
  bool is_text() const;

  // What the value is if it has that type; else nothing, and the problem is noted.
  std::optional<std::string> text() const;
  std::optional<std::int64_t> number() const;
  std::optional<bool> truth() const;

  // In the sequence of the file. Empty, with a problem, for another type.
  std::vector<std::pair<std::string, JsonNode>> members() const;
  std::vector<JsonNode> items() const;
  bool has(const std::string& key) const;

  // As written in this file, seen from the file's folder.
  std::filesystem::path path(const std::string& written) const;
  int line() const;
  const std::string& file() const { return file_->name(); }
  const nlohmann::ordered_json& json() const { return *value_; }
  Problems& problems() const { return *problems_; }

 private:
  JsonNode(const JsonNode& parent, const nlohmann::ordered_json& value, std::string pointer);
  void wants(const char* what) const;

  const JsonFile* file_;
  const nlohmann::ordered_json* value_;
  std::string pointer_;
  Problems* problems_;
};

}  // namespace steward::app
