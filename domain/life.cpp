#include "domain/life.hpp"

#include <array>

namespace steward::domain {
namespace {

using enum OrderState;
using enum Act;

constexpr uint8_t program = static_cast<uint8_t>(Actor::program);
constexpr uint8_t desk = Actor::program | Actor::desk;
constexpr uint8_t whoever_may_take_it = Actor::offered | Actor::holder | Actor::desk;
constexpr uint8_t whoever_has_it = Actor::holder | Actor::desk;
constexpr uint8_t whoever_wants_it_gone = Actor::resident | Actor::desk;
constexpr uint8_t whose_word_counts = Actor::program | Actor::resident | Actor::desk;

constexpr std::array transitions{
    Transition{received, dispatch, dispatched, desk},
    Transition{received, hold_back, received, program},
    Transition{received, accept, accepted, whoever_may_take_it},
    Transition{received, finish, done, static_cast<uint8_t>(Actor::desk)},
    Transition{received, cancel, cancelled, whoever_wants_it_gone},
    Transition{received, refuse_as_not_ours, not_ours, static_cast<uint8_t>(Actor::desk)},

    Transition{dispatched, dispatch, dispatched, desk},
    Transition{dispatched, hold_back, received, program},
    Transition{dispatched, accept, accepted, whoever_may_take_it},
    Transition{dispatched, eta, accepted, whoever_may_take_it},
    Transition{dispatched, decline, dispatched, whoever_may_take_it},
    Transition{dispatched, cancel, cancelled, whoever_wants_it_gone},
    Transition{dispatched, refuse_as_not_ours, not_ours, whoever_may_take_it},

    Transition{accepted, dispatch, dispatched, desk},
    Transition{accepted, eta, accepted, whoever_has_it},
    Transition{accepted, arrive, on_site, whoever_has_it},
    Transition{accepted, finish, done, whoever_has_it},
    Transition{accepted, put_on_hold, on_hold, whoever_has_it},
    Transition{accepted, decline, dispatched, whoever_has_it},
    Transition{accepted, take_back, dispatched, desk},
    Transition{accepted, cancel, cancelled, whoever_wants_it_gone},
    Transition{accepted, refuse_as_not_ours, not_ours, whoever_has_it},

    Transition{on_site, dispatch, dispatched, desk},
    Transition{on_site, eta, on_site, whoever_has_it},
    Transition{on_site, finish, done, whoever_has_it},
    Transition{on_site, put_on_hold, on_hold, whoever_has_it},
    Transition{on_site, decline, dispatched, whoever_has_it},
    Transition{on_site, cancel, cancelled, whoever_wants_it_gone},
    Transition{on_site, refuse_as_not_ours, not_ours, whoever_has_it},

    Transition{on_hold, dispatch, dispatched, desk},
    Transition{on_hold, resume, accepted, whoever_has_it},
    Transition{on_hold, eta, accepted, whoever_has_it},
    Transition{on_hold, arrive, on_site, whoever_has_it},
    Transition{on_hold, finish, done, whoever_has_it},
    Transition{on_hold, put_on_hold, on_hold, whoever_has_it},
    Transition{on_hold, decline, dispatched, whoever_has_it},
    Transition{on_hold, cancel, cancelled, whoever_wants_it_gone},
    Transition{on_hold, refuse_as_not_ours, not_ours, whoever_has_it},

    Transition{done, ask, done, program},
    Transition{done, answer, followed_up, whose_word_counts},
    Transition{done, reopen, dispatched, whose_word_counts},
    Transition{done, close, closed, desk},
    Transition{followed_up, ask, followed_up, program},
    Transition{followed_up, answer, followed_up, whose_word_counts},
    Transition{followed_up, reopen, dispatched, whose_word_counts},
    Transition{followed_up, close, closed, whose_word_counts},
    Transition{closed, answer, followed_up, whose_word_counts},  // of whoever had been given up
    Transition{closed, reopen, dispatched, whose_word_counts},
};

}  // namespace

std::span<const Transition> life_of_an_order() { return transitions; }

std::variant<OrderState, Refusal> next_state(OrderState from, Act act, Actor who) {
  for (const Transition& row : transitions) {
    if (row.from != from || row.act != act) continue;
    if ((row.who & static_cast<uint8_t>(who)) == 0) return Refusal::not_allowed;
    return row.to;
  }
  return Refusal::not_now;
}

Actor actor_for(const Staff& staff, const WorkOrder& order) {
  if (staff.role != Role::technician) return Actor::desk;
  if (order.is_taken()) return order.accepted_by == staff.id ? Actor::holder : Actor::stranger;
  if (order.was_offered_to(staff.id)) return Actor::offered;
  return Actor::stranger;
}

std::string_view to_string(Refusal refusal) {
  switch (refusal) {
    case Refusal::not_found: return "not_found";
    case Refusal::which_site: return "which_site";
    case Refusal::not_allowed: return "not_allowed";
    case Refusal::not_now: return "not_now";
    case Refusal::already_taken: return "already_taken";
    case Refusal::not_offered: return "not_offered";
    case Refusal::bad_input: return "bad_input";
  }
  return "?";
}

}  // namespace steward::domain
