#include "console/fields.hpp"

#include <nlohmann/json.hpp>

namespace steward::console {
namespace {

using nlohmann::json;

constexpr std::int64_t largest = 1'000'000;

json parsed(const std::string& body) {
  const auto is_flat = [](int depth, json::parse_event_t, json&) { return depth <= 1; };
  return json::parse(body, is_flat, false);
}

std::string trimmed(const std::string& text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto begin = text.find_first_not_of(blanks);
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

}  // namespace

std::optional<Fields> Fields::of(const net::Request& request, std::size_t most_bytes) {
  if (!request.headers.get("content-type").starts_with("application/json")) return std::nullopt;
  if (request.body.size() > most_bytes) return std::nullopt;
  const json object = parsed(request.body);
  if (!object.is_object()) return std::nullopt;
  Fields fields;
  for (const auto& [name, value] : object.items()) {
    if (value.is_string())
      fields.texts_[name] = trimmed(value.get_ref<const std::string&>());
    else if (value.is_number_integer())
      fields.numbers_[name] = value.get<std::int64_t>();
    else if (!value.is_null())
      return std::nullopt;
  }
  return fields;
}

std::string Fields::text(std::string_view name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? std::string() : found->second;
}

int Fields::number(std::string_view name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end() || found->second < 0 || found->second > largest) return 0;
  return static_cast<int>(found->second);
}

bool Fields::has(std::string_view name) const {
  return texts_.find(name) != texts_.end() || numbers_.find(name) != numbers_.end();
}

std::optional<std::int64_t> Fields::whole(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::map<std::string, std::string> Fields::texts_under(std::string_view prefix) const {
  std::map<std::string, std::string> found;
  for (const auto& [name, text] : texts_)
    if (name.starts_with(prefix) && !text.empty()) found[name.substr(prefix.size())] = text;
  return found;
}

}  // namespace steward::console
