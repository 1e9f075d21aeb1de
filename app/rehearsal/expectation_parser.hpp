#pragma once
// What stands behind "expect" in a story.

#include <set>

#include "app/json_node.hpp"
#include "app/register_files.hpp"
#include "app/rehearsal/story.hpp"
#include "domain/rules.hpp"

namespace steward::app::rehearsal {

// Whom and what a story may name.
struct Cast {
  const domain::Rules& rules;
  const Register& people;

  bool is_staff(const Name& name) const { return people.reference.find(domain::StaffId(name)) != nullptr; }
  std::vector<std::string> staff() const;
};

Expects parse_expectation(const JsonNode& node, const Cast& cast);

// Everybody an expectation names who need not be staff, with the place to complain at.
std::vector<std::pair<Name, JsonNode>> people_expected(const JsonNode& expectation);

}  // namespace steward::app::rehearsal
