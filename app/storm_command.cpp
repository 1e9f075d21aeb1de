// steward storm: a typhoon or rainstorm is called at a site, or called off, by whoever runs the program.

#include <iostream>

#include "app/choices.hpp"
#include "app/commands.hpp"
#include "app/site_command.hpp"
#include "channels/crypto.hpp"
#include "net/random.hpp"
#include "scheduler/open_orders.hpp"
#include "storage/handle_event.hpp"

namespace steward::app {
namespace {

constexpr std::string_view usage =
    "usage: steward storm --site ID [--on --reason typhoon|rainstorm [--until TIME] | --off] --config FILE";

const Choices<domain::StormReason> reasons{{"typhoon", domain::StormReason::typhoon},
                                           {"rainstorm", domain::StormReason::rainstorm}};

bool read_until(const Arguments& arguments, domain::StormSwitched& wanted) {
  const auto word = arguments.value("--until");
  if (!word) return true;
  wanted.expected_until = domain::parse_iso8601(*word);
  return wanted.expected_until.has_value();
}

std::string described(const domain::Storm* storm, const domain::Site& site) {
  if (!storm) return "no storm is on at " + site.id.value;
  std::string text = std::string(domain::to_string(storm->reason)) + " at " + site.id.value + " since " +
                     domain::iso8601(storm->since, site.zone);
  if (storm->expected_until) text += ", expected until " + domain::iso8601(*storm->expected_until, site.zone);
  return text;
}

net::awaitable<net::Result<>> say_what_is_on(storage::Store& store, const domain::Site& site) {
  const auto people = co_await store.reference();
  if (!people) co_return people.error();
  std::cout << described((*people)->storm_at(site.id), site) << "\n";
  co_return net::Result<>{};
}

// A service that runs looks at the orders by itself; here so that it is done, and said, without one as well.
net::awaitable<net::Result<>> work(storage::Store& store, const domain::Rules& rules,
                                   const domain::Site& site, std::optional<domain::StormSwitched> wanted) {
  if (!wanted) co_return co_await say_what_is_on(store, site);
  wanted->site = site.id;
  domain::Event event;
  net::fill_random(event.entropy);
  event.once =
      "storm:" + channels::hex({reinterpret_cast<const char*>(event.entropy.data()), event.entropy.size()});
  event.body = *wanted;
  const auto outcome = co_await storage::handle_event(store, rules, std::move(event), "storm");
  if (!outcome) co_return outcome.error();
  if (outcome->what == storage::Outcome::What::refused) {
    const bool is_over = outcome->refusal == domain::Refusal::bad_input;
    co_return net::Error{"refused", "storm",
                         is_over ? "--until is over already" : "no storm is on at " + site.id.value};
  }
  const auto looked_at = co_await scheduler::look_at_open_orders(store, rules);
  if (!looked_at) co_return looked_at.error();
  std::cout << looked_at->with_storms << (wanted->is_on ? " orders stand still\n" : " orders go on\n");
  co_return co_await say_what_is_on(store, site);
}

std::optional<domain::StormSwitched> read(const Arguments& arguments, std::string& wrong) {
  domain::StormSwitched wanted{.is_on = arguments.has("--on")};
  const bool is_one_of_both = wanted.is_on != arguments.has("--off");
  if (!is_one_of_both || wanted.is_on != arguments.has("--reason") ||
      (!wanted.is_on && arguments.has("--until"))) {
    wrong = usage;
    return std::nullopt;
  }
  if (!wanted.is_on) return wanted;
  const auto reason = chosen(reasons, *arguments.value("--reason"), wrong);
  if (!reason) return std::nullopt;
  wanted.reason = *reason;
  wrong = "--until is a time like 2026-07-21T20:00:00+08:00";
  if (!read_until(arguments, wanted)) return std::nullopt;
  return wanted;
}

}  // namespace

int switch_storm(const Arguments& arguments) {
  if (!arguments.plain().empty() || !arguments.has("--site") || !arguments.has("--config"))
    return misuse(usage);
  std::string wrong;
  std::optional<domain::StormSwitched> wanted;
  const bool is_question = !arguments.has("--on") && !arguments.has("--off") && !arguments.has("--reason") &&
                           !arguments.has("--until");
  if (!is_question) {
    wanted = read(arguments, wrong);
    if (!wanted) return misuse(wrong);
  }
  return on_site(arguments,
                 [&](storage::Store& store, const Configuration& configuration, const domain::Site& site) {
                   return work(store, configuration.rules, site, wanted);
                 });
}

}  // namespace steward::app
