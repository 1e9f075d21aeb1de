#pragma once
// The clocks of a document: which rule is due when. Timers in storage are a projection of them, so a document
// and its timers can never disagree; a timer that fires for a clock that no longer stands does nothing.

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/time.hpp"

namespace steward::domain {

enum class ClockRule : uint8_t {
  // of an order
  offer,            // an offer lapses
  alert,            // nobody accepted a hazard: again
  reach,            // an alert has not reached whom it is for: the next step
  offer_anew,       // a shift of the trade begins
  escalation,       // nobody takes it: the next step of its chain
  morning,          // registered at night, dispatched now
  remind_question,  // a required answer did not come: asked again
  desk_task,        // … and then a task of the front desk
  idle,             // accepted, no arrival: asked about
  idle_answer,      // … and no answer: taken back
  shift_end,        // the holder goes home
  hold_check,       // on site or on hold for too long: asked about
  follow_up,        // the question whether it is really fixed
  follow_up_sms,    // no answer in chat
  follow_up_phone,  // none by SMS
  follow_up_end,    // nobody was reached: no more asking
  measure_remind,   // the head has not named a measure
  measure_missed,   // … and the manager hears
  measure_check,    // after the measure's date: asked again
  desk_check,       // held by the front desk: looked at again
  promise,          // the holder is warned of what was promised, or it is missed
  closing,          // the reason for a middling score did not come: closed all the same
  storm,            // waits for the end of a storm: looked at again
  // of a conversation
  gather,          // the pieces of a message are complete
  handover_place,  // nobody came: place in the queue
  handover_head,   // … the head
  handover_offer,  // … the offer to write it down
  handover_end,    // taken over, then silence: the program is back
  cover,           // who leaves the front desk has named nobody
  // of a plan
  slot,
  // of a notice
  notice,  // the next piece of its audience, or the next copies
};

std::string_view to_string(ClockRule rule);
std::optional<ClockRule> clock_rule_from(std::string_view text);

struct Clock {
  ClockRule rule;
  Instant due;
  bool operator==(const Clock&) const = default;
};

// A clock that stands still: what it was set to, and since when.
struct PausedClock {
  ClockRule rule;
  Instant due{}, since{};
  bool operator==(const PausedClock&) const = default;

  Duration left() const { return std::max(due - since, Duration{0}); }
};

// A handful of entries: a vector is smaller and faster than any map. A rule has one clock, running or paused.
class Clocks {
 public:
  void set(ClockRule rule, Instant due);
  void set_paused(PausedClock clock);
  void stop(ClockRule rule);
  void stop_all();
  // Those that run of the rules for which that holds stand still from now on.
  void pause(bool (*stands_still)(ClockRule), Instant now);
  std::optional<Instant> due(ClockRule rule) const;
  bool is_running(ClockRule rule) const { return due(rule).has_value(); }
  bool has(ClockRule rule) const;                             // running or paused
  const std::vector<Clock>& all() const { return entries_; }  // that run
  const std::vector<PausedClock>& paused() const { return paused_; }
  bool operator==(const Clocks&) const = default;

 private:
  std::vector<Clock> entries_;
  std::vector<PausedClock> paused_;
};

}  // namespace steward::domain
