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

}  // namespace

bool is_whole(const UnitId& unit) {
  const auto dashes = std::count(unit.value.begin(), unit.value.end(), '-');
  if (dashes >= 2) return true;
  if (dashes == 0) return false;
  return is_room(last_part(unit.value)) || !is_digit(unit.value.front()) || unit.value.find('-') >= 2;
}

UnitId completed(std::string_view given, const UnitId& known) {
  if (given.empty()) return known;
  const UnitId as_given{std::string{given}};
  if (is_whole(as_given) || known.empty()) return as_given;
  const size_t dash = known.value.rfind('-');
  if (given.find('-') != std::string_view::npos) {
    // "2-501" beside "3-2-502": the building stays.
    const size_t first = known.value.find('-');
    return first == dash ? as_given : UnitId{known.value.substr(0, first + 1) + std::string{given}};
  }
  if (!is_room(given)) return as_given;
  if (dash == std::string::npos) return UnitId{known.value + "-" + std::string{given}};  // "3" was known, then "501"
  return UnitId{known.value.substr(0, dash + 1) + std::string{given}};
}

bool may_mean(std::string_view given, const UnitId& unit) {
  if (given.empty()) return false;
  const std::string_view whole = unit.value;
  return whole == given || (whole.size() > given.size() && whole.ends_with(given) &&
                            whole[whole.size() - given.size() - 1] == '-');
}

}  // namespace steward::domain
