#include "app/choices.hpp"

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

}  // namespace steward::app
