#pragma once
// What a commit tells those who sleep on the store, as it is published: a letter a sort, and of lines of
// conversations whose: "of" for messages and the feed, "h0815" for a line.

#include "storage/wake_ups.hpp"

#include <string>
#include <string_view>

namespace steward::storage::redis {

inline constexpr std::string_view timer_news = "t", outbox_news = "o", feed_news = "f", reference_news = "r";
std::string line_news(const domain::AccountId& account);

void ring(WakeUps& wake_ups, std::string_view news);

}  // namespace steward::storage::redis
