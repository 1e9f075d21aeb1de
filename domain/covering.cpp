// Whoever steps away from the front desk names their cover; where they do not, its head is told, and until
// they are back the work falls to the next in the chain.

#include <algorithm>

#include "domain/letters.hpp"
#include "domain/roster.hpp"
#include "domain/roster_talk.hpp"

namespace steward::domain {
namespace {

// At the end of the time they said, or of their shift.
Instant back_at(const Draft& draft, const Staff& staff, const SteppingAway& away) {
  if (away.length.count() > 0) return away.since + away.length;
  const Zone& zone = home_site(draft.rules, staff).zone;
  return shift_end(draft.reference, zone, staff.id, away.since).value_or(away.since);
}

bool is_of(const Shift& shift, const StaffId& staff) {
  return shift.is_cover && (shift.is_off ? shift.staff : shift.with) == staff;
}

// From the minute they leave in to the one they are back in.
void leave(Draft& draft, const Staff& staff, const SteppingAway& away, const StaffId& cover) {
  using std::chrono::minutes;
  const Zone& zone = home_site(draft.rules, staff).zone;
  const LocalTime from = zone.to_local(away.since), to = zone.to_local(back_at(draft, staff, away));
  const std::chrono::local_days date = day_of(from);
  const Shift off{.staff = staff.id,
                  .from = std::chrono::floor<minutes>(from - date),
                  .to = time_of_day(std::chrono::ceil<minutes>(to)),
                  .first = date,
                  .last = date,
                  .is_off = true,
                  .with = cover,
                  .is_cover = true};
  std::vector<Shift> roster = draft.reference.shifts;
  std::erase_if(roster, [&](const Shift& shift) { return is_of(shift, staff.id); });
  roster.push_back(off);
  if (!cover.empty()) {
    Shift stand_in = off;
    stand_in.staff = cover;
    stand_in.with = staff.id;
    stand_in.is_off = false;
    roster.push_back(std::move(stand_in));
  }
  set_roster(draft, std::move(roster));
}

// Who has the front desk too, or answers for it, and hears of it at once; who is there anyway comes first.
std::vector<const Staff*> who_may_cover(const Draft& draft, const Staff& staff) {
  const Site& site = home_site(draft.rules, staff);
  const Staff* head = head_of_front_desk(draft.reference);
  std::vector<const Staff*> able;
  for (const Staff& one : draft.reference.staff) {
    const bool may = one.role == Role::front_desk || &one == head;
    if (may && one.id != staff.id && one.serves(site.id) && !one.accounts.empty()) able.push_back(&one);
  }
  std::stable_partition(able.begin(), able.end(), [&](const Staff* one) {
    return is_on_duty(draft.reference, site.zone, one->id, draft.now);
  });
  return able;
}

bool has_the_desk(const Draft& draft, const Staff& staff) {
  return staff.role == Role::front_desk &&
         is_on_duty(draft.reference, home_site(draft.rules, staff).zone, staff.id, draft.now);
}

}  // namespace

void step_away(Draft& draft, Conversation& talk, const Staff& staff, minutes length) {
  OutMessage& letter = reply(draft, talk);
  if (!has_the_desk(draft, staff)) return void(letter.says.push_back(say("away_not_at_desk")));
  talk.stepping_away = SteppingAway{draft.now, length};
  talk.clocks.set(ClockRule::cover, draft.now + draft.rules.manners.cover_named);
  letter.says.push_back(say("away_who_covers"));
  for (const Staff* one : who_may_cover(draft, staff))
    letter.buttons.push_back({{}, one->name, std::string{names_cover} + ":" + one->id.value});
}

void name_cover(Draft& draft, Conversation& talk, const Staff& staff, const StaffId& cover) {
  OutMessage& letter = reply(draft, talk);
  const auto able = who_may_cover(draft, staff);
  const bool is_able =
      std::any_of(able.begin(), able.end(), [&](const Staff* one) { return one->id == cover; });
  const bool is_away = talk.stepping_away && draft.now < back_at(draft, staff, *talk.stepping_away);
  if (!is_able || !is_away) return void(letter.says.push_back(say("button_too_old")));
  const Instant until = back_at(draft, staff, *talk.stepping_away);
  leave(draft, staff, *talk.stepping_away, cover);
  talk.stepping_away.reset();
  talk.clocks.stop(ClockRule::cover);
  letter.says.push_back(say("away_covered", {name_of(draft, cover), time_arg("until", until)}));
  letter.buttons = {{"btn.back", {}, std::string{comes_back}}};
  if (OutMessage* theirs = to_staff(draft, cover, nullptr, Lane::urgent))
    theirs->says.push_back(say("cover_for", {{"who", staff.name}, time_arg("until", until)}));
}

void miss_the_cover(Draft& draft, Conversation& talk) {
  const Staff* staff = draft.reference.find(talk.staff);
  if (!staff || !talk.stepping_away || !has_the_desk(draft, *staff)) return;
  if (draft.now >= back_at(draft, *staff, *talk.stepping_away))
    return talk.stepping_away.reset();  // long back
  leave(draft, *staff, *talk.stepping_away, {});
  const Staff* head = head_of_front_desk(draft.reference);
  if (!head) head = manager(draft.reference);
  if (OutMessage* letter = head ? to_staff(draft, head->id, nullptr, Lane::urgent) : nullptr)
    letter->says.push_back(say("head_desk_left", {{"who", staff->name}}));
}

bool come_back(Draft& draft, Conversation& talk, const Staff& staff) {
  const Zone& zone = home_site(draft.rules, staff).zone;
  const Shift* away = away_from_desk(draft.reference, zone, staff.id, draft.now);
  if (!away && !talk.stepping_away) return false;
  talk.stepping_away.reset();
  talk.clocks.stop(ClockRule::cover);
  reply(draft, talk).says.push_back(say("back_at_desk"));
  if (!away) return true;
  if (OutMessage* letter = to_staff(draft, away->with, nullptr))
    letter->says.push_back(say("cover_ends", {{"who", staff.name}}));
  std::vector<Shift> roster = draft.reference.shifts;
  std::erase_if(roster, [&](const Shift& shift) { return is_of(shift, staff.id); });
  set_roster(draft, std::move(roster));
  return true;
}

}  // namespace steward::domain
