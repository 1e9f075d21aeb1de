#include "domain/code_limits.hpp"

#include "domain/counters.hpp"
#include "domain/letters.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

// Of the site's own day: what is counted, then site and day.
struct Counters {
  std::string in_hour, in_day, told_of_hour, told_of_day;
};

Counters counters_of(const Draft& draft, const Site& site) {
  const std::string hour = iso8601(draft.now, site.zone).substr(11, 2);
  const auto named = [&](const std::string& what) { return counter_of(what, site, draft.now); };
  return {named("codes_" + hour), named("codes"), named("codes_told_hour"), named("codes_told_day")};
}

void tell_desk_once(Draft& draft, const Site& site, const std::string& told, int sent) {
  if (draft.counted(told) > 0) return;
  draft.commit().counters.push_back({told, 1});
  OutMessage* letter = to_staff(draft, front_desk_on_duty(draft.reference, site, draft.now), nullptr);
  if (letter)
    letter->says.push_back(say("desk_codes_used_up", {{"site", site.name}, {"count", std::to_string(sent)}}));
}

}  // namespace

bool takes_a_code(const Draft& draft, Conversation& talk) {
  if (!talk.binding) talk.binding = Binding{};
  Binding& binding = *talk.binding;
  if (draft.now >= binding.window_at + std::chrono::hours{1}) {
    binding.window_at = draft.now;
    binding.codes = 0;
  }
  return ++binding.codes <= draft.rules.manners.codes_an_hour;
}

bool are_codes_used_up(Draft& draft, const Site& site) {
  const Counters all = counters_of(draft, site);
  draft.need({{}, {}, {all.in_hour, all.in_day, all.told_of_hour, all.told_of_day}});
  const int in_day = draft.counted(all.in_day);
  if (in_day >= draft.rules.manners.codes_a_day_of_site)
    return tell_desk_once(draft, site, all.told_of_day, in_day), true;
  const int in_hour = draft.counted(all.in_hour);
  if (in_hour >= draft.rules.manners.codes_an_hour_of_site)
    return tell_desk_once(draft, site, all.told_of_hour, in_hour), true;
  return false;
}

void count_code(Draft& draft, const Site& site) {
  const Counters all = counters_of(draft, site);
  draft.commit().counters.push_back({all.in_hour, 1});
  draft.commit().counters.push_back({all.in_day, 1});
}

}  // namespace steward::domain
