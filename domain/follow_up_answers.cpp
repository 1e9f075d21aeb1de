// What a score, a reason, a refusal to be asked changes.

#include <algorithm>

#include "domain/follow_up.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/order_acts.hpp"
#include "domain/scores.hpp"

namespace steward::domain {
namespace {

void stop_asking(WorkOrder& order) {
  for (ClockRule rule :
       {ClockRule::follow_up, ClockRule::follow_up_sms, ClockRule::follow_up_phone, ClockRule::follow_up_end,
        ClockRule::desk_check, ClockRule::measure_check, ClockRule::closing})
    order.clocks.stop(rule);
  order.holder = {};
}

void close(Draft& draft, WorkOrder& order) {
  if (draft.move(order, Act::close, Actor::program)) return;
  order.clocks.stop_all();
  draft.record(order, Happened::closed);
}

void take_ratings(Draft& draft, WorkOrder& order, const Verdict& verdict) {
  const auto take = [&](std::string_view what, const std::optional<int>& said, std::optional<int>& into) {
    if (!said) return;
    into = said;
    draft.record(order, Happened::rated, std::string{what} + std::to_string(*said));
  };
  take(speed_rating, verdict.speed, order.follow_up.speed);
  take(service_rating, verdict.service, order.follow_up.service);
}

// One order; true where it is satisfied, false where the desk still owes something.
void take_one(Draft& draft, WorkOrder& order, const Verdict& verdict) {
  stop_asking(order);
  if (order.follow_up.state == FollowUpState::unreached) count_for_plan(draft, order, unreached_by_plan, -1);
  draft.move(order, Act::answer, Actor::program);
  order.follow_up.score = verdict.score;
  order.follow_up.method = verdict.method;
  order.follow_up.state = FollowUpState::answered;
  draft.record(order, Happened::answered, std::to_string(verdict.score));
  take_ratings(draft, order, verdict);
  if (!verdict.text.empty())
    draft.words(order.id).entries.push_back(
        {draft.now, verdict.is_recorded_by_staff ? draft.by : "resident", verdict.text, {}, {}});
  if (verdict.score <= dissatisfied_up_to) return begin_improvement(draft, order, verdict);
  const bool wants_reason =
      verdict.score < satisfied_from && !order.follow_up.has_asked_reason && !verdict.is_recorded_by_staff;
  if (!wants_reason) return close(draft, order);
  order.follow_up.has_asked_reason = true;
  order.clocks.set(ClockRule::closing, draft.now + std::chrono::hours{24});
}

void answer_them(Draft& draft, Conversation& talk, const std::vector<OrderId>& orders,
                 const Verdict& verdict) {
  OutMessage& letter = reply(draft, talk);
  if (verdict.score >= satisfied_from) {
    letter.says.push_back(say("thanks_for_score"));
    const bool has_said_all = verdict.speed || verdict.service || is_sms(talk.account);
    if (!has_said_all) letter.buttons.push_back(button("btn.rate_more", "rate", orders.front()));
  } else if (verdict.score <= dissatisfied_up_to)
    letter.says.push_back(say("sorry_improving"));
  else {
    letter.says.push_back(say("ask_reason"));
    letter.asks = Ask::reason;
    talk.question = Question{Ask::reason, orders.front(), orders, {}, draft.now, 1, {}};
  }
}

std::vector<WorkOrder*> those_answered(Draft& draft, const std::vector<OrderId>& ids) {
  Reads reads;
  for (const OrderId& id : ids) {
    reads.documents.push_back(key_of(id));
    reads.documents.push_back(words_key_of(id));
  }
  draft.need(reads);
  std::vector<WorkOrder*> orders;
  for (const OrderId& id : ids)
    if (WorkOrder* order = draft.find_with_reporter(id); order && takes_answers(*order))
      orders.push_back(order);
  return orders;
}

}  // namespace

bool takes_answers(const WorkOrder& order) {
  return order.state == OrderState::done || order.state == OrderState::followed_up ||
         (order.state == OrderState::closed && order.follow_up.state == FollowUpState::unreached);
}

Verdict verdict_of(const Conversation& talk, const Features& said, std::string text, int score) {
  return {.score = score,
          .text = std::move(text),
          .method = is_sms(talk.account) ? "sms" : "chat",
          .speed = said.speed,
          .service = said.service};
}

void take_verdict(Draft& draft, const std::vector<OrderId>& ids, const Verdict& verdict) {
  const auto orders = those_answered(draft, ids);
  for (WorkOrder* order : orders) take_one(draft, *order, verdict);
  const auto* heard = std::get_if<MessageReceived>(&draft.event.body);
  if (orders.empty() && heard)
    return void(reply(draft, draft.conversation(heard->from)).says.push_back(say("survey_is_over")));
  if (orders.empty() || verdict.is_recorded_by_staff || orders.front()->reporter.empty()) return;
  Conversation& talk = draft.conversation(heard ? heard->from : orders.front()->reporter);
  talk.question.reset();
  answer_them(draft, talk, ids, verdict);
}

void hear_rating(Draft& draft, Conversation& talk, WorkOrder& order, std::string_view said) {
  OutMessage& letter = reply(draft, talk);
  const bool is_answered = order.follow_up.score.has_value();
  if (!is_answered) return void(letter.says.push_back(say("button_too_old")));
  Verdict rating;
  const int score = said.empty() ? 0 : said.back() - '0';
  const bool is_valid = score >= 1 && score <= 5;
  if (is_valid && said.starts_with(speed_rating)) rating.speed = score;
  if (is_valid && said.starts_with(service_rating)) rating.service = score;
  take_ratings(draft, order, rating);
  if (rating.service) return void(letter.says.push_back(say("thanks_for_rating")));
  letter.says.push_back(say(rating.speed ? "rate_service" : "rate_speed"));
  const std::string_view next = rating.speed ? service_rating : speed_rating;
  for (const char* value : {"5", "4", "3", "2", "1"}) {
    letter.buttons.push_back(button("", "rate", order.id));
    letter.buttons.back().text = value;
    letter.buttons.back().data += ":" + std::string{next} + value;
  }
}

void take_reason(Draft& draft, const std::vector<OrderId>& ids, const std::string& text) {
  for (WorkOrder* order : those_answered(draft, ids)) {
    draft.words(order->id).entries.push_back({draft.now, "resident", text, {}, {}});
    draft.record(*order, Happened::reason_given);
    if (order->follow_up.state == FollowUpState::answered) close(draft, *order);
  }
}

void decline_follow_up(Draft& draft, Conversation& talk) {
  talk.wants_no_follow_up = true;
  std::vector<OrderId> pending;
  for (const OrderLine& line : talk.orders)
    if (line.state == OrderState::done) pending.push_back(line.order);
  for (WorkOrder* order : those_answered(draft, pending)) {
    stop_asking(*order);
    order->follow_up.state = FollowUpState::declined;
    draft.record(*order, Happened::follow_up_declined);
    close(draft, *order);
  }
  if (talk.question && (talk.question->ask == Ask::score || talk.question->ask == Ask::reason))
    talk.question.reset();
  reply(draft, talk).says.push_back(say("no_more_asking"));
}

MayRefuse note_no_answer(Draft& draft, WorkOrder& order, const Staff& by) {
  constexpr std::chrono::hours another_time_of_day{4};
  if (by.role == Role::technician) return Refusal::not_allowed;
  if (order.follow_up.state != FollowUpState::phone) return Refusal::not_now;
  draft.record(order, Happened::not_picked_up);
  order.clocks.set(ClockRule::desk_check,
                   next_decent(draft.rules, draft.site_of(order), draft.now + another_time_of_day));
  return std::nullopt;
}

}  // namespace steward::domain
