#include "console/view.hpp"
#include "domain/notices.hpp"
#include "notices/cost.hpp"
#include "notices/progress.hpp"
#include "notices/verbs.hpp"

#include <nlohmann/json.hpp>

namespace steward::console::view {
namespace {

using domain::Notice;
using domain::to_string;

json texts_of(const Notice& notice, const domain::Site& site) {
  json texts = json::array();
  for (const domain::NoticeText& text : notice.texts)
    texts.push_back({{"language", to_string(text.language)},
                     {"title", text.title},
                     {"text", text.text},
                     {"sms_parts", notices::segments_of(text, site)},
                     {"by_sms", notices::readers_by_sms(notice.tally, text.language)}});
  return texts;
}

json audience_of(const domain::Audience& audience) {
  json units = json::array();
  for (const domain::UnitId& unit : audience.units) units.push_back(unit.str());
  return {{"building", audience.building},
          {"entrance", audience.entrance},
          {"floor", audience.floor},
          {"units", std::move(units)}};
}

json cost_of(int segments, const notices::Prices& prices) {
  if (prices.per_segment <= 0) return nullptr;
  return {{"amount", segments * prices.per_segment}, {"currency", prices.currency}};
}

json progress_of(const storage::Store::NoticeCopies& copies) {
  const notices::Progress progress = notices::progress_of(copies);
  json reasons = json::array();
  for (const auto& [why, count] : notices::reasons_of(copies))
    reasons.push_back({{"why", why}, {"count", count}});
  json all{{"gone", progress.gone()}, {"reasons", std::move(reasons)}};
  for (const auto& [state, word] : domain::Spellings<domain::CopyState>::table)
    all[std::string(word)] = progress.of(state);
  return all;
}

json history_of(const Asking& who, const Notice& notice, const domain::Zone& zone) {
  json lines = json::array();
  for (const domain::NoticeEntry& entry : notice.history)
    lines.push_back(
        {{"what", to_string(entry.what)}, {"at", time(entry.at, zone)}, {"by", staff(who, entry.by)}});
  return lines;
}

// What whoever asks may do to it now.
json verbs_for(const Asking& who, const Notice& notice) {
  json may = json::array();
  for (const auto& [word, verb] : notices::verbs)
    if (!domain::refusal_of(*who.rules, who.staff, notice, verb)) may.push_back(word);
  return may;
}

}  // namespace

json notice(const Asking& who, const Notice& notice) {
  const domain::Site& site = who.rules->site(notice.site);
  return {{"number", notice.id.str()},
          {"class", to_string(notice.sort)},
          {"state", to_string(notice.state)},
          {"title", notice.texts.front().title},
          {"site", site.id.str()},
          {"site_name", site.name},
          {"recipients", notice.size},
          {"handed_over", notice.next},
          {"created_at", time(notice.created_at, site.zone)},
          {"by", staff(who, notice.by)},
          {"corrects", notice.corrects.str()},
          {"may", verbs_for(who, notice)}};
}

json whole_notice(const Asking& who, const Notice& seen, const notices::Prices& prices,
                  const storage::Store::NoticeCopies& copies) {
  const domain::Site& site = who.rules->site(seen.site);
  const int segments = notices::segments_of(seen, site);
  json all = notice(who, seen);
  all["texts"] = texts_of(seen, site);
  all["audience"] = audience_of(seen.audience);
  all["reach"] = {
      {"chat", seen.tally.chat}, {"sms", seen.tally.sms}, {"unreachable", seen.tally.unreachable}};
  all["sms_parts"] = segments;
  all["cost"] = cost_of(segments, prices);
  all["needs_approval"] = domain::needs_approval(*who.rules, seen);
  all["approved_by"] = staff(who, seen.approved_by);
  all["send_at"] = time(seen.send_at, site.zone);
  all["per_minute"] = seen.per_minute;
  all["progress"] = progress_of(copies);
  all["history"] = history_of(who, seen, site.zone);
  return all;
}

}  // namespace steward::console::view
