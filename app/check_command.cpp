// steward check: the whole configuration, read and checked without starting anything.

#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/surroundings.hpp"
#include "net/clock.hpp"

namespace steward::app {

int check(const Arguments& arguments) {
  const auto file = arguments.value("--config");
  if (!file && !arguments.plain().empty())
    return misuse("--config is missing: steward check --config " + arguments.plain().front());
  if (!file || !arguments.plain().empty()) return misuse("usage: steward check --config FILE");
  Problems problems;
  const auto configuration = load_configuration(*file, problems);
  if (configuration) check_surroundings(*configuration, *file, net::now(), problems);
  if (configuration) check_register(*configuration, *file, problems);
  std::cout << problems.to_text() << problems.warnings_to_text();
  if (!problems.empty()) {
    std::cout << fmt::format(
        "{}: {} found\n", *file,
        problems.size() == 1 ? "1 problem" : fmt::format("{} problems", problems.size()));
    return failed;
  }
  const auto& rules = configuration->rules;
  std::cout << fmt::format("{}: all is well; desk {}, {} sites, {} kinds, {} trades, {} channels\n", *file,
                           rules.desk.value, rules.sites.size(), rules.kinds.size(), rules.trades.size(),
                           configuration->settings.channels.size());
  return all_well;
}

}  // namespace steward::app
