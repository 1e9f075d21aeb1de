#pragma once
// Typhoon and rainstorm days: a switch for each site. While it is on, what can wait stands still, hazards run
// on, and nobody is sent out into the weather. Each order is brought in line with the weather whenever
// anything about it changes, so that none is lost between the switch and the orders.

#include "domain/order_acts.hpp"

namespace steward::domain {

// No danger, and somebody would have to go there.
bool can_wait(const Rules& rules, const WorkOrder& order);
// Which clocks of what can wait stand still.
bool stands_still_in_storm(ClockRule rule);
// The storm that this order waits out; null: it runs on.
const Storm* waits_out(const Rules& rules, const Reference& reference, const WorkOrder& order);
// It stands still and should go on, or the other way round.
bool is_out_of_step(const Rules& rules, const Reference& reference, const WorkOrder& order);

// Heads and the manager, for sites that they serve.
bool may_call_storms(const Staff& staff);
MayRefuse switch_storm(Draft& draft, const StormSwitched& wanted);
// Brings the order in line: its clocks stand still and its reporter is told once; or they go on, and what was
// only registered is dispatched.
void heed_weather(Draft& draft, WorkOrder& order);
// Instead of dispatching it: it goes out once the storm is over. Where the resident says that it cannot wait,
// the front desk is told, and decides.
void register_until_storm_is_over(Draft& draft, WorkOrder& order);
// Registered for that, not for the morning.
bool waits_for_better_weather(const WorkOrder& order);

// "typhoon"
Arg storm_of(const Draft& draft, const WorkOrder& order);
// Whom to call while it lasts; once a letter.
void say_who_is_on_duty(const Draft& draft, OutMessage& letter, const Site& site);

// "台风停工", "停工结束" of a head or the manager; false where it is about something else. storm_talk.cpp
bool talk_about_weather(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message);

// Each morning that one is still on: whoever can call it off is reminded.
void remind_of_storms(Draft& draft);

}  // namespace steward::domain
