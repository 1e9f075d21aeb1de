#include "bench/outbox/sms.hpp"

#include "bench/intake/desk.hpp"
#include "net/clock.hpp"

#include <fmt/format.h>

#include <utility>

namespace steward::bench {

std::string notice_text(int resident) {
  return fmt::format(
      "停水通知\n因管道维修，3栋将于9:00至17:00停水，请提前储水。给您带来不便，敬请谅解。编号{:07}",
      resident);
}

std::string alert_phone(int number) { return fmt::format("+86137{:08}", number); }

domain::OutMessage sms(std::string id, const std::string& phone, std::string text, domain::Lane lane) {
  domain::OutMessage message;
  message.id = std::move(id);
  message.to = domain::AccountId("sms:" + phone);
  message.lane = lane;
  message.site = site;
  message.text = std::move(text);
  message.created_at = net::now();
  return message;
}

}  // namespace steward::bench
