#pragma once
// How the roll of residents and the audiences of notices are written: fixed widths, so that any of them is
// found by its place. A recipient takes three bytes, which is enough for 16 million residents, and one for
// their copy.

#include <string>
#include <vector>

#include "domain/ids.hpp"

namespace steward::storage::redis {

inline constexpr size_t roll_id = 10;  // characters, see domain::resident_id_of
inline constexpr size_t place_size = 3;

// An id of any other length, which none of ours has, is filled up or cut.
inline std::string roll_entry(const domain::ResidentId& id) {
  std::string entry = id.value;
  entry.resize(roll_id, ' ');
  return entry;
}

inline std::string as_places(const std::vector<int>& places) {
  std::string bytes;
  for (const int place : places)
    for (const int shift : {16, 8, 0}) bytes += static_cast<char>(place >> shift & 0xFF);
  return bytes;
}

}  // namespace steward::storage::redis
