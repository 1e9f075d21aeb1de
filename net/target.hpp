#pragma once
// The target of a request line, and form bodies: percent-decoding in one place, strict.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace steward::net {

// Decoded pairs in the order given.
class Query {
 public:
  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
  void clear() { pairs_.clear(); }
  // The first of that name.
  std::optional<std::string_view> find(std::string_view name) const;
  std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view{}); }
  bool has(std::string_view name) const { return find(name).has_value(); }
  bool empty() const { return pairs_.empty(); }
  const std::vector<std::pair<std::string, std::string>>& pairs() const { return pairs_; }

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

// "/a/./b//c/../d%20e" -> "/a/b/d e". Nothing for what is no absolute path, climbs above the root, has a bad
// escape, or hides a slash, backslash or control character in an escape.
std::optional<std::string> normalised_path(std::string_view raw);

// application/x-www-form-urlencoded, of a URL or a body. Nothing for a bad escape.
std::optional<Query> parse_query(std::string_view raw);

// The other way, for building URLs: everything but letters, digits and -._~ is escaped.
std::string percent_encoded(std::string_view text);

}  // namespace steward::net
