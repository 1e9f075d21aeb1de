#include "domain/household.hpp"

#include <algorithm>

#include "domain/code_limits.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/projections.hpp"

namespace steward::domain {
namespace {

// Told by the desk, unasked: not in the quiet hours. An SMS, which names nobody and no unit since the number
// may be mistyped, only where there is no chat.
struct News {
  Say in_chat, in_sms;
};

void tell(Draft& draft, const Resident& resident, const Site& site, const News& news) {
  const auto in_decent_time = [&](OutMessage& letter, const Say& what) {
    letter.site = site.id;
    letter.says.push_back(what);
    if (is_quiet(draft.rules, site, draft.now))
      letter.not_before = next_unquiet(draft.rules, site, draft.now);
  };
  for (const AccountId& account : resident.accounts)
    if (Conversation* talk = draft.find_conversation(account))
      in_decent_time(reply(draft, *talk), news.in_chat);
  if (!resident.accounts.empty() || !draft.rules.sends_sms) return;
  Conversation& receiver = draft.conversation(sms_account(resident.phone));
  receiver.phone = resident.phone;
  if (!takes_a_code(draft, receiver)) return;
  count_code(draft, site);
  OutMessage& sms = reply(draft, receiver);
  sms.language = resident.language;
  in_decent_time(sms, news.in_sms);
}

// All that telling them needs, in one round.
void need_to_tell(const Draft& draft, const std::vector<Resident*>& people) {
  Reads reads;
  for (const Resident* one : people) {
    for (const AccountId& account : one->accounts) reads.documents.push_back(key_of(account));
    if (one->accounts.empty()) reads.documents.push_back(key_of(sms_account(one->phone)));
  }
  draft.need(reads);
}

void refresh_accounts(Draft& draft, const Resident& resident) {
  for (const AccountId& account : resident.accounts)
    if (Conversation* talk = draft.find_conversation(account)) know_as(*talk, resident);
}

void move_in(const Draft& draft, const Newcomer& who, const Resident& by, Resident& newcomer) {
  const Resident::Home& home = *home_in(by, who.unit);
  if (newcomer.homes.empty()) {
    newcomer.phone = who.phone;
    newcomer.language = by.language;
  }
  newcomer.homes.push_back({home.unit, home.site, "family", LetIn{by.id, draft.now, who.called}});
}

}  // namespace

const Resident::Home* home_in(const Resident& resident, const UnitId& unit) {
  for (const Resident::Home& home : resident.homes)
    if (home.unit == unit) return &home;
  return nullptr;
}

bool lives_in(const Resident& resident, const UnitId& unit, const SiteId& site) {
  const Resident::Home* home = home_in(resident, unit);
  return home && home->site == site;
}

Resident* resident_with(Draft& draft, const std::string& phone) {
  Resident* resident = draft.find_resident(resident_id_of(phone));
  return resident && !resident->homes.empty() ? resident : nullptr;
}

void know_as(Conversation& talk, const Resident& resident) {
  talk.units.clear();
  talk.resident = {};
  if (resident.homes.empty()) return;
  for (const Resident::Home& home : resident.homes) talk.units.push_back(home.unit);
  talk.resident = resident.id;
  talk.site = resident.homes.front().site;
  talk.phone = resident.phone;
  if (!resident.name.empty()) talk.name = resident.name;
}

Resident without_traces(Resident resident) {
  return resident.homes.empty() ? Resident{.id = resident.id} : resident;
}

std::vector<Resident*> households_of(Draft& draft, const std::vector<Resident::Home>& homes) {
  Reads indexes, documents;
  for (const Resident::Home& home : homes) indexes.indexes.push_back(residents_of(home.unit));
  draft.need(indexes);
  for (const Resident::Home& home : homes)
    for (const std::string& id : draft.index(residents_of(home.unit)))
      documents.documents.push_back(key_of(ResidentId{id}));
  draft.need(documents);
  std::vector<Resident*> people;
  for (const DocumentKey& key : documents.documents) {
    Resident* one = draft.find_resident(ResidentId{key.id});
    const bool is_of_them = one && std::any_of(homes.begin(), homes.end(), [&](const Resident::Home& home) {
                              return lives_in(*one, home.unit, home.site);
                            });
    if (is_of_them && std::find(people.begin(), people.end(), one) == people.end()) people.push_back(one);
  }
  return people;
}

bool is_full(Draft& draft, const Resident::Home& home) {
  int let_in = 0;
  for (const Resident* one : households_of(draft, {home}))
    if (home_in(*one, home.unit)->let_in) ++let_in;
  return let_in >= draft.rules.manners.let_in_a_unit;
}

void let_in(Draft& draft, Conversation& talk, const Resident& by) {
  const Newcomer who = *talk.newcomer;
  const ResidentId id = resident_id_of(who.phone);
  draft.need({{key_of(id)}, {residents_of(who.unit)}});
  std::vector<Resident*> people = households_of(draft, {*home_in(by, who.unit)});
  Resident& newcomer = draft.resident(id);
  const bool is_there_already = home_in(newcomer, who.unit) != nullptr;
  if (!is_there_already) move_in(draft, who, by, newcomer);
  people.push_back(&newcomer);
  std::erase_if(people, [&](const Resident* one) { return one->id == by.id; });
  need_to_tell(draft, people);

  const std::vector<Arg> args{{"unit", who.unit.value}, tail_of(who.phone)};
  reply(draft, talk).says.push_back(say("let_in", args));
  if (is_there_already) return;
  refresh_accounts(draft, newcomer);
  const Site& site = draft.rules.site(home_in(by, who.unit)->site);
  for (const Resident* one : people) {
    const bool is_newcomer = one->id == id;
    tell(draft, *one, site,
         is_newcomer ? News{say("let_in_told", args), say("let_in_sms", {{"site", site.name}})}
                     : News{say("household_grew", args), say("household_grew_sms", {{"site", site.name}})});
  }
}

void put_out(Draft& draft, Conversation& talk, const Resident& by) {
  const Newcomer who = *talk.newcomer;
  const ResidentId id = resident_id_of(who.phone);
  draft.need({{key_of(id)}, {}});
  Resident* leaver = draft.find_resident(id);
  const Resident::Home* home = leaver ? home_in(*leaver, who.unit) : nullptr;
  if (!home || !home->let_in || (home->let_in->by != by.id && id != by.id))
    return reply(draft, talk).says.push_back(say("put_out_nobody"));
  // Whoever of the two does not write is told.
  const ResidentId other_id = id == by.id ? home->let_in->by : id;
  draft.need({{key_of(other_id)}, {}});
  Resident* other = draft.find_resident(other_id);
  need_to_tell(draft, other ? std::vector{leaver, other} : std::vector{leaver});

  const std::vector<Arg> args{{"unit", who.unit.value}, tail_of(who.phone)};
  const Site& site = draft.rules.site(home->site);
  reply(draft, talk).says.push_back(say("put_out", args));
  if (other) tell(draft, *other, site, {say("put_out", args), say("put_out_sms", {{"site", site.name}})});
  std::erase_if(leaver->homes, [&](const Resident::Home& one) { return one.unit == who.unit; });
  refresh_accounts(draft, *leaver);
  *leaver = without_traces(*leaver);
}

Arg tail_of(const std::string& phone) {
  return {"tail", phone.substr(phone.size() - std::min<size_t>(4, phone.size()))};
}

}  // namespace steward::domain
