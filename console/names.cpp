#include "console/names.hpp"

#include "console/console.hpp"

#include <array>
#include <utility>

namespace steward::console {
namespace {

using domain::Answer;
using domain::Happened;
using domain::Media;
using domain::StaffVerb;

template <class Label, std::size_t N>
using Table = std::array<std::pair<Label, std::string_view>, N>;

constexpr Table<Happened, 47> happenings{{
    {Happened::opened, "opened"},
    {Happened::unit_known, "unit_known"},
    {Happened::visit_set, "visit_set"},
    {Happened::offered, "offered"},
    {Happened::offer_lapsed, "offer_lapsed"},
    {Happened::alerted, "alerted"},
    {Happened::alerted_otherwise, "alerted_otherwise"},
    {Happened::staff_unreached, "staff_unreached"},
    {Happened::held_by_desk, "held_by_desk"},
    {Happened::registered_for_morning, "registered_for_morning"},
    {Happened::accepted, "accepted"},
    {Happened::declined, "declined"},
    {Happened::eta_given, "eta_given"},
    {Happened::arrived, "arrived"},
    {Happened::finished, "finished"},
    {Happened::put_on_hold, "put_on_hold"},
    {Happened::resumed, "resumed"},
    {Happened::cancelled, "cancelled"},
    {Happened::not_ours, "not_ours"},
    {Happened::reopened, "reopened"},
    {Happened::urged, "urged"},
    {Happened::asked_if_moving, "asked_if_moving"},
    {Happened::taken_back, "taken_back"},
    {Happened::handed_to_next_shift, "handed_to_next_shift"},
    {Happened::asked_follow_up, "asked_follow_up"},
    {Happened::follow_up_by_sms, "follow_up_by_sms"},
    {Happened::follow_up_by_phone, "follow_up_by_phone"},
    {Happened::confirmed_fixed, "confirmed_fixed"},
    {Happened::answered, "answered"},
    {Happened::measure_named, "measure_named"},
    {Happened::head_told, "head_told"},
    {Happened::manager_told, "manager_told"},
    {Happened::closed, "closed"},
    {Happened::detail_added, "detail_added"},
    {Happened::dispatched_by_desk, "dispatched_by_desk"},
    {Happened::follow_up_declined, "follow_up_declined"},
    {Happened::reason_given, "reason_given"},
    {Happened::message_failed, "message_failed"},
    {Happened::promise_missed, "promise_missed"},
    {Happened::drawn, "drawn"},
    {Happened::rated, "rated"},
    {Happened::unreached, "unreached"},
    {Happened::storm_waited, "storm_waited"},
    {Happened::storm_over, "storm_over"},
    {Happened::not_picked_up, "not_picked_up"},
    {Happened::message_delivered, "message_delivered"},
    {Happened::message_read, "message_read"},
}};
constexpr Table<StaffVerb, 22> verbs{{
    {StaffVerb::none, "none"},
    {StaffVerb::accept, "accept"},
    {StaffVerb::decline, "decline"},
    {StaffVerb::eta, "eta"},
    {StaffVerb::arrive, "arrive"},
    {StaffVerb::finish, "finish"},
    {StaffVerb::hold, "hold"},
    {StaffVerb::resume, "resume"},
    {StaffVerb::cancel, "cancel"},
    {StaffVerb::not_ours, "not_ours"},
    {StaffVerb::dispatch, "dispatch"},
    {StaffVerb::measure, "measure"},
    {StaffVerb::report_for, "report_for"},
    {StaffVerb::close, "close"},
    {StaffVerb::ask_who_is_on, "ask_who_is_on"},
    {StaffVerb::swap_shifts, "swap_shifts"},
    {StaffVerb::step_away, "step_away"},
    {StaffVerb::come_back, "come_back"},
    {StaffVerb::no_answer, "no_answer"},
    {StaffVerb::call_typhoon, "call_typhoon"},
    {StaffVerb::call_rainstorm, "call_rainstorm"},
    {StaffVerb::call_storm_off, "call_storm_off"},
}};
constexpr Table<Media::Form, 4> forms{{
    {Media::Form::photo, "photo"},
    {Media::Form::voice, "voice"},
    {Media::Form::video, "video"},
    {Media::Form::file, "file"},
}};
constexpr Table<Answer, 5> answers{{
    {Answer::none, "none"},
    {Answer::yes, "yes"},
    {Answer::no, "no"},
    {Answer::fixed, "fixed"},
    {Answer::not_fixed, "not_fixed"},
}};

template <class Label, std::size_t N>
std::string_view found(const Table<Label, N>& table, Label label) {
  for (const auto& [one, name] : table)
    if (one == label) return name;
  return "other";
}

}  // namespace

std::string_view name_of(Happened what) { return found(happenings, what); }
std::string_view name_of(Media::Form form) { return found(forms, form); }
std::string_view name_of(Answer answer) { return found(answers, answer); }
std::string_view name_of(StaffVerb verb) { return found(verbs, verb); }

std::string conversation_ref(const domain::AccountId& account) {
  return token_hash("conversation " + account.str()).substr(0, 20);
}

std::string channel_of(const domain::AccountId& account) {
  return account.str().substr(0, account.str().find(':'));
}

// The others are words of staff in chat, about no order.
std::optional<StaffVerb> verb_named(std::string_view name) {
  for (const auto& [verb, one] : verbs) {
    const bool is_for_an_order = verb == StaffVerb::close || verb == StaffVerb::no_answer ||
                                 (verb != StaffVerb::none && verb < StaffVerb::report_for);
    if (one == name && is_for_an_order) return verb;
  }
  return std::nullopt;
}

}  // namespace steward::console
