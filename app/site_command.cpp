#include "app/site_command.hpp"

#include <iostream>

#include "app/commands.hpp"
#include "app/desk_data.hpp"
#include "app/did_you_mean.hpp"
#include "net/log.hpp"

namespace steward::app {

const domain::Site* find_site(const domain::Rules& rules, const std::string& id, std::string& wrong) {
  std::vector<std::string> known;
  for (const domain::Site& site : rules.sites) {
    if (site.id.value == id) return &site;
    known.push_back(site.id.value);
  }
  const std::string meant = did_you_mean(id, known);
  wrong = "there is no site \"" + id + "\"" + (meant.empty() ? "; it is " + one_of(known) : meant);
  return nullptr;
}

int on_site(const Arguments& arguments, const SiteWork& work) {
  Problems problems;
  const auto configuration = load_configuration(*arguments.value("--config"), problems);
  if (!configuration) {
    std::cerr << problems.to_text();
    return failed;
  }
  std::string wrong;
  const domain::Site* site = find_site(configuration->rules, *arguments.value("--site"), wrong);
  if (!site) return misuse(wrong);
  net::log::set_level("warn");
  const auto done = with_store(configuration->settings,
                               [&](storage::Store& store) { return work(store, *configuration, *site); });
  if (done) return all_well;
  std::cerr << "steward: " << net::to_string(done.error()) << "\n";
  return failed;
}

}  // namespace steward::app
