// What a resident says of their own orders: where it stands, hurry up, never mind, another time, it is back.

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/follow_up.hpp"
#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/roster.hpp"
#include "domain/storms.hpp"
#include "domain/text.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

std::vector<OrderLine*> open_lines(Conversation& talk) {
  std::vector<OrderLine*> lines;
  for (OrderLine& line : talk.orders)
    if (is_open(line)) lines.push_back(&line);
  return lines;
}

std::vector<OrderLine*> lines_in_grace(const Draft& draft, Conversation& talk) {
  std::vector<OrderLine*> lines;
  for (OrderLine& line : talk.orders)
    if (is_in_grace(line, draft.rules, draft.now)) lines.push_back(&line);
  return lines;
}

// A reply to our message about an order means that one; a unit, the orders of that unit.
std::vector<OrderLine*> meant_by(Draft& draft, Conversation& talk, std::vector<OrderLine*> lines,
                                 const Heard& heard) {
  for (OrderLine* line : lines)
    if (!heard.quote.empty() && line->order == heard.quote) return {line};
  const std::string& unit = heard.features.main().unit;
  const bool is_own = std::any_of(talk.units.begin(), talk.units.end(),
                                  [&](const UnitId& one) { return may_mean(unit, one); });
  if (!unit.empty() && !is_own) {
    Reads reads;
    for (const OrderLine* line : lines) reads.documents.push_back(key_of(line->order));
    draft.need(reads);
    std::erase_if(lines, [&](const OrderLine* line) {
      const WorkOrder* order = draft.find_order(line->order);
      return !order || !may_mean(unit, order->unit);
    });
  }
  return lines_meant(lines, heard.features);
}

WorkOrder* load(Draft& draft, const OrderId& id) {
  draft.need({{key_of(id), words_key_of(id)}, {}});
  return draft.find_order(id);
}

// Nothing open here: said alike to everybody, whatever stands in the register.
void say_nothing_open(Draft& draft, Conversation& talk) {
  reply(draft, talk).says.push_back(say(talk.is_bound() ? "nothing_open" : "nothing_open_unbound"));
}

void urge(Draft& draft, Conversation& talk, WorkOrder& order) {
  const Manners& manners = draft.rules.manners;
  ++order.urged;
  draft.record(order, Happened::urged, std::to_string(order.urged));
  if (!order.urge_told_at || draft.now >= *order.urge_told_at + manners.urge_again) {
    order.urge_told_at = draft.now;
    // In a storm nobody out there is hurried: the front desk hears of it.
    std::vector<StaffId> on_it =
        order.is_storm_bound ? std::vector{front_desk_for(draft, order)} : those_on_it(order);
    if (on_it.empty() && !order.holder.empty()) on_it.push_back(order.holder);
    for (const StaffId& one : on_it)
      if (OutMessage* letter = to_staff(draft, one, &order))
        letter->says.push_back(
            say(order.urged == 1 ? "urged_first" : "urged",
                {number_of(order), where_of(draft, order), {"count", std::to_string(order.urged)}}));
  }
  if (order.urged == manners.urges_to_head && !order.is_storm_bound)
    if (const Staff* head = head_for(draft, order)) {
      draft.record(order, Happened::head_told, "urged");
      if (OutMessage* letter = to_staff(draft, head->id, &order))
        letter->says.push_back(say("head_urged", {number_of(order),
                                                  where_of(draft, order),
                                                  matter_of(draft.words(order.id)),
                                                  {"count", std::to_string(order.urged)}}));
    }
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("sorry_for_waiting"));
  say_state(draft, talk, order);
}

void cancel_for(Draft& draft, Conversation& talk, WorkOrder& order) {
  if (cancel(draft, order, Actor::resident, "resident")) return say_nothing_open(draft, talk);
  if (talk.question && talk.question->order == order.id) talk.question.reset();
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("cancelled_as_asked", {number_of(order), matter_of(draft.words(order.id))}));
  letter.orders.push_back(order.id);
}

void reschedule(Draft& draft, Conversation& talk, WorkOrder& order, const Heard& heard) {
  if (!heard.features.window) return ask(draft, talk, Ask::time, order.id);
  set_visit(draft, order, *heard.features.window);
  keep_words(draft, order, heard);
  tell_those_on_it(
      draft, order,
      say(order.is_visit_any_time ? "news_any_time" : "news_visit", {number_of(order), window_of(order)}));
  if (talk.question && talk.question->ask == Ask::time) talk.question.reset();
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("visit_changed", {number_of(order), window_of(order)}));
  letter.orders.push_back(order.id);
}

// One order: done to it. Several: asked which. None: nothing open.
void choose(Draft& draft, Conversation& talk, std::vector<OrderLine*> meant, const std::string& purpose,
            const Heard& heard) {
  if (meant.empty()) return say_nothing_open(draft, talk);
  if (meant.size() > 1) return ask_which(draft, talk, meant, purpose);
  do_to_chosen(draft, talk, meant.front()->order, purpose, heard);
}

}  // namespace

void do_to_chosen(Draft& draft, Conversation& talk, const OrderId& id, const std::string& purpose,
                  const Heard& heard) {
  WorkOrder* order = load(draft, id);
  if (!order) return say_nothing_open(draft, talk);
  if (talk.question && talk.question->ask == Ask::which_order) talk.question.reset();
  talk.last_order = id;
  if (purpose == "cancel") return cancel_for(draft, talk, *order);
  if (purpose == "urge") return urge(draft, talk, *order);
  if (purpose == "reschedule") return reschedule(draft, talk, *order, heard);
  if (purpose == "reopen") return reopen_for(draft, talk, id, heard);
  say_state(draft, talk, *order);
}

void hear_status(Draft& draft, Conversation& talk, const Heard& heard) {
  auto lines = open_lines(talk);
  if (lines.empty()) lines = lines_in_grace(draft, talk);
  const auto meant = meant_by(draft, talk, lines, heard);
  if (meant.empty()) return say_nothing_open(draft, talk);
  constexpr size_t at_most = 3;
  Reads reads;
  for (const OrderLine* line : meant) {
    reads.documents.push_back(key_of(line->order));
    reads.documents.push_back(words_key_of(line->order));
  }
  draft.need(reads);
  for (size_t i = 0; i < std::min(at_most, meant.size()); ++i)
    if (const WorkOrder* order = draft.find_order(meant[i]->order)) say_state(draft, talk, *order);
  if (meant.size() == 1) talk.last_order = meant.front()->order;
}

void hear_urge(Draft& draft, Conversation& talk, const Heard& heard) {
  choose(draft, talk, meant_by(draft, talk, open_lines(talk), heard), "urge", heard);
}

void hear_cancel(Draft& draft, Conversation& talk, const Heard& heard) {
  choose(draft, talk, meant_by(draft, talk, open_lines(talk), heard), "cancel", heard);
}

void hear_reschedule(Draft& draft, Conversation& talk, const Heard& heard) {
  choose(draft, talk, meant_by(draft, talk, open_lines(talk), heard), "reschedule", heard);
}

bool hear_correction(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const bool has_unit = !said.main().unit.empty();
  OrderLine* line = line_of(talk, talk.last_order);
  // "no, room 502" says nothing but the unit, just after an order was opened.
  const bool may_be_corrected =
      !talk.question || talk.question->ask == Ask::contact || talk.question->ask == Ask::time;
  const bool only_unit = has_unit && said.main().intent == Intent::other && line && is_open(*line) &&
                         may_be_corrected && !is_whole(UnitId{said.main().unit}) &&
                         draft.now < line->opened_at + std::chrono::minutes{30};
  const bool corrects = only_unit || (said.is_correction && (has_unit || said.window || !said.phone.empty()));
  if (!corrects) return false;
  if (!line || !is_open(*line)) {
    const auto lines = open_lines(talk);
    if (lines.empty()) return false;
    line = lines.back();
  }
  WorkOrder* order = load(draft, line->order);
  if (!order) return false;
  keep_words(draft, *order, heard);
  const bool was_waiting = order->state == OrderState::received && !order->is_registered;
  if (has_unit) set_unit(draft, talk, *order, said.main());
  if (said.window) set_visit(draft, *order, *said.window);
  if (was_waiting)
    dispatch(draft, *order);
  else if (has_unit)
    tell_those_on_it(draft, *order, say("news_place", {number_of(*order), where_of(draft, *order)}));
  else
    tell_those_on_it(draft, *order, say("news_visit", {number_of(*order), window_of(*order)}));
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("corrected", {number_of(*order), where_of(draft, *order)}));
  letter.orders.push_back(order->id);
  const bool is_still_to_be_asked = was_waiting && !is_ready(draft, *order);
  if (is_still_to_be_asked ||
      (talk.question && talk.question->order == order->id && talk.question->ask == Ask::unit))
    ask_next(draft, talk, *order);
  return true;
}

void reopen_for(Draft& draft, Conversation& talk, const OrderId& id, const Heard& heard) {
  WorkOrder* order = load(draft, id);
  if (!order) return say_nothing_open(draft, talk);
  if (order->is_open()) return add_detail(draft, talk, id, heard);
  keep_words(draft, *order, heard);
  if (reopen(draft, *order, "resident")) return say_nothing_open(draft, talk);
  if (talk.question && (talk.question->ask == Ask::score || talk.question->ask == Ask::confirm))
    talk.question.reset();
  talk.last_order = id;
  OutMessage& letter = reply(draft, talk);
  const char* phrase = waits_for_better_weather(*order) ? "reopened_in_storm"
                       : order->is_registered           ? "reopened_for_morning"
                                                        : "reopened";
  letter.says.push_back(say(
      phrase, {number_of(*order), matter_of(draft.words(id)), morning_of(*order), storm_of(draft, *order)}));
  letter.orders.push_back(id);
}

bool hear_it_is_back(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const bool quotes_it = !heard.quote.empty() && said.main().intent == Intent::repair;
  if ((!said.is_again && !quotes_it) || said.is_another || said.main().intent != Intent::repair) return false;
  std::vector<OrderLine*> lines = lines_in_grace(draft, talk);
  std::erase_if(lines, [&](const OrderLine* line) {
    return line->order != heard.quote && !said.main().trade.empty() && line->trade != said.main().trade;
  });
  const auto meant = meant_by(draft, talk, lines, heard);
  if (meant.empty()) return false;
  if (meant.size() > 1)
    ask_which(draft, talk, meant, "reopen");
  else
    reopen_for(draft, talk, meant.front()->order, heard);
  return true;
}

bool hear_it_cannot_wait(Draft& draft, Conversation& talk, const Heard& heard) {
  const std::string& trade = heard.features.main().trade;
  OrderLine* line = line_of(talk, talk.last_order);
  const bool may_wait =
      line && (line->state == OrderState::received || line->state == OrderState::dispatched);
  if (!may_wait || (!trade.empty() && trade != line->trade)) return false;
  WorkOrder* order = load(draft, line->order);
  if (!order || !(order->is_registered || order->is_storm_bound)) return false;
  order->is_urgent = true;
  keep_words(draft, *order, heard);
  dispatch(draft, *order);
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(noted(draft, *order));
  letter.orders.push_back(order->id);
  return true;
}

// "Fixed" or "still leaking", and scores, when nothing was asked just now.
bool hear_verdict(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const auto done = lines_in_grace(draft, talk);
  if (said.answer == Answer::not_fixed && !done.empty()) {
    auto candidates = done;
    if (talk.question && !talk.question->orders.empty())
      std::erase_if(candidates, [&](const OrderLine* line) {
        return std::find(talk.question->orders.begin(), talk.question->orders.end(), line->order) ==
               talk.question->orders.end();
      });
    const auto meant = meant_by(draft, talk, candidates.empty() ? done : candidates, heard);
    if (meant.size() > 1) {
      ask_which(draft, talk, meant, "reopen");
    } else if (!meant.empty()) {
      // Not fixed and dissatisfied may both be true: somebody goes again, and the head hears why.
      const OrderId id = meant.front()->order;
      const bool is_dissatisfied =
          said.score && *said.score <= 2 && talk.question && talk.question->ask == Ask::score;
      reopen_for(draft, talk, id, heard);
      WorkOrder* order = load(draft, id);
      if (is_dissatisfied && order)
        begin_improvement(draft, *order, verdict_of(talk, heard.features, heard.text, *said.score));
    }
    return true;
  }
  if (said.answer == Answer::fixed && said.main().intent == Intent::other && !done.empty()) {
    reply(draft, talk).says.push_back(say("glad_it_is_fixed"));
    return true;
  }
  if (!said.score) return false;
  // Of what was done first, all together as it was asked; then of the survey that came last.
  std::vector<OrderId> asked, surveys;
  for (const OrderLine& line : talk.orders)
    if (line.follow_up == FollowUpState::chat || line.follow_up == FollowUpState::sms ||
        line.follow_up == FollowUpState::phone)
      (line.kind == survey_kind ? surveys : asked).push_back(line.order);
  if (asked.empty() && !surveys.empty()) asked = {surveys.back()};
  if (asked.empty()) return false;
  take_verdict(draft, asked, verdict_of(talk, heard.features, heard.text, *said.score));
  return true;
}

}  // namespace steward::domain
