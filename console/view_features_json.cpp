#include "console/names.hpp"
#include "console/view.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace steward::console::view {
namespace {

using domain::to_string;

// Local to the site, so without a zone: "2026-03-03T15:00".
json local(const std::optional<domain::LocalTime>& at) {
  if (!at) return nullptr;
  const auto day = std::chrono::floor<std::chrono::days>(*at);
  const std::chrono::year_month_day date{day};
  const auto minutes = std::chrono::floor<std::chrono::minutes>(*at - day).count();
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d", int(date.year()), unsigned(date.month()),
                unsigned(date.day()), int(minutes / 60), int(minutes % 60));
  return text;
}

json window(const std::optional<domain::TimeWindow>& said) {
  if (!said) return nullptr;
  return {{"from", local(said->from)}, {"to", local(said->to)}, {"any", said->any}};
}

json matter(const domain::Matter& matter) {
  return {{"intent", to_string(matter.intent)},
          {"confidence", matter.confidence},
          {"trade", matter.trade},
          {"hazard", to_string(matter.hazard)},
          {"unit", matter.unit},
          {"place", matter.place},
          {"is_common_place", matter.is_common_place},
          {"text", matter.text}};
}

// Only what holds is named: most of it does not, for most messages.
json marks(const domain::Features& seen) {
  json marks = json::array();
  const std::pair<bool, const char*> all[] = {
      {seen.is_urgent, "urgent"},
      {seen.is_again, "again"},
      {seen.is_correction, "correction"},
      {seen.is_another, "another"},
      {seen.is_major, "major"},
      {seen.is_fragment, "fragment"},
      {seen.is_empty_talk, "empty_talk"},
      {seen.asks_to_bind, "asks_to_bind"},
      {seen.asks_to_let_in, "asks_to_let_in"},
      {seen.asks_to_put_out, "asks_to_put_out"},
      {seen.is_at_home_now, "at_home_now"},
      {seen.declines_follow_up, "declines_follow_up"},
  };
  for (const auto& [holds, name] : all)
    if (holds) marks.push_back(name);
  return marks;
}

}  // namespace

json features(const domain::Features& seen) {
  json matters = json::array();
  for (const auto& one : seen.matters) matters.push_back(matter(one));
  return {{"language", to_string(seen.language)},
          {"matters", std::move(matters)},
          {"marks", marks(seen)},
          {"phone", seen.phone},
          {"name", seen.name},
          {"window", window(seen.window)},
          {"answer", name_of(seen.answer)},
          {"score", seen.score ? json(*seen.score) : json()},
          {"order_number", seen.order_number},
          {"person_named", seen.person_named},
          {"verb", name_of(seen.verb)},
          {"minutes", seen.minutes ? json(*seen.minutes) : json()}};
}

}  // namespace steward::console::view
