// What happens at the desk under rehearsal while the clock turns: timers fire, messages are delivered.

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "app/rehearsal/desk.hpp"
#include "app/run_on.hpp"
#include "scheduler/fire.hpp"

namespace steward::app::rehearsal {
namespace {

constexpr domain::Lane lanes[]{domain::Lane::urgent, domain::Lane::normal, domain::Lane::bulk};
constexpr int most_rounds = 200;  // at one instant; more is a clock that sets itself

template <class T>
T checked(net::Result<T> result) {
  if (!result) throw std::runtime_error(net::to_string(result.error()));
  return std::move(*result);
}

}  // namespace

std::optional<domain::Instant> Desk::next_due() {
  std::optional<domain::Instant> next = checked(run_on(context_, store_.next_timer()));
  for (const domain::Lane lane : lanes) {
    const auto message = checked(run_on(context_, store_.next_message(lane)));
    if (message && (!next || *message < *next)) next = message;
  }
  return next;
}

void Desk::fire_due() {
  for (const auto& timer : checked(run_on(context_, store_.claim_timers(100)))) {
    const auto due = scheduler::parse_timer(timer.timer);
    note(due ? fmt::format("    ({} of {})", domain::to_string(due->rule),
                           due->document.type == domain::DocumentType::order
                               ? numbered(domain::OrderId(due->document.id))
                               : due->document.id)
             : "    (" + timer.timer + ")");
    ++events_;
    checked(run_on(context_, scheduler::fire(store_, rules(), timer)));
    if (const auto aside = checked(run_on(context_, store_.set_asides(1))); !aside.empty())
      throw std::runtime_error("a timer could not be decided: " + set_aside_reason());
    note_orders();
  }
}

void Desk::deliver(const storage::ClaimedMessage& claimed) {
  const auto delivered =
      checked(run_on(context_, notifier::deliver(store_, rules(), carriers_, claimed, now_)));
  using What = storage::SendOutcome::What;
  if (delivered.what != What::sent) {
    note(fmt::format("    not delivered to {}: {}", claimed.message.to.value, delivered.reason));
    return;
  }
  const auto& message = claimed.message;
  const Name name =
      !message.staff.empty() ? message.staff.value : name_of(message.to).value_or(message.to.value);
  Heard heard{now_, name, message, configuration_.phrases.render(message, rules())};
  std::string line = "  -> " + name;
  if (channels::split(message.to).channel == "sms") line += " by SMS";
  for (const auto& order : message.orders) line += " [" + numbered(order) + "]";
  if (message.asks != domain::Ask::none) line += " asks " + std::string(domain::to_string(message.asks));
  line += ": " + heard.words.text;
  for (const auto& label : heard.words.buttons) line += " [" + label + "]";
  note(line);
  heard_.push_back(std::move(heard));
}

void Desk::deliver_due() {
  for (const domain::Lane lane : lanes)
    for (const auto& claimed : checked(run_on(context_, store_.claim_messages(lane, 100)))) deliver(claimed);
}

void Desk::settle() {
  for (int round = 0;; ++round) {
    const auto next = next_due();
    if (!next || *next > now_) return;
    if (round == most_rounds)
      throw std::runtime_error("something sets itself due again and again at this instant");
    fire_due();
    deliver_due();
  }
}

void Desk::play(const Waits& waits) {
  const domain::Instant until = now_ + waits.duration;
  for (auto next = next_due(); next && *next <= until; next = next_due()) {
    turn_to(std::max(now_, *next));
    settle();
  }
  turn_to(until);
}

void Desk::turn_to(domain::Instant at) {
  now_ = at;
  store_.set_now(at);
}

// The orders that were opened since, in sequence, and how those changed that were touched.
void Desk::note_orders() {
  std::vector<domain::WorkOrder> touched;
  for (const auto& line : checked(run_on(context_, store_.feed(feed_cursor_, 1000)))) {
    feed_cursor_ = line.cursor;
    if (line.entry.what != "order") continue;
    if (auto order = document<domain::WorkOrder>(domain::key_of(domain::OrderId(line.entry.id))))
      touched.push_back(std::move(*order));
  }
  std::stable_sort(touched.begin(), touched.end(), [this](const auto& one, const auto& other) {
    return place_in_conversation(one) < place_in_conversation(other);
  });
  for (const domain::WorkOrder& order : touched) note_order(order);
}

// One message may open several orders at once: their reporter's conversation has them in the sequence they
// were said.
size_t Desk::place_in_conversation(const domain::WorkOrder& order) {
  const auto talk = document<domain::Conversation>(domain::key_of(order.reporter));
  if (!talk) return 0;
  const auto is_it = [&](const domain::OrderLine& line) { return line.order == order.id; };
  return static_cast<size_t>(std::find_if(talk->orders.begin(), talk->orders.end(), is_it) -
                             talk->orders.begin());
}

void Desk::note_order(const domain::WorkOrder& order) {
  if (!looks_.contains(order.id)) orders_.push_back(order.id);
  const auto or_else = [](const std::string& text, const char* nothing) {
    return text.empty() ? nothing : text;
  };
  std::string look =
      fmt::format("{}: {} {}", numbered(order.id), order.kind, or_else(order.trade, "(no trade)"));
  if (order.hazard != domain::Hazard::none) look += " " + std::string(domain::to_string(order.hazard));
  look += fmt::format(", unit {}, {}, holder {}", or_else(order.unit.value, "?"),
                      domain::to_string(order.state), or_else(order.holder.value, "nobody"));
  if (order.follow_up.state != domain::FollowUpState::none)
    look += ", follow-up " + std::string(domain::to_string(order.follow_up.state));
  if (looks_[order.id] != look) note("    = " + look);
  looks_[order.id] = look;
}

}  // namespace steward::app::rehearsal
