#include "net/error.hpp"

namespace steward::net {

std::string to_string(const Error& error) {
  std::string line = error.code;
  if (!error.place.empty()) line += " at " + error.place;
  if (!error.detail.empty()) line += ": " + error.detail;
  return line;
}

}  // namespace steward::net
