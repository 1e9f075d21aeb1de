#pragma once
// Follow-up plans as people write them: {"plans": [{"id": "q1", "sort": "periodic", …}]}.

#include <filesystem>
#include <vector>

#include "app/problems.hpp"
#include "domain/documents.hpp"
#include "domain/rules.hpp"

namespace steward::app {

// What is wrong is noted with file and line; the list is of use only where nothing is.
std::vector<domain::Plan> read_plans(const std::filesystem::path& path, const domain::Rules& rules,
                                     Problems& problems);

}  // namespace steward::app
