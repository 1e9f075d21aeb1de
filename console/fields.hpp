#pragma once
// What a page sends: a flat JSON object of texts and whole numbers. Anything else is refused.

#include "net/http.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace steward::console {

class Fields {
 public:
  // Nothing for what is no such object, is not declared as JSON, or is larger than `most_bytes`.
  static constexpr std::size_t usual_bytes = 32 << 10;
  static std::optional<Fields> of(const net::Request& request, std::size_t most_bytes = usual_bytes);

  std::string text(std::string_view name) const;  // without blanks around it; empty where it is missing
  int number(std::string_view name) const;        // 0 where it is missing or out of range
  bool has(std::string_view name) const;
  std::optional<std::int64_t> whole(std::string_view name) const;  // as it was written
  // Those whose name begins with the prefix and that are not empty, by what follows it.
  std::map<std::string, std::string> texts_under(std::string_view prefix) const;

 private:
  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, std::int64_t, std::less<>> numbers_;
};

}  // namespace steward::console
