#include "domain/roster_talk.hpp"

#include <algorithm>

#include "domain/letters.hpp"
#include "domain/period.hpp"
#include "domain/plans.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

// "swap_yes:li:2026-03-04"
struct Pressed {
  std::string_view verb, who, day;
};
Pressed parse(std::string_view data) {
  const size_t first = std::min(data.find(':'), data.size());
  const size_t second = std::min(data.find(':', first + 1), data.size());
  Pressed pressed{.verb = data.substr(0, first)};
  if (first < data.size()) pressed.who = data.substr(first + 1, second - first - 1);
  if (second < data.size()) pressed.day = data.substr(second + 1);
  return pressed;
}

}  // namespace

bool press_about_roster(Draft& draft, Conversation& talk, const Staff& staff, const std::string& data) {
  const Pressed pressed = parse(data);
  const StaffId who{std::string{pressed.who}};
  if (pressed.verb == names_cover) return name_cover(draft, talk, staff, who), true;
  if (pressed.verb == comes_back) {
    if (!come_back(draft, talk, staff)) reply(draft, talk).says.push_back(say("button_too_old"));
    return true;
  }
  if (pressed.verb != swap_yes && pressed.verb != swap_no) return false;
  const SwapAsked asked{who, parse_date(pressed.day).value_or(std::chrono::local_days{}), {}};
  return answer_swap(draft, talk, staff, asked, pressed.verb == swap_yes), true;
}

bool talk_about_roster(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message) {
  const Features& said = message.features;
  switch (said.verb) {
    case StaffVerb::ask_who_is_on: return say_who_is_on(draft, talk, staff), true;
    case StaffVerb::swap_shifts: return ask_to_swap(draft, talk, staff, message), true;
    case StaffVerb::step_away: return step_away(draft, talk, staff, minutes{said.minutes.value_or(0)}), true;
    case StaffVerb::come_back:
      if (!come_back(draft, talk, staff)) reply(draft, talk).says.push_back(say("staff_help"));
      return true;
    default: return false;
  }
}

void set_roster(Draft& draft, std::vector<Shift> shifts) {
  std::erase_if(shifts, [&](const Shift& shift) {
    const Staff* who = draft.reference.find(shift.staff);
    const Zone& zone = who ? home_site(draft.rules, *who).zone : draft.rules.sites.front().zone;
    return shift.is_agreed() && is_over(shift, day_of(zone.to_local(draft.now)));
  });
  draft.commit().roster = std::move(shifts);
  look_at_shifts_soon(draft);
}

}  // namespace steward::domain
