#pragma once
// A report out of the store: the facts of each of its days, and what was counted on them.

#include "domain/report.hpp"
#include "domain/rules.hpp"
#include "storage/store.hpp"

namespace steward::app::report {

storage::awaitable<net::Result<domain::Report>> gather(storage::Store& store, const domain::Rules& rules,
                                                       const domain::Site& site, domain::Period period);

}  // namespace steward::app::report
