#pragma once
// What an event needs to see, and what was seen.

#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "domain/documents.hpp"
#include "domain/fact.hpp"
#include "domain/reference.hpp"

namespace steward::domain {

// Sorted sets: "open:<site>", "staff:<id>", "waiting", "home:<unit>".
struct IndexKey {
  std::string name;
  auto operator<=>(const IndexKey&) const = default;
};

// The facts of a day of a site: "2026-03-03".
struct FactDay {
  SiteId site;
  std::string day;
  auto operator<=>(const FactDay&) const = default;
};

// Some of the desk's roll: everybody of the register, in the sequence in which they came.
struct RollSlice {
  int first = 0, count = 0;
  auto operator<=>(const RollSlice&) const = default;
};

// Recipients of a notice: the `number`-th `chunk_of_audience` of them.
struct AudienceChunk {
  NoticeId notice;
  int number = 0;
  auto operator<=>(const AudienceChunk&) const = default;
};
struct AudienceSeen {
  std::vector<ResidentId> who;
  std::vector<CopyState> states;  // may be shorter: nothing has become of the others
};

struct Reads {
  std::vector<DocumentKey> documents;
  std::vector<IndexKey> indexes;      // the 50 members with the highest scores, highest first
  std::vector<std::string> counters;  // advisory, read without a check; named as in a CounterChange
  std::vector<std::string> trades;    // how busy everybody is who can do one of them
  std::vector<FactDay> facts;         // read without a check
  std::vector<RollSlice> roll;        // only ever grows: what was read stays so
  std::vector<AudienceChunk> chunks;
  bool empty() const {
    return documents.empty() && indexes.empty() && counters.empty() && trades.empty() && facts.empty() &&
           roll.empty() && chunks.empty();
  }
};

// How busy somebody is; advisory, read without a check.
struct Load {
  int orders = 0;
  Instant last_offered_at{};
  bool operator==(const Load&) const = default;
};

struct Seen {
  std::optional<Document> document;  // nothing: it does not exist
  std::string stamp;                 // empty then
};

// All that decide() may look at besides the rules. Every snapshot holds the reference.
struct Snapshot {
  Instant now{};
  std::shared_ptr<const Reference> reference;
  std::map<DocumentKey, Seen> documents;
  std::map<IndexKey, std::vector<std::string>> indexes;
  std::vector<Load> loads;  // by place in the reference's staff, of those with a trade that was asked for
  std::set<std::string> trades;         // that were asked for
  std::map<std::string, int> counters;  // those that were asked for
  std::map<FactDay, std::vector<Fact>> facts;
  std::map<RollSlice, std::vector<ResidentId>> roll;
  std::map<AudienceChunk, AudienceSeen> chunks;

  template <class T>
  const T* find(const DocumentKey& key) const {
    auto found = documents.find(key);
    if (found == documents.end() || !found->second.document) return nullptr;
    return std::get_if<T>(&*found->second.document);
  }
  // Of a member of the reference's staff.
  Load load_of(const Staff& staff) const {
    const auto place = static_cast<size_t>(&staff - reference->staff.data());
    return place < loads.size() ? loads[place] : Load{};
  }
  bool has(const DocumentKey& key) const { return documents.contains(key); }  // looked for, there or not
};

}  // namespace steward::domain
