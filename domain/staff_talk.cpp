// Staff write plainly: "501好了，换了龙头", "30分钟到", "忙不过来". The order is found among theirs.

#include <algorithm>

#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/projections.hpp"
#include "domain/roster_talk.hpp"
#include "domain/storms.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

struct Pressed {
  StaffVerb verb = StaffVerb::none;
  OrderId order;
  int minutes = 0;
};

Pressed parse(const std::string& data) {
  constexpr std::pair<std::string_view, StaffVerb> verbs[] = {
      {"accept", StaffVerb::accept}, {"decline", StaffVerb::decline}, {"eta", StaffVerb::eta},
      {"arrive", StaffVerb::arrive}, {"finish", StaffVerb::finish},   {"hold", StaffVerb::hold},
      {"resume", StaffVerb::resume},
  };
  Pressed pressed;
  const size_t first = data.find(':');
  if (first == std::string::npos) return pressed;
  for (const auto& [name, verb] : verbs)
    if (data.substr(0, first) == name) pressed.verb = verb;
  const size_t second = data.find(':', first + 1);
  pressed.order = OrderId{data.substr(first + 1, second == std::string::npos ? second : second - first - 1)};
  if (second != std::string::npos) pressed.minutes = std::atoi(data.c_str() + second + 1);
  return pressed;
}

std::string refusal_phrase(Refusal refusal) { return "refused_" + std::string{to_string(refusal)}; }

// What can be done next, as buttons.
std::vector<Button> next_buttons(const WorkOrder& order) {
  switch (order.state) {
    case OrderState::accepted:
      return {button("btn.arrive", "arrive", order.id), button("btn.finish", "finish", order.id),
              button("btn.hold", "hold", order.id)};
    case OrderState::on_site:
      return {button("btn.finish", "finish", order.id), button("btn.hold", "hold", order.id)};
    case OrderState::on_hold:
      return {button("btn.resume", "resume", order.id), button("btn.finish", "finish", order.id)};
    default: return {};
  }
}

void confirm(Draft& draft, Conversation& talk, WorkOrder& order, StaffVerb verb) {
  OutMessage& letter = reply(draft, talk);
  std::string phrase = "staff_" + std::string{to_string(order.state)};
  if (verb == StaffVerb::decline) phrase = "staff_declined";
  letter.says.push_back(say(phrase, {number_of(order), where_of(draft, order)}));
  letter.buttons = next_buttons(order);
  letter.orders = {order.id};
}

// The orders that a verb can be meant for.
bool suits(StaffVerb verb, const WorkOrder& order, const StaffId& staff) {
  const bool is_theirs = order.is_taken() && order.accepted_by == staff;
  switch (verb) {
    case StaffVerb::accept: return order.state == OrderState::dispatched;
    case StaffVerb::decline:
      return is_theirs || (order.state == OrderState::dispatched && order.holder == staff);
    case StaffVerb::eta:
    case StaffVerb::not_ours: return is_theirs || order.state == OrderState::dispatched;
    case StaffVerb::resume: return is_theirs && order.state == OrderState::on_hold;
    default: return is_theirs;
  }
}

std::vector<WorkOrder*> their_orders(Draft& draft, const Staff& staff, StaffVerb verb) {
  const auto& ids = draft.index(orders_of_staff(staff.id));
  Reads reads;
  for (const std::string& id : ids) {
    reads.documents.push_back(key_of(OrderId{id}));
    reads.documents.push_back(words_key_of(OrderId{id}));
  }
  draft.need(reads);
  std::vector<WorkOrder*> orders;
  for (const std::string& id : ids)
    if (WorkOrder* order = draft.find_order(OrderId{id}); order && suits(verb, *order, staff.id))
      orders.push_back(order);
  return orders;
}

void narrow(Draft& draft, std::vector<WorkOrder*>& orders, const MessageReceived& message) {
  const Features& said = message.features;
  const auto keep_if_any = [&orders](const auto& matches) {
    std::vector<WorkOrder*> kept;
    std::copy_if(orders.begin(), orders.end(), std::back_inserter(kept), matches);
    if (!kept.empty()) orders = std::move(kept);
  };
  keep_if_any([&](const WorkOrder* order) { return !message.quote.empty() && order->id == message.quote; });
  if (!said.matters.empty() && !said.main().unit.empty()) {
    std::erase_if(orders, [&](const WorkOrder* order) { return !may_mean(said.main().unit, order->unit); });
  } else {
    // The one they are on; else the one they took first.
    keep_if_any([](const WorkOrder* order) { return order->state == OrderState::on_site; });
    if (!said.matters.empty() && !said.main().trade.empty())
      keep_if_any([&](const WorkOrder* order) { return order->trade == said.main().trade; });
  }
  (void)draft;
}

// The order by its place, which may not be known yet.
Button button_for(Draft& draft, const WorkOrder& order, std::string_view verb) {
  std::string where = where_is(draft, order);
  const std::string phrase = where.empty() ? "place_unknown" : "";
  return {phrase, std::move(where), std::string{verb} + ":" + order.id.value};
}

void act(Draft& draft, Conversation& talk, const Staff& staff, const OrderId& id, const OrderAction& action) {
  WorkOrder* order = draft.find_with_reporter(id);
  if (!order) return void(reply(draft, talk).says.push_back(say("refused_not_found")));
  if (auto refused = act_on_order(draft, *order, staff, action)) {
    OutMessage& letter = reply(draft, talk);
    letter.says.push_back(say(refusal_phrase(*refused), {number_of(*order)}));
    letter.buttons = next_buttons(*order);
    if (*refused == Refusal::not_now && order->was_offered_to(staff.id) && !order->is_taken())
      letter.buttons = {button("btn.accept", "accept", order->id)};
    return;
  }
  confirm(draft, talk, *order, action.verb);
}

// A "fine" later than this is about something else; the buttons stay.
constexpr std::chrono::minutes words_answer_a_swap{30};

// Plain words answer the one who wants to swap, where nothing else waits for a yes or no.
bool answers_a_swap(Draft& draft, const Conversation& talk, const Staff& staff, const Features& said) {
  const bool says_yes_or_no = said.answer == Answer::yes || said.answer == Answer::no;
  if (!says_yes_or_no || talk.swaps.size() != 1) return false;
  const bool was_asked_just_now = draft.now < talk.swaps.front().asked_at + words_answer_a_swap;
  return was_asked_just_now && their_orders(draft, staff, StaffVerb::accept).empty();
}

void report_for(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message) {
  OrderEntered entry;
  entry.by = staff.id;
  entry.text = message.features.note.empty() ? message.text : message.features.note;
  entry.via = Via::chat;
  entry.features = message.features;
  if (const auto refused = enter_order(draft, entry)) {
    const bool is_unclear = refused == Refusal::which_site;
    return void(
        reply(draft, talk).says.push_back(say(is_unclear ? "refused_which_site" : "refused_bad_input")));
  }
  reply(draft, talk).says.push_back(say("entered", {{"number", draft.commit().answer}}));
}

}  // namespace

void hear_staff(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message) {
  OrderAction action;
  action.by = staff.id;
  action.media = message.media;
  action.via = draft.via;
  if (const Pressed pressed = parse(message.press); pressed.verb != StaffVerb::none) {
    action.verb = pressed.verb;
    action.minutes = pressed.minutes;
    return act(draft, talk, staff, pressed.order, action);
  }
  if (press_about_roster(draft, talk, staff, message.press)) return;
  const Features& said = message.features;
  if (said.verb == StaffVerb::report_for) return report_for(draft, talk, staff, message);
  if (talk_about_roster(draft, talk, staff, message) || talk_about_weather(draft, talk, staff, message))
    return;
  if (answers_a_swap(draft, talk, staff, said))
    return answer_swap(draft, talk, staff, talk.swaps.front(), said.answer == Answer::yes);
  action.verb = said.verb;
  action.text = said.note;
  action.minutes = said.minutes.value_or(0);
  if (action.verb == StaffVerb::none && !message.media.empty()) {
    action.verb = StaffVerb::finish;
    action.text = message.text;
  }
  if (action.verb == StaffVerb::none) {
    if (!said.is_empty_talk) reply(draft, talk).says.push_back(say("staff_help"));
    return;
  }
  if (const OrderId named{said.order_number}; !named.empty()) {
    draft.need({{key_of(named), words_key_of(named)}, {}});
    if (draft.find_order(named)) return act(draft, talk, staff, named, action);
  }
  auto orders = their_orders(draft, staff, action.verb);
  narrow(draft, orders, message);
  if (orders.empty()) return void(reply(draft, talk).says.push_back(say("staff_no_such_order")));
  if (orders.size() == 1) return act(draft, talk, staff, orders.front()->id, action);
  if (action.verb == StaffVerb::accept && orders.size() > 1) {
    // Offers in hand: "I take it" means the newest.
    return act(draft, talk, staff, orders.front()->id, action);
  }
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("staff_which_order"));
  letter.asks = Ask::which_order;
  for (const WorkOrder* order : orders) {
    constexpr std::pair<StaffVerb, std::string_view> names[] = {{StaffVerb::finish, "finish"},
                                                                {StaffVerb::arrive, "arrive"},
                                                                {StaffVerb::hold, "hold"},
                                                                {StaffVerb::decline, "decline"},
                                                                {StaffVerb::resume, "resume"}};
    for (const auto& [verb, name] : names)
      if (verb == action.verb) letter.buttons.push_back(button_for(draft, *order, name));
  }
}

}  // namespace steward::domain
