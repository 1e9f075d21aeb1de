#include "domain/rules.hpp"

#include <algorithm>

namespace steward::domain {

const std::string& Kind::phrase(const std::string& general) const {
  auto own = words.find(general);
  return own == words.end() ? general : own->second;
}

const Site& Rules::site(const SiteId& id) const {
  for (const Site& one : sites)
    if (one.id == id) return one;
  return sites.front();
}

const Kind* Rules::kind(std::string_view id) const {
  for (const Kind& one : kinds)
    if (one.id == id) return &one;
  return nullptr;
}

const Kind* Rules::kind_for(Intent intent) const {
  for (const Kind& one : kinds)
    if (std::find(one.intents.begin(), one.intents.end(), intent) != one.intents.end()) return &one;
  return nullptr;
}

const Trade* Rules::trade(std::string_view id) const {
  for (const Trade& one : trades)
    if (one.id == id) return &one;
  return nullptr;
}

}  // namespace steward::domain
