// Whose chat account this is: proved by a one-time code to the registered phone. Everybody hears the same
// words, whether the phone is registered or not: so what depends on the register is looked at last, and only
// decides whether an SMS goes out.

#include <algorithm>

#include "domain/code_limits.hpp"
#include "domain/fingerprint.hpp"
#include "domain/hearing.hpp"
#include "domain/household.hpp"
#include "domain/letters.hpp"
#include "domain/phones.hpp"

namespace steward::domain {
namespace {

std::string hash_of(const std::string& code, const AccountId& account) {
  return fingerprint(account.value + "/" + code, 12);
}

std::string new_code(Draft& draft) {
  uint64_t bits = 0;
  for (std::byte byte : draft.entropy(8)) bits = bits << 8 | std::to_integer<uint64_t>(byte);
  std::string code = std::to_string(bits % 1'000'000);
  return std::string(6 - code.size(), '0') + code;
}

bool is_registered(Draft& draft, const std::string& phone) {
  return resident_with(draft, phone) || draft.reference.with_phone(phone);
}

// Says why no code is sent, to whoever asks for whatever phone.
void refuse_code(OutMessage& letter, Conversation& talk, const std::string& why) {
  talk.question.reset();
  letter.says.push_back(say(why));
  letter.buttons.push_back({"btn.person", {}, "person"});
}

void send_sms(Draft& draft, Conversation& talk, const std::string& phone) {
  // The phone has a limit of its own, whichever accounts ask.
  Conversation& receiver = draft.conversation(sms_account(phone));
  receiver.phone = phone;
  if (!takes_a_code(draft, receiver)) return;
  const Site& site = draft.site_of(talk);
  const std::string code = new_code(draft);
  talk.binding->code_hash = hash_of(code, talk.account);
  count_code(draft, site);
  OutMessage& sms = reply(draft, receiver);
  sms.language = language_of(draft, talk);
  sms.says.push_back(say("code", {{"code", code}, {"site", site.name}}));
  sms.lane = Lane::urgent;
  sms.expires_at = draft.now + draft.rules.manners.code_lives;
  sms.slot = "code";
}

void send_code(Draft& draft, Conversation& talk, const std::string& phone) {
  draft.need({{key_of(resident_id_of(phone)), key_of(sms_account(phone))}, {}, {}});
  OutMessage& letter = reply(draft, talk);
  if (!takes_a_code(draft, talk)) return refuse_code(letter, talk, "too_many_codes");
  if (are_codes_used_up(draft, draft.site_of(talk))) return refuse_code(letter, talk, "codes_used_up");
  Binding& binding = *talk.binding;
  binding.phone = phone;
  binding.sent_at = draft.now;
  binding.tries = 0;
  binding.code_hash.clear();
  talk.question = Question{Ask::code, {}, {}, "bind", draft.now, 1, {}};
  letter.says.push_back(say("code_sent_if_registered"));
  letter.asks = Ask::code;
  if (is_registered(draft, phone)) send_sms(draft, talk, phone);
}

void bind_resident(Draft& draft, Conversation& talk, Resident& resident) {
  // A household knows who joined it.
  for (const AccountId& other : resident.accounts) {
    if (other == talk.account) continue;
    draft.need({{key_of(other)}, {}});
    if (Conversation* known = draft.find_conversation(other))
      reply(draft, *known).says.push_back(say("account_joined"));
  }
  know_as(talk, resident);
  if (std::find(resident.accounts.begin(), resident.accounts.end(), talk.account) == resident.accounts.end())
    resident.accounts.push_back(talk.account);
}

void bind_staff(Draft& draft, Conversation& talk, const Staff& staff) {
  Staff bound = staff;
  std::erase(bound.accounts, talk.account);
  bound.accounts.insert(bound.accounts.begin(), talk.account);
  talk.staff = staff.id;
  talk.name = staff.name;
  talk.phone = staff.phone;
  draft.commit().bound_staff = std::move(bound);
}

// Whoever is registered with this phone, which has been proved; nothing where nobody is.
std::optional<Say> bind_by_phone(Draft& draft, Conversation& talk, const std::string& phone) {
  if (const Staff* staff = draft.reference.with_phone(phone))
    return bind_staff(draft, talk, *staff), say("bound_staff", {{"name", talk.name}});
  if (Resident* resident = resident_with(draft, phone))
    bind_resident(draft, talk, *resident);
  else
    return std::nullopt;
  return talk.name.empty() ? say("bound_unnamed") : say("bound", {{"name", talk.name}});
}

// The phone that the platform vouches for, of whoever writes this.
std::string proved_phone(const Draft& draft) {
  const auto* message = std::get_if<MessageReceived>(&draft.event.body);
  return message ? message->profile_phone : std::string();
}

void try_code(Draft& draft, Conversation& talk, const std::string& code) {
  Binding& binding = *talk.binding;
  OutMessage& letter = reply(draft, talk);
  const bool is_alive = !binding.phone.empty() && binding.tries < draft.rules.manners.code_tries &&
                        draft.now < binding.sent_at + draft.rules.manners.code_lives;
  ++binding.tries;
  const bool is_right =
      is_alive && !binding.code_hash.empty() && binding.code_hash == hash_of(code, talk.account);
  if (!is_right) {
    const bool is_over = !is_alive || binding.tries >= draft.rules.manners.code_tries;
    if (is_over) talk.question.reset();
    letter.says.push_back(say(is_over ? "code_dead" : "code_wrong"));
    if (!is_over) letter.asks = Ask::code;
    return;
  }
  talk.question.reset();
  const std::string phone = binding.phone;
  binding.code_hash.clear();
  // Nobody: put out since the code was sent.
  letter.says.push_back(bind_by_phone(draft, talk, phone).value_or(say("code_dead")));
}

}  // namespace

bool is_own_card(const Draft& draft, const Heard& heard) {
  return !heard.text.empty() && heard.text == proved_phone(draft);
}

void begin_binding(Draft& draft, Conversation& talk, const Heard& heard) {
  if (talk.is_bound()) return void(reply(draft, talk).says.push_back(say("bound_already")));
  const std::string said = e164(heard.features.phone, draft.site_of(talk).region);
  const std::string proved = proved_phone(draft);
  const bool needs_no_code = !proved.empty() && (said.empty() || said == proved);
  if (needs_no_code) {
    draft.need({{key_of(resident_id_of(proved))}, {}, {}});
    if (auto bound = bind_by_phone(draft, talk, proved))
      return talk.question.reset(), reply(draft, talk).says.push_back(std::move(*bound));
  }
  if (!said.empty()) return send_code(draft, talk, said);
  talk.question = Question{Ask::contact, {}, {}, "bind", draft.now, 1, {}};
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("ask_phone_to_bind"));
  letter.asks = Ask::contact;
}

bool hear_binding_answer(Draft& draft, Conversation& talk, const Heard& heard) {
  if (!talk.question || talk.question->purpose != "bind") return false;
  if (talk.question->ask == Ask::contact) {
    if (heard.features.phone.empty()) return false;
    begin_binding(draft, talk, heard);
    return true;
  }
  if (heard.features.code.empty() || !talk.binding) return false;
  draft.need({{key_of(resident_id_of(talk.binding->phone))}, {}});
  try_code(draft, talk, heard.features.code);
  return true;
}

}  // namespace steward::domain
