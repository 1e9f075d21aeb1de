// One question at a time, never for what is known.

#include <algorithm>
#include <array>

#include "domain/dispatch.hpp"
#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/text.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

// The purposes of questions.
constexpr const char* which_site = "site";
constexpr const char* unlisted = "unlisted";

std::string phrase_for(const Question& question, bool is_hazard) {
  if (asks_for_site(question)) return "ask_site";
  if (question.ask == Ask::unit && is_hazard) return "ask_where";
  return "ask_" + std::string{to_string(question.ask)};
}

Say words_of(Draft& draft, Conversation& talk) {
  const Question& question = *talk.question;
  if (is_of_household(question)) return household_question(talk);
  if (doubts_unit(question)) {
    draft.need({.documents = {key_of(question.order)}});
    return say("ask_unlisted", {{"unit", draft.order(question.order).unit.value}});
  }
  const OrderLine* line = line_of(talk, question.order);
  return say(phrase_for(question, line && line->hazard != Hazard::none));
}

// Asks with buttons where the answers are few.
void add_choices(const Draft& draft, const Conversation& talk, const Question& question, OutMessage& letter) {
  if (asks_for_site(question)) {
    for (const Site& site : draft.rules.sites)
      letter.buttons.push_back({{}, site.name, "site:" + question.order.value + ":" + site.id.value});
    return;
  }
  if (question.ask == Ask::time) letter.buttons.push_back(button("btn.any_time", "any_time", question.order));
  if (question.ask == Ask::unit && talk.units.size() > 1)
    for (const UnitId& unit : talk.units)
      letter.buttons.push_back({{}, unit.value, "unit:" + question.order.value + ":" + unit.value});
  if (question.ask == Ask::confirm && is_of_household(question))
    letter.buttons = {button("btn.yes", "yes", question.order), button("btn.no", "no", question.order)};
  if (doubts_unit(question)) letter.buttons = {button("btn.yes", "yes", question.order)};
  if (question.ask == Ask::confirm && question.purpose.starts_with("score"))
    letter.buttons = {{"btn.satisfied", {}, "score:" + question.order.value + ":5"},
                      {"btn.dissatisfied", {}, "score:" + question.order.value + ":2"}};
  if (question.ask == Ask::which_order)
    for (const OrderId& order : question.orders) {
      const auto line = std::find_if(talk.orders.begin(), talk.orders.end(),
                                     [&](const OrderLine& one) { return one.order == order; });
      if (line != talk.orders.end()) letter.buttons.push_back({{}, line->matter, "pick:" + order.value});
    }
}

void put(Draft& draft, Conversation& talk) {
  Question& question = *talk.question;
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(words_of(draft, talk));
  letter.asks = question.ask;
  if (!question.order.empty() &&
      std::find(letter.orders.begin(), letter.orders.end(), question.order) == letter.orders.end())
    letter.orders.push_back(question.order);
  add_choices(draft, talk, question, letter);
}

bool is_required(const Draft& draft, const WorkOrder& order, Ask what) {
  const Kind* kind = draft.rules.kind(order.kind);
  return kind && std::find(kind->required.begin(), kind->required.end(), what) != kind->required.end();
}

bool is_wanted(const Draft& draft, const WorkOrder& order, Ask what) {
  const Kind* kind = draft.rules.kind(order.kind);
  return kind && std::find(kind->wanted.begin(), kind->wanted.end(), what) != kind->wanted.end();
}

bool was_asked(const WorkOrder& order, Ask what) {
  return std::find(order.asked.begin(), order.asked.end(), what) != order.asked.end();
}

// Every building has one: the name alone does not say where.
bool is_one_of_many(const WorkOrder& order, const std::string& place) {
  constexpr std::array many{"楼道", "樓道", "楼梯", "樓梯", "走廊", "corridor", "stair", "hallway"};
  return order.trade == "elevator" ||
         std::any_of(many.begin(), many.end(), [&](const char* one) { return contains(place, one); });
}

// In a hazard any place will do.
bool is_placed(Draft& draft, const WorkOrder& order) {
  if (order.hazard == Hazard::none) return lies_somewhere(order);
  const std::string& place = draft.words(order.id).place;
  const bool is_named = order.is_common_place && !place.empty() && !is_one_of_many(order, place);
  return is_named || (!order.unit.empty() && !lacks_building(order.unit));
}

bool needs_unit(Draft& draft, const WorkOrder& order) {
  if (order.hazard != Hazard::none) return !is_placed(draft, order) && !was_asked(order, Ask::unit);
  return !is_placed(draft, order) && is_required(draft, order, Ask::unit);
}

// Its number is known, and stands in several sites or none.
bool needs_site(Draft& draft, const WorkOrder& order) {
  return order.site.empty() && is_placed(draft, order) &&
         (order.hazard != Hazard::none || is_required(draft, order, Ask::unit));
}

// In a hazard it is asked once, and nobody waits for the answer.
bool needs_check(Draft& draft, const WorkOrder& order) {
  if (!is_in_doubt(draft, order)) return false;
  if (order.hazard != Hazard::none) return !was_asked(order, Ask::confirm);
  return is_required(draft, order, Ask::unit);
}

bool wants_time(const Draft& draft, const WorkOrder& order) {
  const Trade* trade = draft.rules.trade(order.trade);
  return order.hazard == Hazard::none && is_wanted(draft, order, Ask::time) && trade && trade->is_in_home &&
         !order.is_common_place && !order.visit_from && !order.visit_to && !order.is_visit_any_time;
}

bool wants_contact(Draft& draft, const Conversation& talk, const WorkOrder& order) {
  return order.hazard == Hazard::none && is_wanted(draft, order, Ask::contact) && !talk.is_bound() &&
         talk.phone.empty() && draft.words(order.id).contact_phone.empty();
}

// What the kind requires is asked until it is known, what it only wants once.
Ask next_question(Draft& draft, const Conversation& talk, const WorkOrder& order) {
  if (draft.words(order.id).matter.empty() && is_required(draft, order, Ask::matter)) return Ask::matter;
  if (needs_unit(draft, order) || needs_site(draft, order)) return Ask::unit;
  if (needs_check(draft, order)) return Ask::confirm;
  if (wants_contact(draft, talk, order) && !was_asked(order, Ask::contact)) return Ask::contact;
  if (wants_time(draft, order) && !was_asked(order, Ask::time)) return Ask::time;
  return Ask::none;
}

std::string purpose_of(Draft& draft, const WorkOrder& order, Ask what) {
  if (what == Ask::confirm) return unlisted;
  return what == Ask::unit && needs_site(draft, order) ? which_site : "";
}

}  // namespace

bool doubts_unit(const Question& question) { return question.purpose == unlisted; }

bool asks_for_site(const Question& question) { return question.purpose == which_site; }

void ask(Draft& draft, Conversation& talk, Ask what, const OrderId& order, std::string purpose) {
  talk.question = Question{what, order, {}, std::move(purpose), draft.now, 1, {}};
  put(draft, talk);
}

void ask_which(Draft& draft, Conversation& talk, const std::vector<OrderLine*>& lines, std::string purpose) {
  Question question{Ask::which_order, {}, {}, std::move(purpose), draft.now, 1, {}};
  for (const OrderLine* line : lines) question.orders.push_back(line->order);
  talk.question = std::move(question);
  put(draft, talk);
}

void ask_next(Draft& draft, Conversation& talk, WorkOrder& order) {
  const Ask next = next_question(draft, talk, order);
  if (next == Ask::none) {
    if (talk.question && talk.question->order == order.id) talk.question.reset();
    return;
  }
  if (!was_asked(order, next)) order.asked.push_back(next);
  ask(draft, talk, next, order.id, purpose_of(draft, order, next));
  const bool is_optional = next == Ask::contact || next == Ask::time;
  if (is_optional || order.hazard != Hazard::none || order.clocks.is_running(ClockRule::desk_task)) return;
  order.clocks.set(ClockRule::remind_question, draft.now + draft.rules.manners.ask_again);
  order.clocks.set(ClockRule::desk_task, draft.now + draft.rules.manners.desk_task);
}

void ask_again(Draft& draft, Conversation& talk) {
  if (!talk.question || talk.question->ask == Ask::score || talk.question->ask == Ask::reason) return;
  ++talk.question->asked;
  put(draft, talk);
}

}  // namespace steward::domain
