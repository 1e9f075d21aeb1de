#pragma once
// Staff are not drowned: alerts of different orders that follow each other closely become one list.

#include <vector>

#include "domain/message.hpp"

namespace steward::domain {

// Those of one bundle: a line for each order, and a button with its number that accepts it. The id and the
// times are the first's.
OutMessage as_list(OutMessage first, const std::vector<OutMessage>& others);

}  // namespace steward::domain
