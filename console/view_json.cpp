#include "console/names.hpp"
#include "console/view.hpp"
#include "net/secret.hpp"

#include <nlohmann/json.hpp>

namespace steward::console::view {

using domain::to_string;

std::string dumped(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json time(domain::Instant at, const domain::Zone& zone) { return domain::iso8601(at, zone); }

json time(const std::optional<domain::Instant>& at, const domain::Zone& zone) {
  return at ? time(*at, zone) : json();
}

json staff(const Asking& who, const domain::StaffId& id) {
  if (id.empty()) return nullptr;
  return {{"id", id.str()}, {"name", who.name_of(id)}};
}

json media(const std::vector<domain::Media>& all) {
  json shown = json::array();
  for (const domain::Media& one : all)
    shown.push_back({{"form", name_of(one.form)}, {"ref", one.ref}, {"transcript", one.transcript}});
  return shown;
}

json conversation(const Asking& who, const domain::Conversation& seen, domain::Instant now) {
  const domain::Zone& zone = who.rules->site(seen.site).zone;
  json units = json::array(), orders = json::array();
  for (const auto& unit : seen.units) units.push_back(unit.str());
  for (const auto& line : seen.orders)
    orders.push_back(
        {{"number", line.order.str()}, {"matter", line.matter}, {"state", to_string(line.state)}});
  json handover;
  if (seen.handover)
    handover = {
        {"since", time(seen.handover->since, zone)},
        {"waited_s", std::chrono::duration_cast<std::chrono::seconds>(now - seen.handover->since).count()},
        {"by", staff(who, seen.handover->by)},
        {"why", seen.handover->why}};
  return {{"id", conversation_ref(seen.account)},
          {"channel", channel_of(seen.account)},
          {"site", seen.site.str()},
          {"name", seen.name},
          {"phone", seen.phone.empty() ? "" : net::masked_phone(seen.phone)},
          {"is_bound", seen.is_bound()},
          {"units", std::move(units)},
          {"orders", std::move(orders)},
          {"language", seen.language ? json(to_string(*seen.language)) : json()},
          {"last_at", time(seen.last_at, zone)},
          {"handover", std::move(handover)}};
}

void add_texts(json& texts, const std::string& phone, const std::vector<storage::ThreadLine>& lines,
               const domain::Zone& zone) {
  for (const storage::ThreadLine& line : lines)
    if (line.entry.by != "resident")
      texts.push_back({{"to", phone}, {"at", time(line.entry.at, zone)}, {"text", line.entry.text}});
}

json thread_line(const Asking& who, const storage::ThreadLine& line, const domain::Zone& zone) {
  const domain::ThreadEntry& entry = line.entry;
  const domain::Staff* person = who.reference->find(domain::StaffId(entry.by));
  json buttons = json::array();
  for (const auto& button : entry.buttons) buttons.push_back(button.label);
  return {{"id", entry.id},
          {"by", entry.by},
          {"name", person ? json(person->name) : json()},
          {"at", time(entry.at, zone)},
          {"text", entry.text},
          {"media", media(entry.media)},
          {"buttons", std::move(buttons)}};
}

}  // namespace steward::console::view
