#pragma once

#include <string>

namespace steward::storage {

// Of the library that formats commands and reads replies: "0.14.1".
std::string client_version();

}  // namespace steward::storage
