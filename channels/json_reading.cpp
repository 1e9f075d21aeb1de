#include "channels/json_reading.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/parser.hpp>

namespace steward::channels {
namespace json = boost::json;

namespace {

// A NUL can only come as the escape \u0000: as a byte it is no JSON. An escaped backslash before it is a text
// that looks like one.
bool has_nul(std::string_view body) {
  constexpr std::string_view escape = "\\u0000";
  for (size_t at = body.find(escape); at != std::string_view::npos; at = body.find(escape, at + 1)) {
    size_t backslashes = 1;
    while (backslashes <= at && body[at - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 1) return true;
  }
  return false;
}

}  // namespace

const json::value* JsonArena::read(std::string_view body) {
  if (has_nul(body)) return nullptr;
  json::parse_options options;
  options.max_depth = deepest_json;
  std::array<unsigned char, 2048> scratch;
  json::parser parser(json::storage_ptr(), options, scratch.data(), scratch.size());
  parser.reset(&resource_);
  json::error_code error;
  parser.write(body, error);
  if (error) return nullptr;
  root_.emplace(parser.release());
  return &*root_;
}

const json::object* JsonArena::read_object(std::string_view body) {
  const json::value* value = read(body);
  return value ? value->if_object() : nullptr;
}

const json::array* JsonArena::read_array(std::string_view body) {
  const json::value* value = read(body);
  return value ? value->if_array() : nullptr;
}

std::string_view text_of(const json::object& from, std::string_view key) {
  const json::value* found = from.if_contains(key);
  if (!found || !found->is_string()) return {};
  return found->get_string();
}

std::optional<std::int64_t> whole_of(const json::object& from, std::string_view key) {
  const json::value* found = from.if_contains(key);
  if (!found || !found->is_int64()) return std::nullopt;
  return found->get_int64();
}

bool is_true(const json::object& from, std::string_view key) {
  const json::value* found = from.if_contains(key);
  return found && found->is_bool() && found->get_bool();
}

const json::object* object_of(const json::object& from, std::string_view key) {
  const json::value* found = from.if_contains(key);
  return found ? found->if_object() : nullptr;
}

const json::array* array_of(const json::object& from, std::string_view key) {
  const json::value* found = from.if_contains(key);
  return found ? found->if_array() : nullptr;
}

}  // namespace steward::channels
