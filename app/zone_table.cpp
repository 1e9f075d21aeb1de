#include "app/zone_table.hpp"

#include <date/tz.h>

#include <algorithm>
#include <stdexcept>

namespace steward::app {
namespace {

const date::time_zone* find_zone(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

std::optional<domain::Zone> zone_named(const std::string& name) {
  const date::time_zone* source = find_zone(name);
  if (!source) return std::nullopt;
  const date::sys_seconds first = date::sys_days(date::year(1970) / 1 / 1);
  const date::sys_seconds last = date::sys_days(date::year(2100) / 1 / 1);
  domain::Zone zone{.name = name, .base_offset = source->get_info(first).offset, .transitions = {}};
  for (auto at = source->get_info(first).end; at < last;) {
    const date::sys_info info = source->get_info(at);
    zone.transitions.push_back({domain::Instant(at.time_since_epoch()), info.offset});
    if (info.end <= at) break;
    at = info.end;
  }
  return zone;
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const auto& zone : date::get_tzdb().zones) names.push_back(zone.name());
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace steward::app
