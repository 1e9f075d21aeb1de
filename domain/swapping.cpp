// Swaps are agreed in chat: one asks, the other says yes or no, and the roster changes with the yes.

#include <algorithm>
#include <set>

#include "domain/colleagues.hpp"
#include "domain/letters.hpp"
#include "domain/period.hpp"
#include "domain/roster_talk.hpp"
#include "domain/swap.hpp"

namespace steward::domain {
namespace {

using std::chrono::days;
using std::chrono::local_days;

Arg day_arg(const Zone& zone, local_days date) {
  return window_arg("day", zone.to_instant(LocalTime{date}), zone.to_instant(LocalTime{date + days{1}}));
}

Say refusal(const Draft& draft, const Zone& zone, const Swap& swap, const NoSwap& no) {
  switch (no.why) {
    case NoSwap::Why::day_is_past: return say("swap_is_past", {day_arg(zone, swap.date)});
    case NoSwap::Why::nobody_works: return say("swap_nobody_works", {day_arg(zone, swap.date)});
    case NoSwap::Why::works_twice:
      return say("swap_works_twice", {name_of(draft, no.who), day_arg(zone, swap.date)});
    case NoSwap::Why::leaves_gap: break;
  }
  if (no.trade.empty()) return say("swap_leaves_desk", {day_arg(zone, swap.date)});
  return say("swap_leaves_trade",
             {{"trade", "trade." + no.trade, Arg::Form::phrase}, day_arg(zone, swap.date)});
}

// What each of them works on the date as the roster stands, and so the other does after the swap.
std::vector<Say> lines_after(const Draft& draft, const Zone& zone, const Swap& swap) {
  std::vector<Say> lines;
  for (const auto& [who, whose] : {std::pair{swap.one, swap.other}, std::pair{swap.other, swap.one}}) {
    const auto shifts = shifts_on(draft.reference, zone, whose, swap.date);
    for (const RosteredShift& one : shifts)
      lines.push_back(
          say("swap_works", {name_of(draft, who), window_arg("window", one.time.from, one.time.to)}));
    if (shifts.empty()) lines.push_back(say("swap_is_off", {name_of(draft, who), day_arg(zone, swap.date)}));
  }
  return lines;
}

void add(OutMessage& letter, std::vector<Say> lines) {
  letter.says.insert(letter.says.end(), lines.begin(), lines.end());
}

std::string data_of(std::string_view verb, const SwapAsked& asked) {
  return std::string{verb} + ":" + asked.by.value + ":" + date_text(asked.date);
}

// The day that was said, of the year it is next.
std::optional<local_days> day_meant(const Features& said) {
  if (!said.window) return std::nullopt;
  if (said.window->from) return day_of(*said.window->from);
  if (said.window->to) return day_of(*said.window->to);
  return std::nullopt;
}

void put_the_question(Draft& draft, const Staff& staff, const Staff& other, const Zone& zone,
                      local_days date) {
  Conversation& theirs = draft.conversation(other.accounts.front());
  const SwapAsked asked{staff.id, date, draft.now};
  const local_days today = day_of(zone.to_local(draft.now));
  std::erase_if(theirs.swaps, [&](const SwapAsked& one) { return one.is_about(asked) || one.date < today; });
  theirs.swaps.push_back(asked);
  OutMessage* letter = to_staff(draft, other.id, nullptr);
  letter->says.push_back(say("swap_asked", {{"who", staff.name}, day_arg(zone, date)}));
  add(*letter, lines_after(draft, zone, {staff.id, other.id, date}));
  letter->buttons = {{"btn.agree", {}, data_of(swap_yes, asked)},
                     {"btn.disagree", {}, data_of(swap_no, asked)}};
}

// Both know; their heads hear of it, each once.
void tell_heads(Draft& draft, const Zone& zone, const Swap& swap, const std::vector<Say>& lines) {
  std::set<StaffId> told{swap.one, swap.other};
  for (const StaffId& who : {swap.one, swap.other}) {
    const Staff* head = head_of(draft.reference, draft.reference.find(who)->department);
    if (!head || !told.insert(head->id).second) continue;
    OutMessage* letter = to_staff(draft, head->id, nullptr);
    if (!letter) continue;
    letter->says.push_back(
        say("swap_for_head",
            {name_of(draft, swap.one), name_of(draft, swap.other, "other"), day_arg(zone, swap.date)}));
    add(*letter, lines);
  }
}

}  // namespace

void ask_to_swap(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message) {
  const Zone& zone = home_site(draft.rules, staff).zone;
  const auto answer = [&](Say why) { reply(draft, talk).says.push_back(std::move(why)); };
  const Staff* other = colleague_named(draft.reference, staff, message.words());
  if (!other) return answer(say("swap_with_whom"));
  const auto date = day_meant(message.features);
  if (!date) return answer(say("swap_which_day", {{"who", other->name}}));
  const Swap swap{staff.id, other->id, *date};
  const auto decided = swapped(draft.rules, draft.reference, home_site(draft.rules, staff), swap, draft.now);
  if (const auto* no = std::get_if<NoSwap>(&decided)) return answer(refusal(draft, zone, swap, *no));
  if (other->accounts.empty()) return answer(say("swap_unreachable", {{"who", other->name}}));
  put_the_question(draft, staff, *other, zone, *date);
  answer(say("swap_is_asked", {{"who", other->name}, day_arg(zone, *date)}));
}

void answer_swap(Draft& draft, Conversation& talk, const Staff& staff, const SwapAsked& pressed,
                 bool agrees) {
  const SwapAsked asked = pressed;
  const auto is_it = [&asked](const SwapAsked& one) { return one.is_about(asked); };
  const bool is_open = std::erase_if(talk.swaps, is_it) > 0;
  const Staff* by = draft.reference.find(asked.by);
  if (!is_open || !by) return void(reply(draft, talk).says.push_back(say("button_too_old")));
  const Site& site = home_site(draft.rules, *by);
  const Swap swap{by->id, staff.id, asked.date};
  OutMessage* theirs = to_staff(draft, by->id, nullptr);
  const auto tell_both = [&](const Say& what) {
    reply(draft, talk).says.push_back(what);
    if (theirs) theirs->says.push_back(what);
  };
  if (!agrees) {
    reply(draft, talk).says.push_back(say("swap_stays"));
    if (theirs)
      theirs->says.push_back(say("swap_declined", {{"who", staff.name}, day_arg(site.zone, swap.date)}));
    return;
  }
  auto decided = swapped(draft.rules, draft.reference, site, swap, draft.now);
  if (const auto* no = std::get_if<NoSwap>(&decided)) return tell_both(refusal(draft, site.zone, swap, *no));
  const std::vector<Say> lines = lines_after(draft, site.zone, swap);
  tell_both(say("swap_agreed", {day_arg(site.zone, swap.date)}));
  add(reply(draft, talk), lines);
  if (theirs) add(*theirs, lines);
  tell_heads(draft, site.zone, swap, lines);
  set_roster(draft, std::get<std::vector<Shift>>(std::move(decided)));
}

}  // namespace steward::domain
