#include "domain/units.hpp"

#include <algorithm>

namespace steward::domain {
namespace {

std::string_view last_part(std::string_view unit) {
  const size_t dash = unit.rfind('-');
  return dash == std::string_view::npos ? unit : unit.substr(dash + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A room has three digits or a letter behind its floor: 501, 1203, 15C; an entrance or building has not.
bool is_room(std::string_view part) {
  const auto digits = std::count_if(part.begin(), part.end(), is_digit);
  return digits >= 3 || (digits >= 1 && digits < static_cast<long>(part.size()));
}

std::string building_of(const UnitId& unit) { return unit.value.substr(0, unit.value.find('-')); }

// One of the two lacks its building: the other has it, or is what was missing.
UnitId with_building(const UnitId& given, const UnitId& known) {
  if (lacks_building(given)) {
    const bool is_known = !known.empty() && !lacks_building(known);
    return is_known ? UnitId{building_of(known) + given.value.substr(1)} : given;
  }
  if (given.value.find('-') != std::string::npos) return given;
  return UnitId{is_room(given.value) ? known.value + "-" + given.value : given.value + known.value.substr(1)};
}

}  // namespace

bool lacks_building(const UnitId& unit) { return unit.value.starts_with("?-"); }

bool is_whole(const UnitId& unit) {
  if (lacks_building(unit)) return false;
  const auto dashes = std::count(unit.value.begin(), unit.value.end(), '-');
  if (dashes >= 2) return true;
  if (dashes == 0) return false;
  return is_room(last_part(unit.value)) || !is_digit(unit.value.front()) || unit.value.find('-') >= 2;
}

bool says_where(const WorkOrder& order) { return !order.site.empty() && lies_somewhere(order); }

bool lies_somewhere(const WorkOrder& order) {
  return order.is_common_place ? !lacks_building(order.unit) : is_whole(order.unit);
}

bool is_unlisted(const Reference& reference, const WorkOrder& order) {
  if (order.is_common_place || !is_whole(order.unit) || reference.find(order.unit, order.site)) return false;
  return std::any_of(reference.units.begin(), reference.units.end(),
                     [&](const auto& unit) { return unit.second.site == order.site; });
}

UnitId completed(std::string_view given, const UnitId& known) {
  if (given.empty()) return known;
  const UnitId as_given{std::string{given}};
  if (lacks_building(as_given) || lacks_building(known)) return with_building(as_given, known);
  const auto parts_known = std::count(known.value.begin(), known.value.end(), '-');
  const auto parts_given = std::count(given.begin(), given.end(), '-');
  // "2-501" beside "3-1-301": another entrance, the same building.
  if (parts_known == 2 && parts_given == 1 && is_digit(given.front()) && is_room(last_part(given)))
    return UnitId{known.value.substr(0, known.value.find('-') + 1) + std::string{given}};
  if (known.empty() || parts_given > 0 || !is_room(given)) return as_given;
  if (parts_known == 0) return UnitId{known.value + "-" + std::string{given}};  // "3" was known, then "501"
  // "501" beside "3-2-502"; "3-2" that lacked its room.
  const bool lacks_room = !is_whole(known);
  return UnitId{(lacks_room ? known.value + "-" : known.value.substr(0, known.value.rfind('-') + 1)) +
                std::string{given}};
}

bool may_mean(std::string_view given, const UnitId& unit) {
  if (given.empty()) return false;
  const std::string_view whole = unit.value;
  return whole == given || (whole.size() > given.size() && whole.ends_with(given) &&
                            whole[whole.size() - given.size() - 1] == '-');
}

}  // namespace steward::domain
