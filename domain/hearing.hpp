#pragma once
// The resident's side of a conversation: what one message changes. hearing.cpp finds out what it is; each
// kind of thing that is said has a file of its own.

#include <string>
#include <vector>

#include "domain/draft.hpp"
#include "domain/follow_up.hpp"
#include "domain/order_acts.hpp"

namespace steward::domain {

// What is being heard: one message, or the pieces of one put together.
struct Heard {
  std::string text;
  std::vector<Media> media;
  OrderId quote;
  Instant at{};
  Features features;
};

// hearing.cpp
MayRefuse hear(Draft& draft, const MessageReceived& message);
// The quiet after pieces: what is there now is all.
void hear_the_pieces(Draft& draft, Conversation& talk);

// pressing.cpp: a button of one of our messages.
void hear_press(Draft& draft, Conversation& talk, const std::string& data, const Heard& heard);

// answering.cpp: whether the message answers the open question, and what follows if it does.
bool hear_answer(Draft& draft, Conversation& talk, const Heard& heard);
// "满意。另外楼道灯不亮了": something new besides the answer, of no trade that was asked about.
bool asks_for_more(const Draft& draft, Conversation& talk, const std::vector<OrderId>& asked,
                   const Features& said);
// several_verdicts.cpp: one thing of this order and another of that.
bool hear_several_verdicts(Draft& draft, Conversation& talk, const Heard& heard);
// What several orders could have meant, now that one is chosen.
void do_to_chosen(Draft& draft, Conversation& talk, const OrderId& order, const std::string& purpose,
                  const Heard& heard);

// intake.cpp: something is to be done or written down.
void hear_request(Draft& draft, Conversation& talk, const Heard& heard);
void hear_hazard(Draft& draft, Conversation& talk, const Heard& heard);
// What was said and shown stands with the order; whoever is on it is shown the pictures.
void keep_words(Draft& draft, WorkOrder& order, const Heard& heard);
// More about an order that is open: words, photos.
void add_detail(Draft& draft, Conversation& talk, const OrderId& order, const Heard& heard);
void set_unit(Draft& draft, const Conversation& talk, WorkOrder& order, const Matter& said);
void set_visit(Draft& draft, WorkOrder& order, const TimeWindow& window);

// own_orders.cpp: status, urging, cancelling, another time, corrections, "it leaks again".
void hear_status(Draft& draft, Conversation& talk, const Heard& heard);
void hear_urge(Draft& draft, Conversation& talk, const Heard& heard);
void hear_cancel(Draft& draft, Conversation& talk, const Heard& heard);
void hear_reschedule(Draft& draft, Conversation& talk, const Heard& heard);
bool hear_correction(Draft& draft, Conversation& talk, const Heard& heard);
bool hear_it_is_back(Draft& draft, Conversation& talk, const Heard& heard);
// "It is urgent", of what was to wait for the morning.
bool hear_it_cannot_wait(Draft& draft, Conversation& talk, const Heard& heard);
bool hear_verdict(Draft& draft, Conversation& talk, const Heard& heard);
void reopen_for(Draft& draft, Conversation& talk, const OrderId& order, const Heard& heard);

// where_it_stands.cpp
void say_state(Draft& draft, Conversation& talk, const WorkOrder& order);
// Of a danger that somebody still has to end: whom it frightens is not answered as if it were forgotten.
bool is_acute(OrderState state, Hazard hazard);
// Says where each such danger stands; false where there is none.
bool say_state_of_danger(Draft& draft, Conversation& talk);

// questions.cpp
void ask(Draft& draft, Conversation& talk, Ask what, const OrderId& order, std::string purpose = {});
void ask_which(Draft& draft, Conversation& talk, const std::vector<OrderLine*>& lines, std::string purpose);
// The next thing worth asking about an order, or nothing; one at a time.
void ask_next(Draft& draft, Conversation& talk, WorkOrder& order);
// The unit is known; which of the desk's sites it is in is not.
bool asks_for_site(const Question& question);
// The unit that was given is not in the register: whether it is right.
bool doubts_unit(const Question& question);
// The open question once more, after a detour.
void ask_again(Draft& draft, Conversation& talk);

// handover.cpp
void hand_over(Draft& draft, Conversation& talk, const std::string& why);
void pass_to_person(Draft& draft, Conversation& talk, const Heard& heard);
void remind_of_handover(Draft& draft, Conversation& talk, ClockRule rule);
MayRefuse act_in_conversation(Draft& draft, Conversation& talk, const Staff& by,
                              const ConversationAction& action);

// binding.cpp
bool is_own_card(const Draft& draft, const Heard& heard);  // the number that the platform vouches for
void begin_binding(Draft& draft, Conversation& talk, const Heard& heard);
bool hear_binding_answer(Draft& draft, Conversation& talk, const Heard& heard);

// household_talk.cpp: letting somebody into one's unit, and taking it back.
void begin_letting_in(Draft& draft, Conversation& talk, const Heard& heard);
void begin_putting_out(Draft& draft, Conversation& talk, const Heard& heard);
bool hear_household_answer(Draft& draft, Conversation& talk, const Heard& heard);
bool is_of_household(const Question& question);
Say household_question(const Conversation& talk);

// staff_talk.cpp: staff write plainly.
void hear_staff(Draft& draft, Conversation& talk, const Staff& staff, const MessageReceived& message);

// desk_entry.cpp: what a caller says, written down by the desk.
MayRefuse enter_order(Draft& draft, const OrderEntered& entry);

}  // namespace steward::domain
