#include "app/report/gather.hpp"

namespace steward::app::report {

storage::awaitable<net::Result<domain::Report>> gather(storage::Store& store, const domain::Rules& rules,
                                                       const domain::Site& site, domain::Period period) {
  const std::vector<std::string> days = domain::days_of(period);
  const auto counters = domain::received_counters(rules, site, days);
  domain::Reads counted;
  for (const auto& [kind, names] : counters)
    counted.counters.insert(counted.counters.end(), names.begin(), names.end());
  const auto seen = co_await store.load(counted);
  if (!seen) co_return seen.error();
  std::map<std::string, int> received;
  for (const auto& [kind, names] : counters)
    for (const std::string& name : names)
      if (const int count = seen->counters.at(name); count > 0) received[kind] += count;

  std::vector<std::vector<domain::Fact>> facts;
  for (const std::string& day : days) {
    domain::Reads reads;  // one by one: a day may hold many
    reads.facts.push_back({site.id, day});
    auto of_day = co_await store.load(reads);
    if (!of_day) co_return of_day.error();
    facts.push_back(std::move(of_day->facts.at({site.id, day})));
  }
  co_return domain::report_of(site.id, period, std::move(received), facts);
}

}  // namespace steward::app::report
