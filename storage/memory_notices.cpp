// The notices of the in-memory twin: whom they are for, and how far each copy is.

#include <algorithm>

#include "storage/memory_store.hpp"

namespace steward::storage {

void MemoryStore::write_notices(const domain::Commit& commit) {
  for (const domain::AudienceAdded& added : commit.audience) {
    auto& places = notices_[added.notice].places;
    places.insert(places.end(), added.places.begin(), added.places.end());
  }
  for (const domain::CopiesMarked& marked : commit.copies) {
    auto& states = notices_[marked.notice].copies.states;
    const auto first = static_cast<size_t>(marked.first);
    states.resize(std::max(states.size(), first + marked.states.size()));
    std::copy(marked.states.begin(), marked.states.end(), states.begin() + marked.first);
  }
  for (const domain::CopyReached& reached : commit.reached) reach(reached.copy, reached.state, reached.why);
}

void MemoryStore::reach(const domain::CopyOf& copy, domain::CopyState state, const std::string& why) {
  NoticeCopies& copies = notices_[copy.notice].copies;
  const auto at = static_cast<size_t>(copy.recipient);
  if (at >= copies.states.size() || copies.states[at] >= state) return;
  copies.states[at] = state;
  const bool is_skipped_for_reason = state == domain::CopyState::skipped && why != "cancelled";
  if (state == domain::CopyState::failed || is_skipped_for_reason) copies.failures[copy.recipient] = why;
}

domain::AudienceSeen MemoryStore::audience_of(const domain::AudienceChunk& chunk) const {
  domain::AudienceSeen seen;
  const auto found = notices_.find(chunk.notice);
  if (found == notices_.end()) return seen;
  const auto& [places, copies] = found->second;
  const size_t first = static_cast<size_t>(chunk.number) * domain::chunk_of_audience;
  for (size_t i = first; i < std::min(first + domain::chunk_of_audience, places.size()); ++i) {
    seen.who.push_back(roll_[static_cast<size_t>(places[i])]);
    if (i < copies.states.size()) seen.states.push_back(copies.states[i]);
  }
  return seen;
}

awaitable<Result<Store::NoticeCopies>> MemoryStore::copies_of(const domain::NoticeId& notice, bool) {
  const auto found = notices_.find(notice);
  co_return found == notices_.end() ? NoticeCopies{} : found->second.copies;
}

}  // namespace steward::storage
