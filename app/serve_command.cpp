// steward serve: the service until it is told to end.

#include <iostream>

#include "app/commands.hpp"
#include "app/running_desk.hpp"
#include "app/settings_checks.hpp"
#include "app/signals.hpp"
#include "app/surroundings.hpp"
#include "net/clock.hpp"
#include "net/log.hpp"

namespace steward::app {
namespace {

std::optional<std::set<RoleName>> roles_of(const Arguments& arguments) {
  RunOptions all;
  const auto given = arguments.value("--role");
  if (!given) return all.roles;
  std::set<RoleName> roles;
  for (size_t at = 0; at <= given->size();) {
    const size_t end = std::min(given->find(',', at), given->size());
    const auto role = domain::from_string<RoleName>(given->substr(at, end - at));
    if (!role) return std::nullopt;
    roles.insert(*role);
    at = end + 1;
  }
  return roles;
}

// For several processes with one configuration on one machine.
std::shared_ptr<const Configuration> listening_at(const Configuration& configuration,
                                                  const std::string& listen) {
  auto own = std::make_shared<Configuration>(configuration);
  own->settings.listen = listen;
  return own;
}

}  // namespace

int serve(const Arguments& arguments) {
  const auto file = arguments.value("--config");
  const auto roles = roles_of(arguments);
  if (!file || !arguments.plain().empty())
    return misuse("usage: steward serve --config FILE [--role ROLE,…] [--listen ADDRESS]");
  if (!roles) return misuse("roles are bot, notifier, scheduler and console, with commas between them");
  if (const std::string wrong = checked_listen(arguments.value("--listen").value_or("")); !wrong.empty())
    return misuse(wrong);
  Problems problems;
  auto configuration = load_configuration(*file, problems);
  if (configuration) check_surroundings(*configuration, *file, net::now(), problems);
  if (!problems.empty()) {
    std::cerr << problems.to_text();
    return failed;
  }
  net::log::set_level(configuration->settings.log);
  if (const auto listen = arguments.value("--listen")) configuration = listening_at(*configuration, *listen);

  Signals signals;  // before any thread
  RunningDesk service(configuration,
                      {.roles = *roles, .configuration_file = *file, .warnings = problems.warnings()});
  if (const auto started = service.start(); !started) {
    net::log::error("start_failed", {{"detail", net::to_string(started.error())}});
    service.stop();
    return failed;
  }
  net::log::info("listening", {{"port", service.port()}});
  while (signals.next() == Signals::Told::reload) service.reload();
  net::log::info("stopping");
  const bool in_time = service.stop();
  net::log::info("stopped", {{"in_time", in_time}});
  return in_time ? all_well : failed;
}

}  // namespace steward::app
