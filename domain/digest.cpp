#include "domain/digest.hpp"

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/letters.hpp"

namespace steward::domain {
namespace {

constexpr size_t most_told = 20;  // of so many each is named; of the rest it is said how many

std::vector<const Staff*> heads(const Reference& reference) {
  std::vector<const Staff*> all;
  for (const Staff& one : reference.staff)
    if (one.role == Role::head) all.push_back(&one);
  return all;
}

// "<order>:<what>"
OrderId order_of(const std::string& kept) { return OrderId{kept.substr(0, kept.find(':'))}; }
std::string what_of(const std::string& kept) {
  return kept.substr(std::min(kept.find(':') + 1, kept.size()));
}

size_t told_of(const std::vector<std::string>& kept) { return std::min(kept.size(), most_told); }

void write_digest(Draft& draft, const Staff& head, const std::vector<std::string>& kept) {
  OutMessage* letter = to_staff(draft, head.id, nullptr);
  if (!letter) return;
  letter->says.push_back(say("digest", {{"count", std::to_string(kept.size())}}));
  for (size_t i = 0; i < told_of(kept); ++i) {
    const OrderId id = order_of(kept[i]);
    const WorkOrder* order = draft.find_order(id);
    if (!order) continue;
    const Words& words = draft.words(id);
    letter->says.push_back(say("digest_line", {number_of(*order),
                                               where_of(draft, *order),
                                               matter_of(words),
                                               {"what", "digest." + what_of(kept[i]), Arg::Form::phrase}}));
  }
  if (kept.size() > most_told)
    letter->says.push_back(say("digest_more", {{"count", std::to_string(kept.size() - most_told)}}));
}

}  // namespace

IndexKey digest_of(const StaffId& head) { return {"digest:" + head.value}; }

void keep_for_digest(Draft& draft, const WorkOrder& order, std::string_view what) {
  const Staff* head = head_for(draft, order);
  if (!head) return;
  draft.commit().indexes.push_back({digest_of(head->id), order.id.value + ":" + std::string{what},
                                    static_cast<double>(draft.now.time_since_epoch().count())});
}

void send_digests(Draft& draft) {
  Reads kept_for_all, documents;
  for (const Staff* head : heads(draft.reference)) kept_for_all.indexes.push_back(digest_of(head->id));
  draft.need(kept_for_all);
  for (const IndexKey& index : kept_for_all.indexes)
    for (size_t i = 0; i < told_of(draft.index(index)); ++i) {
      const OrderId id = order_of(draft.index(index)[i]);
      documents.documents.push_back(key_of(id));
      documents.documents.push_back(words_key_of(id));
    }
  draft.need(documents);
  for (const Staff* head : heads(draft.reference)) {
    const auto& kept = draft.index(digest_of(head->id));
    if (kept.empty()) continue;
    write_digest(draft, *head, kept);
    for (const std::string& one : kept)
      draft.commit().indexes.push_back({digest_of(head->id), one, std::nullopt});
  }
}

}  // namespace steward::domain
