#pragma once
// Residents are documents of their own, perhaps several thousand: read and written in batches, after all of
// the file was found good.

#include <vector>

#include "app/register_import.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::app {

net::awaitable<net::Result<ImportPlan>> plan_residents(storage::Store& store,
                                                       const std::vector<domain::Resident>& residents);

// Each resident together with the conversations of their chat accounts. Those that change meanwhile are read
// again.
net::awaitable<net::Result<>> write_residents(storage::Store& store,
                                              const std::vector<domain::Resident>& residents);

}  // namespace steward::app
