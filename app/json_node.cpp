#include "app/json_node.hpp"

#include <nlohmann/json.hpp>

namespace steward::app {
namespace {

std::string shown(const nlohmann::ordered_json& value) {
  const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return text.size() <= 60 ? text : "a " + std::string(value.type_name());
}

}  // namespace

JsonNode::JsonNode(const JsonFile& file, Problems& problems)
    : file_(&file), value_(&file.root()), problems_(&problems) {}

JsonNode::JsonNode(const JsonNode& parent, const nlohmann::ordered_json& value, std::string pointer)
    : file_(parent.file_), value_(&value), pointer_(std::move(pointer)), problems_(parent.problems_) {}

void JsonNode::fail(const std::string& text) const { problems_->add(file_->name(), line(), text); }
void JsonNode::warn(const std::string& text) const { problems_->warn(file_->name(), line(), text); }

void JsonNode::wants(const char* what) const {
  const size_t slash = pointer_.rfind('/');
  const std::string name = slash == std::string::npos ? "the file" : "\"" + pointer_.substr(slash + 1) + "\"";
  fail(name + " must be " + what + ", not " + shown(*value_));
}

bool JsonNode::is_object() const { return value_->is_object(); }
bool JsonNode::is_list() const { return value_->is_array(); }
bool JsonNode::is_text() const { return value_->is_string(); }
int JsonNode::line() const { return file_->line_of(pointer_); }

std::optional<std::string> JsonNode::text() const {
  if (value_->is_string()) return value_->get<std::string>();
  wants("a text in quotes");
  return std::nullopt;
}

std::optional<std::int64_t> JsonNode::number() const {
  if (value_->is_number_integer()) return value_->get<std::int64_t>();
  wants("a whole number");
  return std::nullopt;
}

std::optional<bool> JsonNode::truth() const {
  if (value_->is_boolean()) return value_->get<bool>();
  wants("true or false");
  return std::nullopt;
}

std::vector<std::pair<std::string, JsonNode>> JsonNode::members() const {
  std::vector<std::pair<std::string, JsonNode>> list;
  if (!is_object()) {
    wants("an object in {braces}");
    return list;
  }
  for (const auto& [key, value] : value_->items())
    list.emplace_back(key, JsonNode(*this, value, pointer_to(pointer_, key)));
  return list;
}

std::vector<JsonNode> JsonNode::items() const {
  std::vector<JsonNode> list;
  if (!is_list()) {
    wants("a list in [brackets]");
    return list;
  }
  for (size_t i = 0; i < value_->size(); ++i)
    list.push_back(JsonNode(*this, (*value_)[i], pointer_ + "/" + std::to_string(i)));
  return list;
}

bool JsonNode::has(const std::string& key) const { return is_object() && value_->contains(key); }

std::filesystem::path JsonNode::path(const std::string& written) const {
  return (std::filesystem::path(file_->name()).parent_path() / written).lexically_normal();
}

}  // namespace steward::app
