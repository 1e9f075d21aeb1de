#include "console/names.hpp"
#include "console/view.hpp"
#include "domain/units.hpp"
#include "net/secret.hpp"

#include <nlohmann/json.hpp>

namespace steward::console::view {
namespace {

using domain::to_string;

json text_or_null(const std::string& text) { return text.empty() ? json() : json(text); }

// Where the desk has several; a unit's number alone does not tell them apart.
json site_name(const Asking& who, const domain::WorkOrder& order) {
  if (who.rules->sites.size() == 1 || order.site.empty()) return nullptr;
  return who.rules->site(order.site).name;
}

json everybody(const Asking& who, const std::vector<domain::StaffId>& ids) {
  json all = json::array();
  for (const auto& id : ids) all.push_back(staff(who, id));
  return all;
}

json clocks(const domain::Clocks& clocks, const domain::Zone& zone) {
  json all = json::array();
  for (const domain::Clock& clock : clocks.all())
    all.push_back({{"rule", to_string(clock.rule)}, {"due", time(clock.due, zone)}});
  return all;
}

json follow_up(const domain::FollowUp& follow_up, const domain::Zone& zone) {
  return {{"state", to_string(follow_up.state)},
          {"score", follow_up.score ? json(*follow_up.score) : json()},
          {"speed", follow_up.speed ? json(*follow_up.speed) : json()},
          {"service", follow_up.service ? json(*follow_up.service) : json()},
          {"asked_at", time(follow_up.asked_at, zone)},
          {"measure_by", time(follow_up.measure_by, zone)}};
}

json visit(const domain::WorkOrder& order, const domain::Zone& zone) {
  return {{"from", time(order.visit_from, zone)},
          {"to", time(order.visit_to, zone)},
          {"any_time", order.is_visit_any_time}};
}

json entry(const Asking& who, const domain::Words::Entry& said, const domain::Zone& zone) {
  const bool is_staff = said.by != "resident" && said.by != "desk";
  return {{"at", time(said.at, zone)},
          {"by", said.by},
          {"name", is_staff ? json(who.name_of(domain::StaffId(said.by))) : json()},
          {"text", said.text},
          {"media", media(said.media)}};
}

json happened(const Asking& who, const domain::HistoryEntry& line, const domain::Zone& zone) {
  const domain::Staff* person = who.reference->find(domain::StaffId(line.by));
  const domain::Staff* other = who.reference->find(domain::StaffId(line.why));  // whom it was offered to
  return {{"what", name_of(line.what)},
          {"at", time(line.at, zone)},
          {"by", line.by},
          {"name", person ? json(person->name) : json()},
          {"to", other ? json(other->name) : json()},
          {"via", line.via},
          {"why", line.why}};
}

}  // namespace

json order(const Asking& who, const domain::WorkOrder& order, const domain::Words* words) {
  const domain::Zone& zone = who.rules->site(order.site).zone;
  return {{"number", order.id.str()},
          {"site", order.site.str()},
          {"site_name", site_name(who, order)},
          {"kind", order.kind},
          {"plan", text_or_null(order.plan.str())},
          {"trade", text_or_null(order.trade)},
          {"hazard", to_string(order.hazard)},
          {"unit", text_or_null(order.unit.str())},
          {"is_common_place", order.is_common_place},
          {"is_unlisted", domain::is_unlisted(*who.reference, order)},
          {"matter", words ? words->matter : ""},
          {"place", words ? words->place : ""},
          {"state", to_string(order.state)},
          {"via", to_string(order.via)},
          {"channel", text_or_null(channel_of(order.reporter))},
          {"is_bound", !order.resident.empty()},
          {"holder", staff(who, order.holder)},
          {"accepted_by", staff(who, order.accepted_by)},
          {"done_by", staff(who, order.done_by)},
          {"offered_to", everybody(who, order.offered_to)},
          {"is_alert", order.is_alert},
          {"is_urgent", order.is_urgent},
          {"is_registered", order.is_registered},
          {"is_storm_bound", order.is_storm_bound},
          {"is_major", order.is_major},
          {"is_open", order.is_open()},
          {"urged", order.urged},
          {"reopened", order.reopened},
          {"photos", order.photos},
          {"opened_at", time(order.opened_at, zone)},
          {"accepted_at", time(order.accepted_at, zone)},
          {"arrived_at", time(order.arrived_at, zone)},
          {"done_at", time(order.done_at, zone)},
          {"visit", visit(order, zone)},
          {"follow_up", follow_up(order.follow_up, zone)},
          {"rework_of", text_or_null(order.rework_of.str())},
          {"clocks", clocks(order.clocks, zone)}};
}

json whole_order(const Asking& who, const domain::WorkOrder& seen, const domain::Words* words) {
  const domain::Zone& zone = who.rules->site(seen.site).zone;
  json all = order(who, seen, words);
  all["entered_by"] = staff(who, seen.entered_by);
  all["history"] = json::array();
  for (const auto& line : seen.history) all["history"].push_back(happened(who, line, zone));
  all["words"] = json::array();
  all["contact"] = {{"name", ""}, {"phone", ""}};
  if (!words) return all;
  for (const auto& said : words->entries) all["words"].push_back(entry(who, said, zone));
  all["contact"] = {{"name", words->contact_name},
                    {"phone", words->contact_phone.empty() ? "" : net::masked_phone(words->contact_phone)}};
  all["measure"] = words->measure;
  return all;
}

}  // namespace steward::console::view
