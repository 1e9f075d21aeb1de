// A storm called in chat, by whoever may and is not at the board.

#include <algorithm>

#include "domain/letters.hpp"
#include "domain/storms.hpp"

namespace steward::domain {
namespace {

std::optional<StormSwitched> wanted_by(StaffVerb verb) {
  switch (verb) {
    case StaffVerb::call_typhoon: return StormSwitched{.is_on = true, .reason = StormReason::typhoon};
    case StaffVerb::call_rainstorm: return StormSwitched{.is_on = true, .reason = StormReason::rainstorm};
    case StaffVerb::call_storm_off: return StormSwitched{.is_on = false};
    default: return std::nullopt;
  }
}

constexpr std::string_view press_on = "storm_on:", press_off = "storm_off:";

// "storm_on:typhoon:donghu"
std::string data_of(const StormSwitched& wanted, const SiteId& site) {
  return std::string{wanted.is_on ? press_on : press_off} + std::string{to_string(wanted.reason)} + ":" +
         site.value;
}

std::optional<StormSwitched> pressed(std::string_view data) {
  const bool is_on = data.starts_with(press_on);
  if (!is_on && !data.starts_with(press_off)) return std::nullopt;
  data.remove_prefix(is_on ? press_on.size() : press_off.size());
  const size_t colon = std::min(data.find(':'), data.size());
  const auto reason = from_string<StormReason>(data.substr(0, colon));
  if (!reason || colon == data.size()) return std::nullopt;
  return StormSwitched{
      .site = SiteId{std::string{data.substr(colon + 1)}}, .is_on = is_on, .reason = *reason};
}

// Of several sites they choose.
void ask_where(Draft& draft, Conversation& talk, const Staff& staff, const StormSwitched& wanted) {
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("storm_which_site"));
  for (const Site& site : draft.rules.sites)
    if (staff.serves(site.id)) letter.buttons.push_back({{}, site.name, data_of(wanted, site.id)});
}

const Site* only_site_of(const Draft& draft, const Staff& staff) {
  const Site* only = nullptr;
  for (const Site& site : draft.rules.sites) {
    if (!staff.serves(site.id)) continue;
    if (only) return nullptr;
    only = &site;
  }
  return only;
}

void switch_for(Draft& draft, Conversation& talk, const Staff& staff, StormSwitched wanted) {
  wanted.by = staff.id;
  const auto refused = switch_storm(draft, wanted);
  if (!refused) return;  // whoever is told of a storm hears it too
  const std::string& name = draft.rules.site(wanted.site).name;
  reply(draft, talk)
      .says.push_back(refused == Refusal::not_now ? say("storm_none_is_on", {{"site_name", name}})
                                                  : say("storm_not_yours"));
}

}  // namespace

bool talk_about_weather(Draft& draft, Conversation& talk, const Staff& staff,
                        const MessageReceived& message) {
  const auto button = pressed(message.press);
  auto wanted = button ? button : wanted_by(message.features.verb);
  if (!wanted) return false;
  if (!may_call_storms(staff)) return reply(draft, talk).says.push_back(say("storm_not_yours")), true;
  if (!button) {
    const Site* site = only_site_of(draft, staff);
    if (!site) return ask_where(draft, talk, staff, *wanted), true;
    wanted->site = site->id;
  }
  return switch_for(draft, talk, staff, *wanted), true;
}

}  // namespace steward::domain
