#pragma once
// The register of all notices, newest first.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/notice.hpp"
#include "domain/rules.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::notices {

net::awaitable<net::Result<std::optional<domain::Notice>>> find(storage::Store& store, domain::NoticeId id);

// What is looked for; what is left empty is any.
struct Search {
  domain::SiteId site;
  std::optional<domain::NoticeClass> sort;
  std::optional<domain::NoticeState> state;
  std::string words;        // in a title or text, or the number
  std::string from, until;  // days on which it was composed, like 2026-03-03, both of them included
};
bool is_found(const domain::Notice& notice, const Search& search, const domain::Zone& zone);

// Those of the last thousand for which `is_meant` says so; what cannot be read hides no other.
net::awaitable<net::Result<std::vector<domain::Notice>>> registered(
    storage::Store& store, std::function<bool(const domain::Notice&)> is_meant);

std::string register_csv(const std::vector<domain::Notice>& notices, const domain::Zone& zone);

}  // namespace steward::notices
