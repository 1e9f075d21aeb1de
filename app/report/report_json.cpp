#include <nlohmann/json.hpp>

#include <cmath>

#include "app/report/edition.hpp"

namespace steward::app::report {
namespace {

using Json = nlohmann::ordered_json;

Json share_of(int part, int whole) {
  const auto share = domain::share(part, whole);
  return share ? Json(std::round(*share * 10000) / 10000) : Json(nullptr);
}

Json minutes_of(const domain::Spread& spread) {
  if (spread.count == 0) return {{"count", 0}, {"p50", nullptr}, {"p90", nullptr}, {"p99", nullptr}};
  return {{"count", spread.count},
          {"p50", spread.p50.count()},
          {"p90", spread.p90.count()},
          {"p99", spread.p99.count()}};
}

Json pace_of(const domain::PaceFigures& pace) {
  return {{"minutes", minutes_of(pace.took)},
          {"promised", pace.promised},
          {"kept", pace.kept},
          {"kept_rate", share_of(pace.kept, pace.promised)},
          {"missed_by_minutes", minutes_of(pace.missed_by)}};
}

Json figures_of(const domain::Figures& all) {
  return {{"done", all.done},
          {"reopened", all.reopened},
          {"rework", all.rework},
          {"visited", all.visited},
          {"first_visit_fixes", all.first_visit_fixes},
          {"first_visit_rate", share_of(all.first_visit_fixes, all.visited)},
          {"follow_up",
           {{"due", all.due},
            {"answered", all.answered},
            {"declined", all.declined},
            {"unreached", all.unreached},
            {"rate", share_of(all.answered, all.due)},
            {"answered_by_method", all.by_method}}},
          {"satisfaction",
           {{"satisfied", all.satisfied},
            {"rate", share_of(all.satisfied, all.answered)},
            {"mean_score", share_of(all.score_sum, all.answered)},
            {"mean_speed", share_of(all.speed_sum, all.speed_rated)},
            {"mean_service", share_of(all.service_sum, all.service_rated)}}},
          {"improvement",
           {{"dissatisfied", all.dissatisfied},
            {"measures_named", all.measures_named},
            {"improved", all.improved}}},
          {"accept", pace_of(all.accept)},
          {"arrive", pace_of(all.arrive)},
          {"finish", pace_of(all.finish)}};
}

Json groups_of(const domain::FiguresBy& groups) {
  Json json = Json::object();
  for (const auto& [id, figures] : groups) json[id] = figures_of(figures);
  return json;
}

std::string_view length_name(domain::Schedule::Every length) {
  constexpr std::string_view names[] = {"day", "week", "month", "quarter"};
  return names[static_cast<size_t>(length)];
}

Json period_json(const domain::Period& period, const domain::Site& site) {
  return {{"length", length_name(period.length)},
          {"name", domain::name_of(period)},
          {"first_day", domain::date_text(period.from)},
          {"last_day", domain::date_text(period.until - std::chrono::days{1})},
          {"zone", site.zone.name}};
}

}  // namespace

std::string as_json(const Edition& edition) {
  const domain::Report& report = edition.figures;
  const domain::Site& site = edition.site();
  Json json{{"site", {{"id", site.id.value}, {"name", site.name}}},
            {"period", period_json(report.period, site)},
            {"made_at", domain::iso8601(edition.made_at, site.zone)},
            {"received", {{"all", report.received_in_all()}, {"by_kind", report.received}}},
            {"all", figures_of(report.all)},
            {"by_kind", groups_of(report.kinds)},
            {"by_department", groups_of(report.departments)},
            {"by_trade", groups_of(report.trades)},
            {"by_building", groups_of(report.buildings)},
            {"by_technician", groups_of(report.technicians)},
            {"by_plan", groups_of(report.plans)},
            {"by_plan_and_department", groups_of(report.plan_departments)}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace steward::app::report
