#include <nlohmann/json.hpp>

#include "app/timers/coming.hpp"

namespace steward::app::timers {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

}  // namespace

std::string as_json(const Listed& listed, const domain::Rules& rules) {
  const domain::Zone& zone = rules.site({}).zone;
  Json timers = Json::array(), asides = Json::array();
  for (const Coming& one : listed.coming)
    timers.push_back({{"due", domain::iso8601(one.due, rules.site(one.site).zone)},
                      {"overdue", one.is_overdue},
                      {"rule", one.rule},
                      {"of", one.of},
                      {"unit", text_or_null(one.where)},
                      {"site", one.site.value},
                      {"will", one.will}});
  for (const Aside& one : listed.asides)
    asides.push_back({{"id", one.id},
                      {"at", domain::iso8601(one.at, zone)},
                      {"rule", one.rule},
                      {"of", one.of},
                      {"reason", one.reason}});
  const Json all{{"now", domain::iso8601(listed.now, zone)},
                 {"timers", std::move(timers)},
                 {"has_more", listed.has_more},
                 {"set_aside", std::move(asides)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace steward::app::timers
