#pragma once
// Plays a story from its first line to its last, and says where it went otherwise.

#include <string>
#include <vector>

#include "app/rehearsal/desk.hpp"

namespace steward::app::rehearsal {

struct Played {
  std::vector<Problem> otherwise;       // empty: as told
  std::vector<std::string> transcript;  // with what was expected, where it was expected
};

// `to_the_end`: goes on after the first expectation that does not hold.
Played play(const Story& story, const Configuration& configuration, const Register& people, bool to_the_end);

}  // namespace steward::app::rehearsal
