#include "notices/progress.hpp"

#include "domain/documents.hpp"
#include "net/excel_sheet.hpp"

namespace steward::notices {
namespace {

using domain::CopyState;

CopyState state_of(const storage::Store::NoticeCopies& copies, int recipient) {
  const auto at = static_cast<size_t>(recipient);
  return at < copies.states.size() ? copies.states[at] : CopyState::none;
}

void add_line(net::ExcelSheet& sheet, const domain::ResidentId& who, const domain::Resident* resident,
              CopyState state, const std::string* why) {
  sheet.add(who.value);
  sheet.add(resident && !resident->homes.empty() ? resident->homes.front().unit.value : "");
  sheet.add(domain::to_string(state));
  sheet.add(why && state == CopyState::failed ? *why : "");
  sheet.end_line();
}

}  // namespace

int Progress::gone() const {
  using enum CopyState;
  return of(skipped) + of(failed) + of(sent) + of(delivered) + of(read);
}

Progress progress_of(const storage::Store::NoticeCopies& copies) {
  Progress progress;
  for (const CopyState state : copies.states)
    if (static_cast<size_t>(state) < domain::copy_states) ++progress.counts[static_cast<size_t>(state)];
  return progress;
}

std::map<std::string, int> reasons_of(const storage::Store::NoticeCopies& copies) {
  std::map<std::string, int> reasons;
  for (const auto& [recipient, why] : copies.failures)
    if (state_of(copies, recipient) == CopyState::failed) ++reasons[why];
  return reasons;
}

net::awaitable<net::Result<std::string>> recipients_csv(storage::Store& store, const domain::Notice& notice,
                                                        const storage::Store::NoticeCopies& copies) {
  net::ExcelSheet sheet;
  for (const char* column : {"resident", "unit", "state", "why"}) sheet.add(column);
  sheet.end_line();
  for (int first = 0; first < notice.size; first += static_cast<int>(domain::chunk_of_audience)) {
    const domain::AudienceChunk chunk{notice.id, first / static_cast<int>(domain::chunk_of_audience)};
    domain::Reads reads;
    reads.chunks.push_back(chunk);
    const auto seen = co_await store.load(reads);
    if (!seen) co_return seen.error();
    domain::Reads people;
    for (const auto& who : seen->chunks.at(chunk).who) people.documents.push_back(domain::key_of(who));
    const auto residents = co_await store.load(people);
    if (!residents) co_return residents.error();
    int at = first;
    for (const auto& who : seen->chunks.at(chunk).who) {
      const auto why = copies.failures.find(at);
      add_line(sheet, who, residents->find<domain::Resident>(domain::key_of(who)), state_of(copies, at),
               why == copies.failures.end() ? nullptr : &why->second);
      ++at;
    }
  }
  co_return net::Result<std::string>(boost::system::in_place_value, std::move(sheet).text());
}

}  // namespace steward::notices
