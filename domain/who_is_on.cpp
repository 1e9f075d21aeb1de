// "谁在值班，下一班是谁": who is on duty at the sites of whoever asks, until when, and who comes next.

#include <algorithm>

#include "domain/letters.hpp"
#include "domain/roster.hpp"
#include "domain/roster_talk.hpp"

namespace steward::domain {
namespace {

// What they are there for: their trades, or the desk.
Arg post_of(const Staff& staff) {
  std::string keys;
  if (staff.role == Role::technician)
    for (const std::string& trade : staff.trades) keys += (keys.empty() ? "trade." : " trade.") + trade;
  if (keys.empty()) keys = "role." + std::string{to_string(staff.role)};
  return {"post", std::move(keys), Arg::Form::phrases};
}

struct Coming {
  const Staff* who = nullptr;
  Duty shift;
};

bool share_a_post(const Staff& one, const Staff& other) {
  if (one.role != other.role) return false;
  if (one.role != Role::technician) return true;
  return std::any_of(one.trades.begin(), one.trades.end(),
                     [&](const std::string& trade) { return other.can(trade); });
}

// Of each post whoever begins first: of a crew in three shifts the next one, not all that are still to come.
std::vector<Coming> who_comes_next(const Reference& reference, const Site& site, Instant now) {
  std::vector<Coming> coming;
  for (const Staff& one : reference.staff)
    if (one.serves(site.id) && !is_on_duty(reference, site.zone, one.id, now))
      if (const auto next = next_shift(reference, site.zone, one.id, now)) coming.push_back({&one, *next});
  std::stable_sort(coming.begin(), coming.end(),
                   [](const Coming& one, const Coming& other) { return one.shift.from < other.shift.from; });
  std::vector<Coming> next;
  for (const Coming& one : coming) {
    const bool comes_later = std::any_of(coming.begin(), coming.end(), [&](const Coming& other) {
      return other.shift.from < one.shift.from && share_a_post(*one.who, *other.who);
    });
    if (!comes_later) next.push_back(one);
  }
  return next;
}

void say_who_is_on_at(const Draft& draft, const Site& site, OutMessage& letter) {
  const auto present = on_duty(draft.reference, site, draft.now);
  letter.says.push_back(say(present.empty() ? "nobody_is_on" : "who_is_on", {{"site_name", site.name}}));
  for (const Staff* one : present) {
    const auto end = shift_end(draft.reference, site.zone, one->id, draft.now);
    letter.says.push_back(
        say("on_until", {{"who", one->name}, post_of(*one), time_arg("until", end.value_or(draft.now))}));
  }
  const auto coming = who_comes_next(draft.reference, site, draft.now);
  if (coming.empty()) return;
  letter.says.push_back(say("who_is_next"));
  for (const Coming& one : coming)
    letter.says.push_back(
        say("on_from", {{"who", one.who->name}, post_of(*one.who), time_arg("from", one.shift.from)}));
}

}  // namespace

void say_who_is_on(Draft& draft, Conversation& talk, const Staff& asker) {
  OutMessage& letter = reply(draft, talk);
  for (const Site& site : draft.rules.sites)
    if (asker.serves(site.id)) say_who_is_on_at(draft, site, letter);
}

}  // namespace steward::domain
