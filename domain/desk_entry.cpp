// What a caller or visitor says, written down by staff: an order like any other, with the way it came.

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/hearing.hpp"
#include "domain/household.hpp"
#include "domain/intake.hpp"
#include "domain/letters.hpp"
#include "domain/phones.hpp"
#include "domain/sites.hpp"

namespace steward::domain {
namespace {

// Who is registered with that phone.
const Resident* caller_with(Draft& draft, const std::string& phone) {
  if (phone.empty()) return nullptr;
  draft.need({{key_of(resident_id_of(phone))}, {}});
  return resident_with(draft, phone);
}

const Resident::Home* only_home(const Resident* caller) {
  return caller && caller->homes.size() == 1 ? &caller->homes.front() : nullptr;
}

// Which of their homes a caller speaks of; who names no unit, of the only one.
const Resident::Home* home_meant(const Resident* caller, const UnitId& unit) {
  if (unit.empty()) return only_home(caller);
  return caller ? home_in(*caller, unit) : nullptr;
}

// Where the register has the unit, those sites first that whoever enters it serves; else where they work.
std::vector<SiteId> sites_of(const Draft& draft, const UnitId& unit, const Staff& by) {
  std::vector<SiteId> served, sites;
  for (const Site& site : draft.rules.sites) {
    if (by.serves(site.id)) served.push_back(site.id);
    if (draft.reference.find(unit, site.id)) sites.push_back(site.id);
  }
  const auto is_elsewhere = [&](const SiteId& site) { return !by.serves(site); };
  if (!std::all_of(sites.begin(), sites.end(), is_elsewhere)) std::erase_if(sites, is_elsewhere);
  if (sites.empty()) sites = {served.empty() ? draft.rules.sites.front().id : served.front()};
  return sites;
}

// Who calls, and of which site; of none where several have such a unit.
struct Call {
  std::string phone;
  const Resident* caller = nullptr;
  SiteId site;
};

// The site is as it was said, or as the caller's home has it, or as the register has the unit.
Call call_of(Draft& draft, const OrderEntered& entry, const UnitId& unit, const Staff& by) {
  const SiteId said = entry.site.empty() ? site_named(draft.rules, entry.text) : entry.site;
  const auto sites = said.empty() ? sites_of(draft, unit, by) : std::vector{said};
  Call call{.phone = e164(entry.phone.empty() ? entry.features.phone : entry.phone,
                          draft.rules.site(sites.front()).region)};
  call.caller = caller_with(draft, call.phone);
  if (sites.size() == 1) call.site = sites.front();
  const Resident::Home* home = home_meant(call.caller, unit);
  if (said.empty() && home && !home->site.empty()) call.site = home->site;
  return call;
}

// In which chat the caller can be told how it goes on.
void link_caller(Draft& draft, WorkOrder& order, const std::string& phone, const Resident* resident) {
  if (phone.empty()) return;
  const AccountId account =
      resident && !resident->accounts.empty() ? resident->accounts.front() : sms_account(phone);
  draft.need({{key_of(account)}, {}});
  Conversation& talk = draft.conversation(account);
  if (is_sms(account)) talk.phone = phone;
  order.reporter = account;
  if (!resident) return;
  order.resident = resident->id;
  if (talk.name.empty()) talk.name = resident->name;
  if (!talk.language) talk.language = resident->language;
  const Resident::Home* home = only_home(resident);
  if (order.unit.empty() && home && (home->site.empty() || home->site == order.site)) order.unit = home->unit;
}

}  // namespace

MayRefuse enter_order(Draft& draft, const OrderEntered& entry) {
  const Staff* by = draft.reference.find(entry.by);
  if (!by) return Refusal::not_allowed;
  if (entry.text.empty() || entry.features.matters.empty()) return Refusal::bad_input;
  const Matter* said = &entry.features.main();
  Matter matter = *said;
  if (!entry.unit.empty()) matter.unit = entry.unit.value;
  const Kind* kind = draft.rules.kind_for(matter.intent);
  if (!kind) kind = draft.rules.kind_for(Intent::repair);
  if (!kind) return Refusal::bad_input;

  const Call call = call_of(draft, entry, UnitId{matter.unit}, *by);
  if (call.site.empty() && matter.hazard == Hazard::none) return Refusal::which_site;
  // Danger is taken down whoever reports it.
  if (!by->serves(call.site) && matter.hazard == Hazard::none) return Refusal::not_allowed;
  WorkOrder& order = open_order(draft, {.kind = kind,
                                        .matter = &matter,
                                        .features = &entry.features,
                                        .site = call.site,
                                        .at = draft.now,
                                        .text = entry.text,
                                        .media = {}});
  order.via = entry.via;
  order.entered_by = by->id;
  Words& words = draft.words(order.id);
  if (words.matter.empty()) words.matter = entry.text;
  words.contact_phone = call.phone;
  words.contact_name = entry.name.empty() ? entry.features.name : entry.name;
  link_caller(draft, order, call.phone, call.caller);
  if (entry.features.window) set_visit(draft, order, *entry.features.window);
  note_if_unlisted(draft, order);
  draft.commit().answer = order.id.value;
  dispatch(draft, order);
  return std::nullopt;
}

}  // namespace steward::domain
