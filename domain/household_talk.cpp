// Letting somebody into one's unit, and taking it back, in words: what is not known yet is asked for, one
// thing at a time, then whether it is meant.

#include <algorithm>

#include "domain/code_limits.hpp"
#include "domain/hearing.hpp"
#include "domain/household.hpp"
#include "domain/letters.hpp"
#include "domain/phones.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

constexpr const char* letting_in = "let_in";
constexpr const char* putting_out = "put_out";

void end(Draft& draft, Conversation& talk, const char* why) {
  talk.newcomer.reset();
  talk.question.reset();
  reply(draft, talk).says.push_back(say(why));
}

std::string phone_in(const Draft& draft, const Conversation& talk, const Features& said) {
  return e164(said.phone, draft.site_of(talk).region);
}

void learn(const Draft& draft, Conversation& talk, const Features& said) {
  Newcomer& who = *talk.newcomer;
  if (const std::string phone = phone_in(draft, talk, said); !phone.empty()) who.phone = phone;
  if (!said.main().unit.empty()) who.unit = UnitId{said.main().unit};
  if (!said.relative.empty()) who.called = said.relative;
}

// Only whom the register has there lets others in, not who was let in.
std::vector<Resident::Home> homes_meant(const Resident& by, const UnitId& given) {
  std::vector<Resident::Home> homes;
  for (const Resident::Home& home : by.homes)
    if (!home.let_in && (given.empty() || may_mean(given.value, home.unit))) homes.push_back(home);
  return homes;
}

void go_on_letting_in(Draft& draft, Conversation& talk, const Resident& by) {
  Newcomer& who = *talk.newcomer;
  const std::vector<Resident::Home> homes = homes_meant(by, who.unit);
  if (homes.empty()) return end(draft, talk, "let_in_not_yours");
  if (who.phone.empty()) return ask(draft, talk, Ask::contact, {}, letting_in);
  if (homes.size() > 1) return ask(draft, talk, Ask::unit, {}, letting_in);
  who.unit = homes.front().unit;
  if (is_full(draft, homes.front())) return end(draft, talk, "let_in_full");
  ask(draft, talk, Ask::confirm, {}, letting_in);
}

// Whom they have let in; and themselves, where somebody else did.
std::vector<Newcomer> whom_they_may_put_out(Draft& draft, const Resident& by) {
  std::vector<Newcomer> people;
  for (const Resident* one : households_of(draft, by.homes))
    for (const Resident::Home& home : one->homes)
      if (home.let_in && (home.let_in->by == by.id || one->id == by.id))
        people.push_back({one->phone, home.unit, home.let_in->called});
  return people;
}

std::vector<Newcomer> those_meant(std::vector<Newcomer> people, const Newcomer& said) {
  std::erase_if(people, [&](const Newcomer& one) {
    return (!said.phone.empty() && one.phone != said.phone) ||
           (!said.unit.empty() && !may_mean(said.unit.value, one.unit));
  });
  const auto is_called_so = [&](const Newcomer& one) { return one.called == said.called; };
  if (!said.called.empty() && std::any_of(people.begin(), people.end(), is_called_so))
    std::erase_if(people, [&](const Newcomer& one) { return !is_called_so(one); });
  return people;
}

void go_on_putting_out(Draft& draft, Conversation& talk, const Resident& by) {
  const auto meant = those_meant(whom_they_may_put_out(draft, by), *talk.newcomer);
  if (meant.empty()) return end(draft, talk, "put_out_nobody");
  if (meant.size() > 1) {
    const bool is_one_person = std::all_of(
        meant.begin(), meant.end(), [&](const Newcomer& one) { return one.phone == meant.front().phone; });
    return ask(draft, talk, is_one_person ? Ask::unit : Ask::contact, {}, putting_out);
  }
  talk.newcomer = meant.front();
  ask(draft, talk, Ask::confirm, {}, putting_out);
}

Resident* who_asks(Draft& draft, const Conversation& talk) {
  if (talk.resident.empty()) return nullptr;
  draft.need({{key_of(talk.resident)}, {}});
  return draft.find_resident(talk.resident);
}

// The number that was given is somebody else's: whoever is not bound yet is asked for their own.
void bind_first(Draft& draft, Conversation& talk, Heard heard) {
  talk.newcomer.reset();
  reply(draft, talk).says.push_back(say("let_in_bind_first"));
  heard.features.phone.clear();
  begin_binding(draft, talk, heard);
}

void go_on(Draft& draft, Conversation& talk, const Heard& heard, const std::string& purpose) {
  const Resident* by = who_asks(draft, talk);
  if (!by) return bind_first(draft, talk, heard);
  learn(draft, talk, heard.features);
  purpose == letting_in ? go_on_letting_in(draft, talk, *by) : go_on_putting_out(draft, talk, *by);
}

// Things may have changed since it was asked whether it is meant.
void let_in_if_still_allowed(Draft& draft, Conversation& talk, const Resident& by) {
  const Resident::Home* home = home_in(by, talk.newcomer->unit);
  if (!home || home->let_in) return end(draft, talk, "let_in_not_yours");
  if (is_full(draft, *home)) return end(draft, talk, "let_in_full");
  // Somebody is written to who did not ask for it: an hour and a site have as many of these as of codes.
  if (!takes_a_code(draft, talk) || are_codes_used_up(draft, draft.site_of(talk)))
    return end(draft, talk, "let_in_not_now");
  let_in(draft, talk, by);
}

bool answers_whether(Draft& draft, Conversation& talk, const Features& said) {
  const bool asks_for_more = draft.rules.kind_for(said.main().intent) && !said.main().trade.empty();
  if (asks_for_more || (said.answer != Answer::yes && said.answer != Answer::no)) return false;
  if (said.answer == Answer::no) return end(draft, talk, "left_as_it_is"), true;
  const bool is_letting_in = talk.question->purpose == letting_in;
  const Resident* by = who_asks(draft, talk);
  if (!by) return end(draft, talk, "button_too_old"), true;
  talk.question.reset();
  is_letting_in ? let_in_if_still_allowed(draft, talk, *by) : put_out(draft, talk, *by);
  talk.newcomer.reset();
  return true;
}

}  // namespace

bool is_of_household(const Question& question) {
  return question.purpose == letting_in || question.purpose == putting_out;
}

Say household_question(const Conversation& talk) {
  const bool is_letting_in = talk.question->purpose == letting_in;
  switch (talk.question->ask) {
    case Ask::contact: return say(is_letting_in ? "ask_newcomer_phone" : "ask_leaver_phone");
    case Ask::confirm:
      return say(is_letting_in ? "ask_let_in" : "ask_put_out",
                 {{"unit", talk.newcomer->unit.value}, tail_of(talk.newcomer->phone)});
    default: return say("ask_household_unit");
  }
}

void begin_letting_in(Draft& draft, Conversation& talk, const Heard& heard) {
  talk.newcomer = Newcomer{};
  go_on(draft, talk, heard, letting_in);
}

void begin_putting_out(Draft& draft, Conversation& talk, const Heard& heard) {
  talk.newcomer = Newcomer{};
  go_on(draft, talk, heard, putting_out);
}

bool hear_household_answer(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  if (!talk.question || !talk.newcomer || !is_of_household(*talk.question)) return false;
  if (talk.question->ask == Ask::confirm) return answers_whether(draft, talk, said);
  const bool answers = talk.question->ask == Ask::contact
                           ? !phone_in(draft, talk, said).empty()
                           : !said.matters.empty() && !said.main().unit.empty();
  if (answers) go_on(draft, talk, heard, std::string{talk.question->purpose});
  return answers;
}

}  // namespace steward::domain
