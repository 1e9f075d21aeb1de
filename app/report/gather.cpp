#include "app/report/gather.hpp"

#include "domain/counters.hpp"

namespace steward::app::report {
namespace {

std::map<std::string, int> sums(const domain::Snapshot& seen, const domain::Rules& rules,
                                const domain::Site& site, const std::vector<std::string>& days) {
  std::map<std::string, int> received;
  for (const domain::Kind& kind : rules.kinds)
    for (const std::string& day : days)
      if (const int count = seen.counters.at(domain::counter_of(domain::opened(kind.id), site, day));
          count > 0)
        received[kind.id] += count;
  return received;
}

}  // namespace

storage::awaitable<net::Result<domain::Report>> gather(storage::Store& store, const domain::Rules& rules,
                                                       const domain::Site& site, domain::Period period) {
  const std::vector<std::string> days = domain::days_of(period);
  domain::Reads counted;
  for (const domain::Kind& kind : rules.kinds)
    for (const std::string& day : days)
      counted.counters.push_back(domain::counter_of(domain::opened(kind.id), site, day));
  const auto seen = co_await store.load(counted);
  if (!seen) co_return seen.error();

  std::vector<std::vector<domain::Fact>> facts;
  for (const std::string& day : days) {
    auto of_day = co_await store.facts(site.id, day);
    if (!of_day) co_return of_day.error();
    facts.push_back(std::move(*of_day));
  }
  co_return domain::report_of(site.id, period, sums(*seen, rules, site, days), facts);
}

}  // namespace steward::app::report
