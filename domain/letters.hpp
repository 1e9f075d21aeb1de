#pragma once
// Who is written to, in which language, when: letters to staff and to residents, and what alerts carry.

#include <string>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

Say say(std::string phrase, std::vector<Arg> args = {});
Button button(std::string phrase, std::string_view verb, const OrderId& order);

AccountId sms_account(const std::string& phone);
bool is_sms(const AccountId& account);

Language language_of(const Draft& draft, const Conversation& talk);

// An answer to what somebody wrote: goes at any hour.
OutMessage& reply(Draft& draft, Conversation& talk);

// To the resident an order is for, unasked: waits for the morning in the quiet hours unless it is a hazard or
// what an order of this evening does. Null where there is no way to reach anybody.
OutMessage* to_reporter(Draft& draft, const WorkOrder& order);

// To a member of staff, about an order or (null) nothing in particular. Null where there is no such person.
OutMessage* to_staff(Draft& draft, const StaffId& staff, const WorkOrder* order, Lane lane = Lane::normal);

// … at one of their accounts.
OutMessage& to_staff_at(Draft& draft, const Staff& who, const AccountId& account, const WorkOrder* order,
                        Lane lane = Lane::normal);

// "3-2-501 厨房", as far as known, empty while nothing is; of a desk with several sites "东湖新城 3-2-501
// 厨房".
std::string where_is(Draft& draft, const WorkOrder& order);
Arg where_of(Draft& draft, const WorkOrder& order);
Arg number_of(const WorkOrder& order);
Arg matter_of(const Words& words);
Arg window_of(const WorkOrder& order);
Arg name_of(const Draft& draft, const StaffId& staff, std::string name = "who");
Arg time_arg(std::string name, Instant at);
Arg window_arg(std::string name, Instant from, Instant to);

// All that is needed to go: what, where, whom to call, when, photos.
void write_alert(Draft& draft, OutMessage& letter, const WorkOrder& order);
// Tells whoever it is offered to or has it that something about the order changed.
void tell_those_on_it(Draft& draft, const WorkOrder& order, const Say& what);
std::vector<StaffId> those_on_it(const WorkOrder& order);

}  // namespace steward::domain
