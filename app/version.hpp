#pragma once

#include <string>

namespace steward::app {

// A line each: this program, and what it is built on.
std::string versions();

}  // namespace steward::app
