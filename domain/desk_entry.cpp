// What a caller or visitor says, written down by staff: an order like any other, with the way it came.

#include "domain/dispatch.hpp"
#include "domain/hearing.hpp"
#include "domain/household.hpp"
#include "domain/intake.hpp"
#include "domain/letters.hpp"
#include "domain/phones.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

// Who is registered with that phone.
const Resident* caller_with(Draft& draft, const std::string& phone) {
  if (phone.empty()) return nullptr;
  draft.need({{key_of(resident_id_of(phone))}, {}});
  return resident_with(draft, phone);
}

// Where a caller speaks of who names no unit.
const Resident::Home* only_home(const Resident* caller) {
  return caller && caller->homes.size() == 1 ? &caller->homes.front() : nullptr;
}

// As it was said, or as the register has the unit, or else where whoever enters it works.
const Site& site_of(const Draft& draft, const OrderEntered& entry, const UnitId& unit, const Staff& by) {
  if (!entry.site.empty()) return draft.rules.site(entry.site);
  if (const Unit* known = draft.reference.find(unit)) return draft.rules.site(known->site);
  for (const Site& site : draft.rules.sites)
    if (by.serves(site.id)) return site;
  return draft.rules.sites.front();
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

  const Site& place = site_of(draft, entry, UnitId{matter.unit}, *by);
  const std::string phone = e164(entry.phone.empty() ? entry.features.phone : entry.phone, place.region);
  const Resident* caller = caller_with(draft, phone);
  SiteId site = place.id;
  const Resident::Home* home = only_home(caller);
  if (entry.site.empty() && matter.unit.empty() && home && !home->site.empty()) site = home->site;
  // Danger is taken down whoever reports it.
  if (!by->serves(site) && matter.hazard == Hazard::none) return Refusal::not_allowed;
  WorkOrder& order = open_order(draft, {.kind = kind,
                                        .matter = &matter,
                                        .features = &entry.features,
                                        .site = site,
                                        .at = draft.now,
                                        .text = entry.text,
                                        .media = {}});
  order.via = entry.via;
  order.entered_by = by->id;
  Words& words = draft.words(order.id);
  if (words.matter.empty()) words.matter = entry.text;
  words.contact_phone = phone;
  words.contact_name = entry.name.empty() ? entry.features.name : entry.name;
  link_caller(draft, order, phone, caller);
  if (entry.features.window) set_visit(draft, order, *entry.features.window);
  draft.commit().answer = order.id.value;
  dispatch(draft, order);
  return std::nullopt;
}

}  // namespace steward::domain
