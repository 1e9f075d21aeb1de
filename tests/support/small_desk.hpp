#pragma once
// A desk as small as it gets: one site, repairs only, a plumber and somebody at the desk, both reachable in
// the web chat. Understanding is a handful of words, so that tests of transport need no lexicon.

#include "domain/phrasebook.hpp"
#include "domain/reference.hpp"
#include "domain/rules.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace steward::test {

inline domain::Features small_understanding(std::string_view text, domain::LocalTime) {
  using namespace domain;
  Features features;
  features.is_whole_sentence = true;
  Matter matter;
  matter.text = text;
  const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (has("漏")) matter.intent = Intent::repair, matter.trade = "plumbing", matter.confidence = 1;
  if (has("爆")) matter.hazard = Hazard::flood;
  if (has("3-2-501")) matter.unit = "3-2-501";
  features.matters.push_back(matter);
  return features;
}

inline std::shared_ptr<const domain::Rules> small_rules() {
  using namespace domain;
  auto rules = std::make_shared<Rules>();
  rules->desk = DeskId("small");
  Site site;
  site.id = SiteId("donghu");
  site.name = "东湖新城";
  site.zone.name = "Asia/Shanghai";
  site.zone.base_offset = std::chrono::hours(8);
  rules->sites.push_back(site);
  Kind repair;
  repair.id = "repair";
  repair.intents = {Intent::repair};
  repair.required = {Ask::matter, Ask::unit};
  rules->kinds.push_back(repair);
  rules->trades.push_back({"plumbing", "engineering", true});
  rules->emergency[Region::cn] = {"119", "120", "110"};
  rules->understand = small_understanding;
  return rules;
}

inline domain::Reference small_reference() {
  using namespace domain;
  Reference reference;
  Staff li;
  li.id = StaffId("li");
  li.name = "李师傅";
  li.phone = "+8613900000001";
  li.department = "engineering";
  li.trades = {"plumbing"};
  li.accounts = {AccountId("web:00000000000000aa")};
  Staff fang;
  fang.id = StaffId("fang");
  fang.name = "小方";
  fang.phone = "+8613900000002";
  fang.department = "service";
  fang.role = Role::front_desk;
  fang.accounts = {AccountId("web:00000000000000bb")};
  reference.staff = {li, fang};
  for (const auto& staff : reference.staff)
    reference.shifts.push_back(
        {staff.id, {1, 2, 3, 4, 5, 6, 7}, std::chrono::minutes(0), std::chrono::minutes(24 * 60)});
  reference.put({UnitId("3-2-501"), SiteId("donghu"), "3", "2", 5});
  return reference;
}

// Words enough to be told apart: the phrases' keys, one a line.
inline domain::Rendered small_words(const domain::OutMessage& message, const domain::Rules&) {
  domain::Rendered rendered;
  rendered.text = message.text;
  for (const auto& say : message.says) rendered.text += (rendered.text.empty() ? "" : "\n") + say.phrase;
  for (const auto& button : message.buttons) rendered.buttons.push_back(button.phrase + button.text);
  return rendered;
}

}  // namespace steward::test
