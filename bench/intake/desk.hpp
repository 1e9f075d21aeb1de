#pragma once
// The desk of the benchmarks: staff who are always on duty, a unit for each resident, and the residents with
// a bound account on the bridge, as they are after some time in service.

#include "domain/commit.hpp"
#include "domain/reference.hpp"

#include <functional>
#include <string>

namespace steward::bench {

inline const domain::SiteId site{"donghu"};

domain::Reference reference(int residents);
domain::Resident registered(int resident);
domain::Conversation bound(const domain::Resident& resident);

// Writes the reference, and beside it `commit_of(number)` for each number below `count`, many at once. Throws
// where the desk is not empty.
void fill(const std::string& socket, int residents, int count,
          const std::function<domain::Commit(int)>& commit_of);

}  // namespace steward::bench
