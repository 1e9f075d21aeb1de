#pragma once
// Units as people give them: whole, in part, as a correction of the one before.

#include <string_view>

#include "domain/documents.hpp"
#include "domain/reference.hpp"

namespace steward::domain {

// Building and room at least: "3-2-501", "A-1203", "10-15C"; not "3", not "3-2".
bool is_whole(const UnitId& unit);
// "?-2": an entrance of a building that was not said.
bool lacks_building(const UnitId& unit);
// A whole unit, or a common part of no building in particular or a known one; its site may yet be unknown.
bool lies_somewhere(const WorkOrder& order);
// Whoever goes there would find it.
bool says_where(const WorkOrder& order);
// Whole, and yet not among the units that the register has of its site.
bool is_unlisted(const Reference& reference, const WorkOrder& order);
// "501" given where "3-2-502" is known: "3-2-501"; "?-2" given: "3-2". What is whole stays.
UnitId completed(std::string_view given, const UnitId& known);
// Whether "501" or "2-501" may mean that unit.
bool may_mean(std::string_view given, const UnitId& unit);

}  // namespace steward::domain
