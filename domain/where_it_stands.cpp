// Where an order stands, in words for whose it is: what has happened, never what is only hoped for.

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/storms.hpp"

namespace steward::domain {
namespace {

std::string state_phrase(const WorkOrder& order) {
  const bool nobody_comes_yet = order.state == OrderState::dispatched || order.state == OrderState::accepted;
  if (waits_for_better_weather(order) || (order.is_storm_bound && nobody_comes_yet)) return "status_in_storm";
  if (order.state == OrderState::received && order.is_registered) return "status_registered";
  if (order.state == OrderState::dispatched && order.is_alert) return "status_alerted";
  if (order.state == OrderState::dispatched && !is_offered(order)) return "status_by_desk";
  return "status_" + std::string{to_string(order.state)};
}

}  // namespace

void say_state(Draft& draft, Conversation& talk, const WorkOrder& order) {
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say(state_phrase(order), {number_of(order), matter_of(draft.words(order.id)),
                                                  name_of(draft, order.accepted_by), window_of(order),
                                                  morning_of(order), storm_of(draft, order)}));
  if (std::find(letter.orders.begin(), letter.orders.end(), order.id) == letter.orders.end())
    letter.orders.push_back(order.id);
  const bool is_told_whom_to_call = std::any_of(letter.says.begin(), letter.says.end(),
                                                [](const Say& one) { return one.phrase == "call_us"; });
  if (is_acute(order.state, order.hazard) && !is_told_whom_to_call && !draft.site_of(order).phone.empty())
    letter.says.push_back(say("call_us"));
}

bool is_acute(OrderState state, Hazard hazard) {
  const bool is_under_way =
      state == OrderState::dispatched || state == OrderState::accepted || state == OrderState::on_site;
  return hazard != Hazard::none && is_under_way;
}

bool say_state_of_danger(Draft& draft, Conversation& talk) {
  bool is_in_danger = false;
  for (const OrderLine& line : talk.orders) {
    if (!is_acute(line.state, line.hazard)) continue;
    draft.need({{key_of(line.order), words_key_of(line.order)}, {}});
    const WorkOrder* order = draft.find_order(line.order);
    if (!order) continue;
    say_state(draft, talk, *order);
    is_in_danger = true;
  }
  return is_in_danger;
}

}  // namespace steward::domain
