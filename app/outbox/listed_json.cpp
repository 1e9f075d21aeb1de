#include <nlohmann/json.hpp>

#include "app/outbox/listed.hpp"

namespace steward::app::outbox {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// Who it is for without a whole phone: staff by their id, others by their channel alone.
Json of_message(const domain::OutMessage& message, const domain::Zone& zone) {
  Json orders = Json::array();
  for (const auto& order : message.orders) orders.push_back(order.value);
  return {{"id", message.id},
          {"lane", domain::to_string(message.lane)},
          {"channel", message.to.value.substr(0, message.to.value.find(':'))},
          {"staff", text_or_null(message.staff.value)},
          {"orders", std::move(orders)},
          {"about", message.says.empty() ? Json(nullptr) : Json(message.says.front().phrase)},
          {"created_at", domain::iso8601(message.created_at, zone)}};
}

}  // namespace

std::string as_json(const Listed& listed, const domain::Rules& rules) {
  Json waiting = Json::array(), dead = Json::array();
  for (const auto& one : listed.waiting) {
    const domain::Zone& zone = rules.site(one.message.site).zone;
    Json shown = of_message(one.message, zone);
    shown["next_at"] = domain::iso8601(one.wake, zone);
    shown["attempts"] = one.attempts;
    shown["reason"] = text_or_null(one.reason);
    waiting.push_back(std::move(shown));
  }
  for (const auto& letter : listed.dead) {
    const domain::Zone& zone = rules.site(letter.message.site).zone;
    Json shown = of_message(letter.message, zone);
    shown["given_up_at"] = domain::iso8601(letter.at, zone);
    shown["reason"] = letter.reason;
    dead.push_back(std::move(shown));
  }
  const Json all{{"now", domain::iso8601(listed.now, rules.site({}).zone)},
                 {"waiting", std::move(waiting)},
                 {"has_more", listed.has_more},
                 {"not_received", std::move(dead)}};
  return all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace steward::app::outbox
