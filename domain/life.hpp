#pragma once
// The life of a work order: from which state which act leads where, and who may do it. The only such place.

#include <cstdint>
#include <span>
#include <variant>

#include "domain/commit.hpp"
#include "domain/documents.hpp"
#include "domain/reference.hpp"

namespace steward::domain {

enum class Act : uint8_t {
  dispatch,   // brought to somebody: offered, alerted
  hold_back,  // held by the front desk for want of an answer, or till the morning
  accept,
  decline,
  eta,
  arrive,
  finish,
  put_on_hold,
  resume,
  cancel,
  refuse_as_not_ours,
  take_back,  // from a holder who does not move, or goes home
  reopen,
  ask,
  answer,
  close,
};

// Who acts, as far as this order is concerned. Bits, so that a row can name several.
enum class Actor : uint8_t {
  program = 1,   // a clock, a rule
  resident = 2,  // whose order it is
  offered = 4,   // was offered it and may still take it
  holder = 8,    // accepted it
  desk = 16,     // front desk, head, manager
  stranger = 0,
};
constexpr uint8_t operator|(Actor one, Actor other) {
  return static_cast<uint8_t>(one) | static_cast<uint8_t>(other);
}
constexpr uint8_t operator|(uint8_t some, Actor other) {
  return static_cast<uint8_t>(some | static_cast<uint8_t>(other));
}

struct Transition {
  OrderState from;
  Act act;
  OrderState to;
  uint8_t who;
};
std::span<const Transition> life_of_an_order();

// Where the act leads, or why it is refused.
std::variant<OrderState, Refusal> next_state(OrderState from, Act act, Actor who);

Actor actor_for(const Staff& staff, const WorkOrder& order);

}  // namespace steward::domain
