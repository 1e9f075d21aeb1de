#pragma once
// How far the copies of a notice are, and what became of each.

#include <array>
#include <map>
#include <string>

#include "domain/notice.hpp"
#include "net/clock.hpp"
#include "storage/store.hpp"

namespace steward::notices {

struct Progress {
  std::array<int, domain::copy_states> counts{};
  int of(domain::CopyState state) const { return counts[static_cast<size_t>(state)]; }
  int gone() const;  // sent, or given up
};
Progress progress_of(const storage::Store::NoticeCopies& copies);

// Why those failed that did, and how many of them.
std::map<std::string, int> reasons_of(const storage::Store::NoticeCopies& copies);

// Of each recipient how far the copy is; the id, since a list of phones is nobody's business here.
net::awaitable<net::Result<std::string>> recipients_csv(storage::Store& store, const domain::Notice& notice,
                                                        const storage::Store::NoticeCopies& copies);

}  // namespace steward::notices
