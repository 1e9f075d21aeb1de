#pragma once
// What staff say of the roster in chat: who is on, swapping a shift, stepping away from the front desk.

#include <string_view>

#include "domain/draft.hpp"

namespace steward::domain {

// who_is_on.cpp
void say_who_is_on(Draft& draft, Conversation& talk, const Staff& asker);

// swapping.cpp: "周三和王师傅换班". The other is asked; the roster changes when they agree.
void ask_to_swap(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message);
// A button, or plain words where only one question is open.
void answer_swap(Draft& draft, Conversation& talk, const Staff& staff, const SwapAsked& asked, bool agrees);
inline constexpr std::string_view swap_yes = "swap_yes", swap_no = "swap_no";

// covering.cpp: "我离开半小时".
void step_away(Draft& draft, Conversation& talk, const Staff& staff, minutes length);
void name_cover(Draft& draft, Conversation& talk, const Staff& staff, const StaffId& cover);
// False where they were not away.
bool come_back(Draft& draft, Conversation& talk, const Staff& staff);
// The clock of whoever has named nobody.
void miss_the_cover(Draft& draft, Conversation& talk);
inline constexpr std::string_view names_cover = "cover", comes_back = "back";

// roster_talk.cpp
// A button about the roster; false where it is none.
bool press_about_roster(Draft& draft, Conversation& talk, const Staff& staff, const std::string& data);
// Plain words about it.
bool talk_about_roster(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message);

// The roster as it is from now on; entries that were agreed for days gone by are dropped.
void set_roster(Draft& draft, std::vector<Shift> shifts);

}  // namespace steward::domain
