#pragma once
// A notice as people look at it: what it would cost, how far it is, its recipients, the register of all, the
// page to post.

#include <string>
#include <vector>

#include "app/settings.hpp"
#include "domain/notice.hpp"
#include "storage/store.hpp"

namespace steward::app {

// Parts that providers bill, over all who get it by SMS.
int segments_of(const domain::Notice& notice, const domain::Site& site);

std::string preview_of(const domain::Notice& notice, const domain::Site& site, const NoticeSettings& prices);

struct Progress {
  std::array<int, domain::copy_states> counts{};
  int of(domain::CopyState state) const { return counts[static_cast<size_t>(state)]; }
  int gone() const;  // sent, or given up
};
Progress progress_of(const storage::Store::NoticeCopies& copies);
// "[#####.....] 5,000 of 10,000 · 4,990 sent · 10 failed"
std::string bar_of(const Progress& progress, int size);

std::string line_of(const domain::Notice& notice, const domain::Zone& zone);
std::string register_csv(const std::vector<domain::Notice>& notices, const domain::Zone& zone);

// On A4, to be posted: all languages, one below the other.
std::string page_of(const domain::Notice& notice, const domain::Site& site);

}  // namespace steward::app
