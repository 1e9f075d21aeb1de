// steward timers: what is going to happen by itself, to an order, to a resident, at a site or at the whole
// desk.

#include <charconv>
#include <iostream>

#include "app/choices.hpp"
#include "app/commands.hpp"
#include "app/configuration.hpp"
#include "app/desk_data.hpp"
#include "app/site_command.hpp"
#include "app/timers/coming.hpp"
#include "net/log.hpp"

namespace steward::app {
namespace {

constexpr std::string_view usage =
    "usage: steward timers [--order ID] [--resident PHONE_OR_ACCOUNT] [--site ID] [--limit N] "
    "[--format text|json] --config FILE";

using Show = std::string (*)(const timers::Listed&, const domain::Rules&);
const Choices<Show> formats{{"text", timers::as_text}, {"json", timers::as_json}};

bool read_limit(const Arguments& arguments, size_t& limit) {
  const auto word = arguments.value("--limit");
  if (!word) return true;
  const auto [end, error] = std::from_chars(word->data(), word->data() + word->size(), limit);
  return error == std::errc{} && end == word->data() + word->size() && limit > 0;
}

net::awaitable<net::Result<>> print(storage::Store& store, const domain::Rules& rules, timers::Wanted wanted,
                                    Show show) {
  auto listed = co_await timers::list(store, rules, std::move(wanted));
  if (!listed) co_return listed.error();
  std::cout << show(*listed, rules);
  co_return net::Result<>{};
}

}  // namespace

int list_timers(const Arguments& arguments) {
  if (!arguments.plain().empty() || !arguments.has("--config")) return misuse(usage);
  std::string wrong;
  const auto show = chosen(formats, arguments.value("--format").value_or("text"), wrong);
  if (!show) return misuse(wrong);
  timers::Wanted wanted{.order = domain::OrderId(arguments.value("--order").value_or("")),
                        .resident = arguments.value("--resident").value_or(""),
                        .site = domain::SiteId(arguments.value("--site").value_or(""))};
  if (!read_limit(arguments, wanted.limit)) return misuse("--limit is a number from 1 on");
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  if (!wanted.site.empty() && !find_site(configuration->rules, wanted.site.value, wrong))
    return misuse(wrong);
  net::log::set_level("warn");
  const auto done = with_store(configuration->settings, [&](storage::Store& store) {
    return print(store, configuration->rules, wanted, *show);
  });
  if (done) return all_well;
  std::cerr << "steward: " << net::to_string(done.error()) << "\n";
  return failed;
}

}  // namespace steward::app
