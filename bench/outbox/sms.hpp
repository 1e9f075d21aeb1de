#pragma once
// What goes out in `./dev bench outbox`: the SMS to a resident and its bytes on the way to a gateway, as
// channels/kannel.cpp writes them.

#include "domain/message.hpp"

#include <string>
#include <string_view>

namespace steward::bench {

// Fixed in size, and written by bench/peers/outbox/fill.mjs too.
std::string notice_text(int resident);

// How an alert begins, by which the sink knows it: "alert 17".
inline constexpr std::string_view alert_begins = "alert ";
// To technicians' phones, which are no resident's: an alert does not wait behind another SMS to the same.
std::string alert_phone(int number);

domain::OutMessage sms(std::string id, const std::string& phone, std::string text, domain::Lane lane);

}  // namespace steward::bench
