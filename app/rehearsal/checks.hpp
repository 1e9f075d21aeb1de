#pragma once
// What a story expects, held against the desk.

#include <string>
#include <vector>

#include "app/rehearsal/desk.hpp"
#include "app/rehearsal/story.hpp"

namespace steward::app::rehearsal {

// What was not as told, each in a line: expected, and what is there instead. `since` is the first message
// after the expectation before.
std::vector<std::string> check(const Expects& expects, Desk& desk, size_t since);

}  // namespace steward::app::rehearsal
