#include "app/features_json.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

namespace steward::app {
namespace {

using Json = nlohmann::ordered_json;

std::string local_iso(domain::LocalTime time) {
  const std::chrono::year_month_day day(domain::day_of(time));
  const std::chrono::hh_mm_ss clock(time - domain::day_of(time));
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string time_of_day(std::chrono::minutes time) {
  return fmt::format("{:02}:{:02}", time.count() / 60, time.count() % 60);
}

Json to_json(const domain::TimeWindow& window) {
  Json json = Json::object();
  if (window.from) json["from"] = local_iso(*window.from);
  if (window.to) json["to"] = local_iso(*window.to);
  if (window.time_from) json["time_from"] = time_of_day(*window.time_from);
  if (window.time_to) json["time_to"] = time_of_day(*window.time_to);
  if (window.any) json["any"] = true;
  return json;
}

Json to_json(const domain::Matter& matter) {
  Json json{{"intent", domain::to_string(matter.intent)},
            {"confidence", matter.confidence},
            {"trade", matter.trade},
            {"hazard", domain::to_string(matter.hazard)},
            {"unit", matter.unit}};
  if (!matter.place.empty()) json["place"] = matter.place;
  if (matter.is_common_place) json["common_place"] = true;
  json["text"] = matter.text;
  return json;
}

struct AnswerRow {
  domain::Answer answer;
  const char* text;
};
constexpr AnswerRow answers[]{{domain::Answer::yes, "yes"},
                              {domain::Answer::no, "no"},
                              {domain::Answer::fixed, "fixed"},
                              {domain::Answer::not_fixed, "not_fixed"}};

struct VerbRow {
  domain::StaffVerb verb;
  const char* text;
};
constexpr VerbRow verbs[]{{domain::StaffVerb::accept, "accept"},
                          {domain::StaffVerb::decline, "decline"},
                          {domain::StaffVerb::eta, "eta"},
                          {domain::StaffVerb::arrive, "arrive"},
                          {domain::StaffVerb::finish, "finish"},
                          {domain::StaffVerb::hold, "hold"},
                          {domain::StaffVerb::resume, "resume"},
                          {domain::StaffVerb::cancel, "cancel"},
                          {domain::StaffVerb::not_ours, "not_ours"},
                          {domain::StaffVerb::dispatch, "dispatch"},
                          {domain::StaffVerb::measure, "measure"},
                          {domain::StaffVerb::report_for, "report_for"},
                          {domain::StaffVerb::ask_who_is_on, "ask_who_is_on"},
                          {domain::StaffVerb::swap_shifts, "swap_shifts"},
                          {domain::StaffVerb::step_away, "step_away"},
                          {domain::StaffVerb::come_back, "come_back"},
                          {domain::StaffVerb::call_typhoon, "call_typhoon"},
                          {domain::StaffVerb::call_rainstorm, "call_rainstorm"},
                          {domain::StaffVerb::call_storm_off, "call_storm_off"}};

void add_signs(const domain::Features& features, Json& json) {
  const std::pair<const char*, bool> signs[]{{"whole_sentence", features.is_whole_sentence},
                                             {"fragment", features.is_fragment},
                                             {"empty_talk", features.is_empty_talk},
                                             {"urgent", features.is_urgent},
                                             {"again", features.is_again},
                                             {"correction", features.is_correction},
                                             {"another", features.is_another},
                                             {"major", features.is_major},
                                             {"asks_who_we_are", features.asks_who_we_are},
                                             {"asks_to_bind", features.asks_to_bind},
                                             {"asks_to_let_in", features.asks_to_let_in},
                                             {"asks_to_put_out", features.asks_to_put_out},
                                             {"declines_follow_up", features.declines_follow_up},
                                             {"at_home_now", features.is_at_home_now}};
  for (const auto& [name, is_so] : signs)
    if (is_so) json["signs"].push_back(name);
}

void add_answers(const domain::Features& features, Json& json) {
  for (const AnswerRow& row : answers)
    if (row.answer == features.answer) json["answer"] = row.text;
  for (const VerbRow& row : verbs)
    if (row.verb == features.verb) json["verb"] = row.text;
  if (features.minutes) json["minutes"] = *features.minutes;
  if (!features.note.empty()) json["note"] = features.note;
  if (features.score) json["score"] = *features.score;
  if (features.speed) json["speed"] = *features.speed;
  if (features.service) json["service"] = *features.service;
  if (features.bare_digit) json["bare_digit"] = *features.bare_digit;
  if (features.ordinal) json["ordinal"] = *features.ordinal;
}

void add_texts(const domain::Features& features, Json& json) {
  const std::pair<const char*, const std::string*> texts[]{{"name", &features.name},
                                                           {"code", &features.code},
                                                           {"order_number", &features.order_number},
                                                           {"person_named", &features.person_named},
                                                           {"relative", &features.relative}};
  for (const auto& [name, text] : texts)
    if (!text->empty()) json[name] = *text;
}

}  // namespace

Json to_json(const domain::Features& features) {
  Json json = features.matters.empty() ? Json::object() : to_json(features.main());
  json.erase("text");
  json["phone"] = features.phone;
  json["language"] = domain::to_string(features.language);
  if (features.window) json["window"] = to_json(*features.window);
  add_texts(features, json);
  add_answers(features, json);
  add_signs(features, json);
  if (features.matters.size() > 1)
    for (const domain::Matter& matter : features.matters) json["matters"].push_back(to_json(matter));
  return json;
}

}  // namespace steward::app
