#pragma once
// What a notice would cost: the parts of SMS that providers bill.

#include <string>
#include <vector>

#include "domain/notice.hpp"
#include "domain/rules.hpp"

namespace steward::notices {

struct Prices {
  double per_segment = 0;  // 0: not said
  std::string currency = "CNY";
  int most_parts = 10;  // of one SMS
};

// Of one SMS with this text.
int segments_of(const domain::NoticeText& text, const domain::Site& site);
// Over all who get the notice by SMS.
int segments_of(const domain::Notice& notice, const domain::Site& site);
// The first that would take more parts than one SMS may; null: none.
const domain::NoticeText* too_long(const std::vector<domain::NoticeText>& texts, const domain::Site& site,
                                   const Prices& prices);
int readers_by_sms(const domain::NoticeTally& tally, domain::Language language);

}  // namespace steward::notices
