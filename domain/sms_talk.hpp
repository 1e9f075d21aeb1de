#pragma once
// What is different where people write by SMS: nothing can be pressed, so numbers stand for buttons; STOP is
// obeyed before all else; and the number says who writes.

#include <string>
#include <string_view>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// The one message that goes to whoever wants none: that none will come.
inline constexpr std::string_view opt_out_slot = "opt_out";
// … and the code that they ask for in their chat.
inline bool goes_after_stop(const OutMessage& message) {
  return message.slot == opt_out_slot || message.slot == "code" || !message.staff.empty();
}

// People are asked by SMS only where their answers come back.
bool may_ask_by_sms(const Rules& rules);

// STOP and START; false where the message is neither. An answer to a question may look like one: "N".
bool hear_opt_out(Draft& draft, Conversation& talk, const MessageReceived& message);

// A number that the last message offered presses its button, once.
MessageReceived as_pressed(Conversation& talk, MessageReceived message);

// Whoever is registered with the number that writes, as the register says it now.
void know_by_phone(Draft& draft, Conversation& talk, const std::string& phone);

// "5=score:7K3M9Q:5": what each number presses, kept with the conversation. A survey's are the scores
// themselves.
std::vector<std::string> choices_of(const OutMessage& message);
// "Answer with a number: 5 satisfied, 3 so-so …"; to staff, who have many messages, the words themselves.
Say offer_of(const OutMessage& message, const std::vector<std::string>& labels, std::string_view between);

}  // namespace steward::domain
