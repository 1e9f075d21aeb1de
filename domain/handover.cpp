// A person talks instead of the program, and hands back. Whoever asks for a person has a clock too.

#include "domain/dispatch.hpp"
#include "domain/hearing.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/notice_replies.hpp"
#include "domain/roster.hpp"
#include "domain/text.hpp"

namespace steward::domain {
namespace {

constexpr std::array handover_rules{ClockRule::handover_place, ClockRule::handover_head,
                                    ClockRule::handover_offer, ClockRule::handover_end};

std::string desk_phrase(const std::string& why) {
  if (why == "voice") return "desk_voice_waits";
  return why == "own_data" ? "desk_own_data" : "desk_person_wanted";
}

void stop_clocks(Conversation& talk) {
  for (ClockRule rule : handover_rules) talk.clocks.stop(rule);
}

std::string who_is(const Conversation& talk) {
  if (!talk.name.empty()) return talk.units.empty() ? talk.name : talk.units.front().value + " " + talk.name;
  return talk.account.value;
}

StaffId person_for(const Draft& draft, const Conversation& talk) {
  // Who took it over and has left the staff hears nothing any more.
  if (talk.handover && draft.reference.find(talk.handover->by)) return talk.handover->by;
  return front_desk_on_duty(draft.reference, draft.site_of(talk), draft.now);
}

void tell_the_board(Draft& draft, const Conversation& talk) {
  draft.commit().feed.push_back({"waiting", talk.account.value, draft.site_of(talk).id});
}

Instant next_reminder(const Draft& draft, const Conversation& talk) {
  return next_staff_hour(draft.rules, draft.site_of(talk), draft.now + draft.rules.manners.desk_check);
}

// For as long as nobody comes.
void remind_the_desk(Draft& draft, Conversation& talk) {
  talk.clocks.set(ClockRule::handover_head, next_reminder(draft, talk));
  if (OutMessage* letter = to_staff(draft, person_for(draft, talk), nullptr))
    letter->says.push_back(say("desk_person_still_waits", {{"who", who_is(talk)}}));
}

void end(Draft& draft, Conversation& talk) {
  talk.handover.reset();
  talk.misses = 0;
  stop_clocks(talk);
  tell_the_board(draft, talk);
}

// An outage may have kept a reminder: whoever wrote long ago is not woken by it.
void not_in_the_night(const Draft& draft, const Conversation& talk, OutMessage& letter) {
  const Site& site = draft.site_of(talk);
  const bool is_still_there = draft.now < talk.last_at + draft.rules.manners.handover_silent;
  if (!is_still_there && is_quiet(draft.rules, site, draft.now))
    letter.not_before = next_unquiet(draft.rules, site, draft.now);
}

}  // namespace

void hand_over(Draft& draft, Conversation& talk, const std::string& why) {
  const Manners& manners = draft.rules.manners;
  talk.handover = Handover{draft.now, {}, why, false};
  talk.question.reset();
  talk.misses = 0;
  talk.clocks.set(ClockRule::handover_place, draft.now + manners.person_place);
  talk.clocks.set(ClockRule::handover_head, draft.now + manners.person_head);
  talk.clocks.set(ClockRule::handover_offer, draft.now + manners.person_offer);
  tell_the_board(draft, talk);
  reply(draft, talk).says.push_back(say(why == "voice" ? "person_for_voice" : "person_comes"));
  const auto& heard = std::get_if<MessageReceived>(&draft.event.body);
  const std::string said = heard ? heard->text : std::string{};
  if (OutMessage* letter = to_staff(draft, person_for(draft, talk), nullptr, Lane::urgent)) {
    letter->says.push_back(say(desk_phrase(why), {{"who", who_is(talk)}, {"said", shortened(said, 60)}}));
    name_the_notice(draft, talk, *letter);
    if (heard) letter->media = heard->media;
  }
}

void pass_to_person(Draft& draft, Conversation& talk, const Heard& heard) {
  if (talk.handover && !talk.handover->by.empty())
    talk.clocks.set(ClockRule::handover_end, draft.now + draft.rules.manners.handover_silent);
  if (OutMessage* letter = to_staff(draft, person_for(draft, talk), nullptr, Lane::urgent)) {
    letter->says.push_back(
        say("desk_resident_says", {{"who", who_is(talk)}, {"said", shortened(heard.text, 200)}}));
    letter->media = heard.media;
  }
}

void remind_of_handover(Draft& draft, Conversation& talk, ClockRule rule) {
  if (!talk.handover) return;
  const bool somebody_is_there = !talk.handover->by.empty();
  if (rule == ClockRule::handover_end) {
    end(draft, talk);
    if (!is_quiet(draft.rules, draft.site_of(talk), draft.now))
      reply(draft, talk).says.push_back(say("handed_back"));
    return;
  }
  if (somebody_is_there) return;
  if (rule == ClockRule::handover_place) {
    const auto& waiting = draft.index(IndexKey{"waiting"});
    // Highest score first: those behind us came later.
    size_t place = 1;
    for (auto one = waiting.rbegin(); one != waiting.rend() && *one != talk.account.value; ++one) ++place;
    OutMessage& letter = reply(draft, talk);
    letter.says.push_back(say("person_place", {{"place", std::to_string(place)}}));
    not_in_the_night(draft, talk, letter);
  } else if (rule == ClockRule::handover_head && talk.handover->is_written_down) {
    remind_the_desk(draft, talk);
  } else if (rule == ClockRule::handover_head) {
    const Staff* head = head_of_front_desk(draft.reference);
    if (OutMessage* letter = head ? to_staff(draft, head->id, nullptr, Lane::urgent) : nullptr)
      letter->says.push_back(say("head_person_waits", {{"who", who_is(talk)}}));
  } else {
    talk.handover->is_written_down = true;
    talk.clocks.set(ClockRule::handover_head, next_reminder(draft, talk));
    talk.clocks.set(ClockRule::handover_end, draft.now + draft.rules.manners.person_given_up);
    OutMessage& letter = reply(draft, talk);
    letter.says.push_back(say("person_offer_to_write"));
    letter.asks = Ask::matter;
    not_in_the_night(draft, talk, letter);
  }
}

MayRefuse act_in_conversation(Draft& draft, Conversation& talk, const Staff& by,
                              const ConversationAction& action) {
  if (by.role == Role::technician) return Refusal::not_allowed;
  using Verb = ConversationAction::Verb;
  if (action.verb == Verb::hand_back) {
    if (!talk.handover) return Refusal::not_now;
    end(draft, talk);
    reply(draft, talk).says.push_back(say("handed_back"));
    return std::nullopt;
  }
  if (action.verb == Verb::reply && action.text.empty()) return Refusal::bad_input;
  // Whoever writes to a resident has taken the conversation over.
  if (!talk.handover) talk.handover = Handover{draft.now, {}, "desk", false};
  stop_clocks(talk);
  talk.handover->by = by.id;
  talk.handover->is_written_down = false;
  talk.gathering.reset();
  talk.clocks.stop(ClockRule::gather);
  talk.clocks.set(ClockRule::handover_end, draft.now + draft.rules.manners.handover_silent);
  tell_the_board(draft, talk);
  if (action.verb == Verb::reply) {
    OutMessage& letter = reply(draft, talk);
    letter.text = action.text;
    letter.lane = Lane::urgent;
  }
  return std::nullopt;
}

}  // namespace steward::domain
