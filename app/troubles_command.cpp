// steward troubles: events that could not be decided, as on the board; tried again or given up.

#include <fmt/format.h>

#include <iostream>

#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/did_you_mean.hpp"
#include "app/outbox/listed.hpp"
#include "net/log.hpp"
#include "storage/limits.hpp"
#include "storage/retry_set_aside.hpp"

namespace steward::app {
namespace {

constexpr std::string_view usage = "usage: steward troubles [retry ID | drop ID] --config FILE";

struct Task {
  const domain::Rules& rules;
  std::string verb, id;
  bool is_well = true;  // what was asked for came about
};

net::awaitable<net::Result<>> list(storage::Store& store, const domain::Zone& zone) {
  const auto asides = co_await store.set_asides(storage::set_asides_kept);
  if (!asides) co_return asides.error();
  for (const auto& event : *asides)
    std::cout << fmt::format("{}  {}  event not decided: {}{}\n    {}\n", event.id, iso8601(event.at, zone),
                             outbox::plain(event.reason),
                             event.event.empty() ? " (cannot be tried again)" : "", outbox::plain(event.raw));
  std::cout << fmt::format("{} events\n", asides->size());
  co_return net::Result<>{};
}

bool say(bool is_well, std::string_view words) {
  (is_well ? std::cout : std::cerr) << words << "\n";
  return is_well;
}

bool told(const storage::Retried& retried) {
  using What = storage::Retried::What;
  switch (retried.what) {
    case What::done: return say(true, "decided and written");
    case What::refused:
      return say(false, fmt::format("decided: {}; still set aside", domain::to_string(retried.refusal)));
    case What::again: return say(false, "could not be decided; set aside anew");
    case What::not_kept: return say(false, "it was kept as text only and can be dropped, not tried again");
    case What::not_found: break;
  }
  return say(false, "there is nothing of this id");
}

net::awaitable<net::Result<>> retry(storage::Store& store, Task& task) {
  const auto retried = co_await storage::retry_set_aside(store, task.rules, task.id);
  if (!retried) co_return retried.error();
  task.is_well = told(*retried);
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> drop(storage::Store& store, Task& task) {
  const auto event = co_await store.drop_set_aside(task.id);
  if (!event) co_return event.error();
  task.is_well = *event;
  say(task.is_well, task.is_well ? "given up" : "there is nothing of this id");
  co_return net::Result<>{};
}

net::awaitable<net::Result<>> work(storage::Store& store, Task& task) {
  if (task.verb == "retry") return retry(store, task);
  if (task.verb == "drop") return drop(store, task);
  return list(store, task.rules.site({}).zone);
}

}  // namespace

int troubles(const Arguments& arguments) {
  const auto& plain_words = arguments.plain();
  const std::string verb = plain_words.empty() ? "" : plain_words[0];
  if (!verb.empty() && verb != "retry" && verb != "drop")
    return misuse("\"" + verb + "\" is not known" + did_you_mean(verb, {"retry", "drop"}) + "\n" +
                  std::string(usage));
  if (plain_words.size() != (verb.empty() ? 0 : 2) || !arguments.has("--config")) return misuse(usage);
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  net::log::set_level("warn");
  Task task{configuration->rules, verb, verb.empty() ? "" : plain_words[1]};
  const auto done =
      with_store(configuration->settings, [&task](storage::Store& store) { return work(store, task); });
  if (!done) {
    std::cerr << "steward: " << net::to_string(done.error()) << "\n";
    return failed;
  }
  return task.is_well ? all_well : failed;
}

}  // namespace steward::app
