#pragma once
// Stories from JSON lines. What is not known to the form or to the desk is a problem of its line.

#include <string>
#include <string_view>
#include <vector>

#include "app/problems.hpp"
#include "app/register_files.hpp"
#include "app/rehearsal/story.hpp"
#include "domain/rules.hpp"

namespace steward::app::rehearsal {

// A story with a problem is told in `problems` and not among those returned; `told` counts it all the same.
struct Stories {
  std::vector<Story> playable;
  int told = 0;
};

Stories parse_stories(const std::string& file, std::string_view text, const domain::Rules& rules,
                      const Register& people, Problems& problems);

}  // namespace steward::app::rehearsal
