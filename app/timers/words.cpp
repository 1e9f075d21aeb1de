#include "app/timers/words.hpp"

#include <fmt/format.h>

namespace steward::app::timers {
namespace {

using domain::ClockRule;
using domain::PlanPurpose;

// {} is who must act; not every sentence names them.
const char* words_of(ClockRule rule) {
  switch (rule) {
    case ClockRule::offer: return "{} has not accepted by then: the next is asked";
    case ClockRule::reach:
      return "an alert has not reached somebody by then: it goes by the next way, or to the next";
    case ClockRule::alert: return "nobody has accepted the emergency by then: everybody is alerted again";
    case ClockRule::offer_anew: return "a shift of the trade begins: it is offered again";
    case ClockRule::escalation: return "nobody takes it by then: the next of its chain is told";
    case ClockRule::morning: return "registered at night: it is dispatched";
    case ClockRule::remind_question: return "the resident is asked again for what is missing";
    case ClockRule::desk_task: return "what is missing becomes a task of the front desk";
    case ClockRule::idle: return "{} is asked whether they are on the way";
    case ClockRule::idle_answer: return "{} has not answered by then: it is taken back";
    case ClockRule::shift_end: return "the shift of {} ends: it goes to the next shift";
    case ClockRule::hold_check: return "on site or on hold for long: {} is asked about it";
    case ClockRule::follow_up: return "the resident is asked whether it is really fixed";
    case ClockRule::follow_up_sms: return "no answer in the chat by then: the resident is asked by SMS";
    case ClockRule::follow_up_phone: return "no answer by then: the front desk is to phone the resident";
    case ClockRule::follow_up_end: return "nobody was reached by then: the resident is asked no more";
    case ClockRule::measure_remind: return "the head is reminded to name a measure";
    case ClockRule::measure_missed: return "no measure by then: the manager hears";
    case ClockRule::measure_check: return "the measure was due: the resident is asked again";
    case ClockRule::desk_check: return "the front desk is reminded of what it holds";
    case ClockRule::promise:
      return "a promise to the resident runs out: {} is warned, or the resident hears an apology";
    case ClockRule::closing: return "no reason came for a middling score: it is closed";
    case ClockRule::storm: return "it waits for the end of a storm: looked at again";
    case ClockRule::gather: return "the pieces of a message are read together";
    case ClockRule::handover_place:
      return "nobody has come by then: the resident hears their place in the queue";
    case ClockRule::handover_head: return "a resident still waits for a person: the desk or its head is told";
    case ClockRule::handover_offer:
      return "nobody has come by then: the resident is offered to write it down";
    case ClockRule::handover_end: return "silent for long: the conversation goes back to the program";
    case ClockRule::cover: return "nobody was named to cover the front desk by then: its head is told";
    case ClockRule::slot: return "a plan runs";
    case ClockRule::notice: return "a notice goes on";
  }
  return "something is due";
}

}  // namespace

std::string sentence_of(ClockRule rule, const std::string& who) {
  return fmt::format(fmt::runtime(words_of(rule)), who.empty() ? "the front desk" : who);
}

std::string sentence_of(PlanPurpose purpose) {
  switch (purpose) {
    case PlanPurpose::digest: return "heads hear what was late, taken back or opened again";
    case PlanPurpose::roster_check:
      return "the front desk's head and the manager hear what tomorrow's roster lacks";
    case PlanPurpose::storm_check: return "whoever can call off a storm that is on is reminded of it";
    case PlanPurpose::report: return "heads and the manager are told the figures of the period";
    case PlanPurpose::follow_up: return "a follow-up plan draws whom it asks, or ends";
    case PlanPurpose::shift_change: return "shifts change: whoever begins hears what waits for them";
  }
  return sentence_of(ClockRule::slot, {});
}

}  // namespace steward::app::timers
