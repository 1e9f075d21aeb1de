#include <fmt/format.h>

#include "app/timers/coming.hpp"

namespace steward::app::timers {

std::string as_text(const Listed& listed, const domain::Rules& rules) {
  std::string text;
  for (const Coming& one : listed.coming)
    text += fmt::format("{}{}  {}{}: {}\n", domain::iso8601(one.due, rules.site(one.site).zone),
                        one.is_overdue ? "  OVERDUE" : "", one.of,
                        one.where.empty() ? "" : " (" + one.where + ")", one.will);
  if (listed.has_more) text += "… and more; --limit N shows them\n";
  for (const Aside& one : listed.asides)
    text += fmt::format(
        "{}  {}: set aside, its clock \"{}\" could not be decided: {}\n    steward troubles retry {}\n",
        domain::iso8601(one.at, rules.site({}).zone), one.of, one.rule, one.reason, one.id);
  return text + fmt::format("{} timers, {} set aside\n", listed.coming.size(), listed.asides.size());
}

}  // namespace steward::app::timers
