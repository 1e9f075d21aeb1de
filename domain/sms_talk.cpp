#include "domain/sms_talk.hpp"

#include <algorithm>

#include "domain/household.hpp"
#include "domain/letters.hpp"

namespace steward::domain {
namespace {

// Of a button by its place: scores by their value, "not fixed" as the lowest of them and "fixed" as the
// highest, whichever message offers them; all else from 1 on.
char number_of_button(const OutMessage& message, size_t place) {
  const std::string& data = message.buttons[place].data;
  if (data.starts_with("score:")) return data.back();
  if (data.starts_with("not_fixed:")) return '1';
  if (data.starts_with("fixed:")) return '5';
  return static_cast<char>('1' + place);
}

// What the provider has obeyed, by whatever words; else what the words say.
OptOut said_in(const MessageReceived& message) {
  if (!message.press.starts_with(opt_out_answered)) return message.features.opt_out;
  return message.press.ends_with(":stop") ? OptOut::stop : OptOut::start;
}

constexpr size_t most_numbered = 9;

}  // namespace

bool may_ask_by_sms(const Rules& rules) { return rules.sends_sms && rules.hears_sms; }

bool hear_opt_out(Draft& draft, Conversation& talk, const MessageReceived& message) {
  if (draft.reference.with_phone(message.profile_phone))
    return false;  // who works for the desk is told what to do
  const OptOut said = said_in(message);
  const bool is_obeyed = message.press.starts_with(opt_out_answered);
  const bool is_offered_something = talk.question || !talk.choices.empty();
  const bool is_an_answer = is_offered_something && message.features.answer != Answer::none;
  if (said == OptOut::none || (is_an_answer && !is_obeyed)) return false;
  draft.by = "resident";
  talk.last_at = draft.now;
  talk.wants_no_sms = said == OptOut::stop;
  if (is_obeyed && said == OptOut::start && is_an_answer) return false;  // "YES", to us as well
  if (talk.wants_no_sms) {
    talk.question.reset();
    talk.choices.clear();
  }
  if (is_obeyed) return true;
  OutMessage& letter = reply(draft, talk);
  letter.slot = opt_out_slot;
  letter.says.push_back(say(said == OptOut::stop ? "sms_stopped" : "sms_started"));
  return true;
}

MessageReceived as_pressed(Conversation& talk, MessageReceived message) {
  if (message.press.starts_with(opt_out_answered)) message.press.clear();
  const auto digit = message.features.bare_digit;
  const bool speaks_to_a_person = talk.handover && !talk.handover->is_written_down;
  if (!message.press.empty() || !digit || speaks_to_a_person) return message;
  const std::string begins = std::to_string(*digit) + "=";
  const auto chosen = std::find_if(talk.choices.begin(), talk.choices.end(),
                                   [&](const std::string& one) { return one.starts_with(begins); });
  if (chosen == talk.choices.end()) return message;
  message.press = chosen->substr(begins.size());
  talk.choices.clear();
  return message;
}

void know_by_phone(Draft& draft, Conversation& talk, const std::string& phone) {
  if (phone.empty()) return;
  const Staff* staff = draft.reference.with_phone(phone);
  if (!staff) draft.need({.documents = {key_of(resident_id_of(phone))}});
  talk.staff = staff ? staff->id : StaffId{};
  const Resident* resident = staff ? nullptr : resident_with(draft, phone);
  if (resident) return know_as(talk, *resident);
  talk.resident = {};
  talk.units.clear();
  if (staff) talk.name = staff->name;
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
