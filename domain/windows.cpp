#include "domain/windows.hpp"

namespace steward::domain {

Visit visit_of(const TimeWindow& window, const Zone& zone, Instant now) {
  Visit visit;
  visit.is_any_time = window.any;
  if (window.from) visit.from = zone.to_instant(*window.from);
  if (window.to) visit.to = zone.to_instant(*window.to);
  if (visit.from || visit.to || (!window.time_from && !window.time_to)) return visit;

  auto day = day_of(zone.to_local(now));
  const auto on = [&](std::chrono::minutes time) { return zone.to_instant(LocalTime{day} + time); };
  if (on(window.time_to.value_or(*window.time_from)) <= now) day += std::chrono::days{1};
  if (window.time_from) visit.from = on(*window.time_from);
  if (window.time_to) visit.to = on(*window.time_to);
  return visit;
}

}  // namespace steward::domain
