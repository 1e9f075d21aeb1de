#include "storage/redis/news.hpp"

#include <charconv>
#include <utility>

namespace steward::storage::redis {

namespace {

constexpr std::pair<std::string_view, Wake> sorts[] = {{timer_news, Wake::timers},
                                                       {outbox_news, Wake::outbox},
                                                       {feed_news, Wake::feed},
                                                       {reference_news, Wake::reference}};
constexpr char line = 'h';

}  // namespace

// All of one length, so that none stands in another.
std::string line_news(const domain::AccountId& account) {
  return line + std::to_string(10'000 + WakeUps::bell_of(account)).substr(1);
}

void ring(WakeUps& wake_ups, std::string_view news) {
  for (const auto& [letter, wake] : sorts)
    if (news.find(letter) != std::string_view::npos) wake_ups.ring(wake);
  for (size_t at = news.find(line); at != std::string_view::npos; at = news.find(line, at + 1)) {
    size_t bell = WakeUps::thread_bells;
    std::from_chars(news.data() + at + 1, news.data() + news.size(), bell);
    wake_ups.ring_line(bell);
  }
}

}  // namespace steward::storage::redis
