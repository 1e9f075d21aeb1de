#include "notices/cost.hpp"

#include <algorithm>

#include "channels/sms_segments.hpp"
#include "notices/wording.hpp"

namespace steward::notices {

// In mainland China the signature is part of what is billed.
int segments_of(const domain::NoticeText& text, const domain::Site& site) {
  const bool is_mainland = site.region == domain::Region::cn;
  const std::string words = words_of(text);
  const channels::SmsSize size =
      is_mainland ? channels::sms_size_in_china("【" + site.name + "】" + words) : channels::sms_size(words);
  return static_cast<int>(size.segments);
}

int segments_of(const domain::Notice& notice, const domain::Site& site) {
  int segments = 0;
  for (const domain::NoticeText& text : notice.texts)
    segments += segments_of(text, site) * readers_by_sms(notice.tally, text.language);
  return segments;
}

const domain::NoticeText* too_long(const std::vector<domain::NoticeText>& texts, const domain::Site& site,
                                   const Prices& prices) {
  const auto found = std::find_if(texts.begin(), texts.end(), [&](const domain::NoticeText& text) {
    return segments_of(text, site) > prices.most_parts;
  });
  return found == texts.end() ? nullptr : &*found;
}

int readers_by_sms(const domain::NoticeTally& tally, domain::Language language) {
  switch (language) {
    case domain::Language::zh_hans: return tally.sms_zh_hans;
    case domain::Language::zh_hant: return tally.sms_zh_hant;
    case domain::Language::en: return tally.sms_en;
  }
  return 0;
}

}  // namespace steward::notices
