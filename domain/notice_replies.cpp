#include "domain/notice_replies.hpp"

#include <algorithm>

#include "domain/letters.hpp"
#include "domain/notices.hpp"

namespace steward::domain {
namespace {

constexpr std::chrono::days answered_within{3};
constexpr size_t looked_at = 10;  // the newest of the desk

bool was_sent_lately(const Notice& notice, Instant now) {
  return std::any_of(notice.history.begin(), notice.history.end(), [now](const NoticeEntry& entry) {
    return entry.what == NoticeVerb::sent && entry.at + answered_within > now;
  });
}

const Notice* answered_by(Draft& draft, const ResidentId& who) {
  auto numbers = draft.index(all_notices());
  if (numbers.size() > looked_at) numbers.resize(looked_at);
  if (numbers.empty()) return nullptr;
  Reads reads;
  reads.documents.push_back(key_of(who));
  for (const std::string& number : numbers) reads.documents.push_back(key_of(NoticeId{number}));
  draft.need(reads);
  const Resident* resident = draft.find_resident(who);
  if (!resident) return nullptr;
  for (const std::string& number : numbers) {
    const Notice* notice = draft.find_notice(NoticeId{number});
    if (notice && was_sent_lately(*notice, draft.now) &&
        is_meant(notice->audience, notice->site, draft.reference, *resident))
      return notice;
  }
  return nullptr;
}

}  // namespace

void name_the_notice(Draft& draft, const Conversation& talk, OutMessage& letter) {
  if (talk.resident.empty()) return;
  const Notice* notice = answered_by(draft, talk.resident);
  if (!notice) return;
  letter.says.push_back(
      say("desk_about_notice", {{"number", notice->id.value}, {"title", notice->texts.front().title}}));
}

}  // namespace steward::domain
