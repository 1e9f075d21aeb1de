#include "domain/sms_talk.hpp"

#include <algorithm>

#include "domain/household.hpp"
#include "domain/letters.hpp"

namespace steward::domain {
namespace {

// Of a button by its place: scores by their value, "not fixed" among them as the lowest, all else from 1 on.
char number_of_button(const OutMessage& message, size_t place) {
  const std::string& data = message.buttons[place].data;
  if (message.asks != Ask::score) return static_cast<char>('1' + place);
  if (data.starts_with("score:")) return data.back();
  return '1';
}

constexpr size_t most_numbered = 9;

}  // namespace

bool may_ask_by_sms(const Rules& rules) { return rules.sends_sms && rules.hears_sms; }

bool hear_opt_out(Draft& draft, Conversation& talk, const MessageReceived& message) {
  const OptOut said = message.features.opt_out;
  const bool is_an_answer = talk.question && message.features.answer != Answer::none;
  if (said == OptOut::none || is_an_answer) return false;
  draft.by = "resident";
  talk.last_at = draft.now;
  talk.wants_no_sms = said == OptOut::stop;
  if (talk.wants_no_sms) talk.question.reset();
  if (message.press == opt_out_answered) return true;
  OutMessage& letter = reply(draft, talk);
  letter.slot = opt_out_slot;
  letter.says.push_back(say(said == OptOut::stop ? "sms_stopped" : "sms_started"));
  return true;
}

MessageReceived as_pressed(const Conversation& talk, MessageReceived message) {
  const auto digit = message.features.bare_digit;
  if (!message.press.empty() || !digit) return message;
  const std::string begins = std::to_string(*digit) + "=";
  const auto chosen = std::find_if(talk.choices.begin(), talk.choices.end(),
                                   [&](const std::string& one) { return one.starts_with(begins); });
  if (chosen != talk.choices.end()) message.press = chosen->substr(begins.size());
  return message;
}

void know_by_phone(Draft& draft, Conversation& talk, const std::string& phone) {
  if (talk.is_bound() || phone.empty()) return;
  if (const Staff* staff = draft.reference.with_phone(phone)) {
    talk.staff = staff->id;
    talk.name = staff->name;
    talk.phone = staff->phone;
    return;
  }
  draft.need({.documents = {key_of(resident_id_of(phone))}});
  if (const Resident* resident = resident_with(draft, phone)) know_as(talk, *resident);
}

std::vector<std::string> choices_of(const OutMessage& message) {
  std::vector<std::string> choices;
  for (size_t i = 0; i < std::min(message.buttons.size(), most_numbered); ++i)
    choices.push_back(std::string{number_of_button(message, i)} + "=" + message.buttons[i].data);
  return choices;
}

Say offer_of(const OutMessage& message, const std::vector<std::string>& labels, std::string_view between) {
  const bool is_to_staff = !message.staff.empty();
  std::string choices;
  for (size_t i = 0; i < std::min({labels.size(), message.buttons.size(), most_numbered}); ++i) {
    if (!choices.empty()) choices += between;
    if (!is_to_staff) choices += std::string{number_of_button(message, i)} + " ";
    choices += labels[i];
  }
  return say(is_to_staff ? "sms_words" : "sms_numbers", {{"choices", std::move(choices)}});
}

}  // namespace steward::domain
