// Buttons of our own messages. Their data names the order, but only the orders of this conversation are
// listened to.

#include <charconv>

#include "domain/dispatch.hpp"
#include "domain/follow_up.hpp"
#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"

namespace steward::domain {
namespace {

struct Pressed {
  std::string verb, value;
  OrderId order;
};

Pressed parse(const std::string& data) {
  Pressed pressed;
  const size_t first = data.find(':');
  pressed.verb = data.substr(0, first);
  if (first == std::string::npos) return pressed;
  const size_t second = data.find(':', first + 1);
  pressed.order = OrderId{data.substr(first + 1, second == std::string::npos ? second : second - first - 1)};
  if (second != std::string::npos) pressed.value = data.substr(second + 1);
  return pressed;
}

std::vector<OrderId> asked_together(const Conversation& talk, const OrderId& order) {
  std::vector<OrderId> together{order};
  if (talk.question && !talk.question->orders.empty() && talk.question->order == order)
    together = talk.question->orders;
  return together;
}

// The button speaks for all that was opened with this order.
void dispatch_tonight(Draft& draft, Conversation& talk, const WorkOrder& pressed) {
  const Instant opened_at = pressed.opened_at;
  std::vector<OrderId> together;
  Reads reads;
  for (const OrderLine& line : talk.orders) {
    const bool is_part = line.opened_at == opened_at && line.state == OrderState::received;
    if (!is_part && line.order != pressed.id) continue;
    together.push_back(line.order);
    reads.documents.push_back(key_of(line.order));
    reads.documents.push_back(words_key_of(line.order));
  }
  draft.need(reads);
  OutMessage& letter = reply(draft, talk);
  for (const OrderId& id : together) {
    WorkOrder* order = draft.find_order(id);
    if (!order) continue;
    if (order->state == OrderState::received && order->is_registered) {
      order->is_urgent = true;
      dispatch(draft, *order);
    }
    letter.orders.push_back(id);
    letter.says.push_back(noted(draft, *order));
  }
}

// A button that stands for an answer to the open question.
void hear_choice(Draft& draft, Conversation& talk, const Pressed& pressed, const Heard& heard) {
  Heard answer = heard;
  if (answer.features.matters.empty()) answer.features.matters.push_back({});
  if (pressed.verb == "any_time") answer.features.window = TimeWindow{.any = true};
  if (pressed.verb == "unit") answer.features.main().unit = pressed.value;
  if (pressed.verb == "site") answer.text = draft.rules.site(SiteId{pressed.value}).name;
  if (pressed.verb == "yes") answer.features.answer = Answer::yes;
  if (pressed.verb == "no") answer.features.answer = Answer::no;
  const bool is_about_orders = !pressed.order.empty();
  if (!(is_about_orders ? hear_answer(draft, talk, answer) : hear_household_answer(draft, talk, answer)))
    reply(draft, talk).says.push_back(say("button_too_old"));
}

}  // namespace

void hear_press(Draft& draft, Conversation& talk, const std::string& data, const Heard& heard) {
  const Pressed pressed = parse(data);
  if (pressed.verb == "person")
    return talk.handover ? pass_to_person(draft, talk, heard) : hand_over(draft, talk, "asked");
  if (pressed.order.empty()) return hear_choice(draft, talk, pressed, heard);
  const OrderLine* line = line_of(talk, pressed.order);
  const bool is_theirs = line || (talk.question && talk.question->order == pressed.order);
  if (!is_theirs) return void(reply(draft, talk).says.push_back(say("button_too_old")));

  draft.need({{key_of(pressed.order), words_key_of(pressed.order)}, {}});
  WorkOrder* order = draft.find_order(pressed.order);
  if (!order) return void(reply(draft, talk).says.push_back(say("button_too_old")));
  talk.misses = 0;
  if (pressed.verb == "not_fixed") return reopen_for(draft, talk, order->id, heard);
  if (pressed.verb == "fixed") {
    draft.record(*order, Happened::confirmed_fixed);
    return void(reply(draft, talk).says.push_back(say("glad_it_is_fixed")));
  }
  if (pressed.verb == "score") {
    int score = 0;
    std::from_chars(pressed.value.data(), pressed.value.data() + pressed.value.size(), score);
    if (score < 1 || score > 5) return;
    return take_verdict(draft, asked_together(talk, order->id),
                        {.score = score, .method = is_sms(talk.account) ? "sms" : "chat"});
  }
  if (pressed.verb == "rate") return hear_rating(draft, talk, *order, pressed.value);
  if (pressed.verb == "urgent") return dispatch_tonight(draft, talk, *order);
  if (pressed.verb == "pick" && talk.question)
    return do_to_chosen(draft, talk, order->id, talk.question->purpose, heard);
  hear_choice(draft, talk, pressed, heard);
}

}  // namespace steward::domain
