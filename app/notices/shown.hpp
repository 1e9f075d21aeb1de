#pragma once
// A notice as the terminal shows it: what it would cost, how far it is, a line of the register.

#include <string>

#include "domain/notice.hpp"
#include "notices/cost.hpp"
#include "notices/progress.hpp"

namespace steward::app {

std::string preview_of(const domain::Notice& notice, const domain::Site& site, const notices::Prices& prices);

// "[#####.....] 5,000 of 10,000 · 4,990 sent · 10 failed"
std::string bar_of(const notices::Progress& progress, int size);

std::string line_of(const domain::Notice& notice, const domain::Zone& zone);

}  // namespace steward::app
