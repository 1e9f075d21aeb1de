#pragma once
// Reading a stranger's JSON: limits before anything is believed, and access that never throws. Boost.JSON on
// a buffer of the caller's: it refuses broken UTF-8, lone surrogates and depth by itself and costs a sixth of
// a DOM on the heap. For .cpp files of this folder.

#include <array>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string_view>

namespace steward::channels {

inline constexpr size_t deepest_json = 16;

// Where one request's values live; grows on the heap when the buffer is full.
class JsonArena {
 public:
  JsonArena() : resource_(buffer_.data(), buffer_.size()) {}
  // Nothing for what is no such JSON, too deep, or holds a NUL anywhere.
  const boost::json::object* read_object(std::string_view body);
  const boost::json::array* read_array(std::string_view body);

 private:
  const boost::json::value* read(std::string_view body);

  std::array<unsigned char, 8192> buffer_;
  boost::json::monotonic_resource resource_;
  std::optional<boost::json::value> root_;
};

// Empty, or nothing, where the member is missing or of another type.
std::string_view text_of(const boost::json::object& from, std::string_view key);
std::optional<std::int64_t> whole_of(const boost::json::object& from, std::string_view key);
bool is_true(const boost::json::object& from, std::string_view key);
const boost::json::object* object_of(const boost::json::object& from, std::string_view key);
const boost::json::array* array_of(const boost::json::object& from, std::string_view key);

}  // namespace steward::channels
