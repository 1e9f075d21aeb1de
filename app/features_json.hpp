#pragma once
// What was understood, as JSON and as a row of a table.

#include <nlohmann/json_fwd.hpp>

#include "domain/features.hpp"

namespace steward::app {

nlohmann::ordered_json to_json(const domain::Features& features);

}  // namespace steward::app
