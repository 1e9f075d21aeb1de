#pragma once
// Asking whether it is really fixed, and what follows from the answer.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// ---- asking: follow_up.cpp
// Done: asked later at a decent hour; a kind that is not followed up is closed at once.
void plan_follow_up(Draft& draft, WorkOrder& order);
// In chat, together with the other orders of this resident that are due.
void ask_in_chat(Draft& draft, WorkOrder& order);
// No answer: the one reminder, then a task for the front desk.
void ask_by_sms(Draft& draft, WorkOrder& order);
void ask_by_phone(Draft& draft, WorkOrder& order);
// What was to ask them did not arrive there: the next way need not wait.
void hasten_follow_up(const Draft& draft, WorkOrder& order, const AccountId& unreached);
// Nobody was reached in all that time: closed politely, and counted apart from what was answered.
void give_up_asking(Draft& draft, WorkOrder& order);
Instant first_phone_reminder(const Draft& draft, const WorkOrder& order);

// ---- answers: follow_up_answers.cpp
struct Verdict {
  int score = 0;       // 1..5
  std::string text;    // their words
  std::string method;  // chat, sms, phone
  bool is_recorded_by_staff = false;
  std::optional<int> speed = {}, service = {};
};
// What a resident said in chat or by SMS.
Verdict verdict_of(const Conversation& talk, const Features& said, std::string text, int score);
// Asked about, or done; whoever answers after they were given up is heard too.
bool takes_answers(const WorkOrder& order);
// Counts for all the orders that were asked about together.
void take_verdict(Draft& draft, const std::vector<OrderId>& orders, const Verdict& verdict);
// Speed and service, of whoever is willing to say: "speed4"; nothing yet said: asked for.
void hear_rating(Draft& draft, Conversation& talk, WorkOrder& order, std::string_view said);
void take_reason(Draft& draft, const std::vector<OrderId>& orders, const std::string& text);
// Somebody who asks not to be asked.
void decline_follow_up(Draft& draft, Conversation& talk);

// ---- improvement: follow_up_improving.cpp
void begin_improvement(Draft& draft, WorkOrder& order, const Verdict& verdict);
void remind_of_measure(Draft& draft, WorkOrder& order);
void tell_manager_no_measure(Draft& draft, WorkOrder& order);
void ask_after_measure(Draft& draft, WorkOrder& order);

}  // namespace steward::domain
