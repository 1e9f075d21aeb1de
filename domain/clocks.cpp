#include "domain/clocks.hpp"

#include <algorithm>
#include <array>

namespace steward::domain {
namespace {

struct Row {
  ClockRule rule;
  std::string_view text;
};
constexpr std::array<Row, 31> table{{
    {ClockRule::offer, "offer"},
    {ClockRule::alert, "alert"},
    {ClockRule::reach, "reach"},
    {ClockRule::offer_anew, "offer_anew"},
    {ClockRule::escalation, "escalation"},
    {ClockRule::morning, "morning"},
    {ClockRule::remind_question, "remind_question"},
    {ClockRule::desk_task, "desk_task"},
    {ClockRule::idle, "idle"},
    {ClockRule::idle_answer, "idle_answer"},
    {ClockRule::shift_end, "shift_end"},
    {ClockRule::hold_check, "hold_check"},
    {ClockRule::follow_up, "follow_up"},
    {ClockRule::follow_up_sms, "follow_up_sms"},
    {ClockRule::follow_up_phone, "follow_up_phone"},
    {ClockRule::follow_up_end, "follow_up_end"},
    {ClockRule::measure_remind, "measure_remind"},
    {ClockRule::measure_missed, "measure_missed"},
    {ClockRule::measure_check, "measure_check"},
    {ClockRule::desk_check, "desk_check"},
    {ClockRule::promise, "promise"},
    {ClockRule::closing, "closing"},
    {ClockRule::storm, "storm"},
    {ClockRule::gather, "gather"},
    {ClockRule::handover_place, "handover_place"},
    {ClockRule::handover_head, "handover_head"},
    {ClockRule::handover_offer, "handover_offer"},
    {ClockRule::handover_end, "handover_end"},
    {ClockRule::cover, "cover"},
    {ClockRule::slot, "slot"},
    {ClockRule::notice, "notice"},
}};

}  // namespace

std::string_view to_string(ClockRule rule) {
  for (const Row& row : table)
    if (row.rule == rule) return row.text;
  return "?";
}

std::optional<ClockRule> clock_rule_from(std::string_view text) {
  for (const Row& row : table)
    if (row.text == text) return row.rule;
  return std::nullopt;
}

void Clocks::set(ClockRule rule, Instant due) {
  std::erase_if(paused_, [rule](const PausedClock& clock) { return clock.rule == rule; });
  for (Clock& clock : entries_)
    if (clock.rule == rule) {
      clock.due = due;
      return;
    }
  entries_.push_back({rule, due});
}

void Clocks::set_paused(PausedClock clock) {
  stop(clock.rule);
  paused_.push_back(clock);
}

void Clocks::stop(ClockRule rule) {
  std::erase_if(entries_, [rule](const Clock& clock) { return clock.rule == rule; });
  std::erase_if(paused_, [rule](const PausedClock& clock) { return clock.rule == rule; });
}

void Clocks::stop_all() {
  entries_.clear();
  paused_.clear();
}

void Clocks::pause(bool (*stands_still)(ClockRule), Instant now) {
  for (const Clock& clock : std::vector(entries_))
    if (stands_still(clock.rule)) set_paused({clock.rule, clock.due, now});
}

bool Clocks::has(ClockRule rule) const {
  const auto is_it = [rule](const PausedClock& clock) { return clock.rule == rule; };
  return is_running(rule) || std::any_of(paused_.begin(), paused_.end(), is_it);
}

std::optional<Instant> Clocks::due(ClockRule rule) const {
  for (const Clock& clock : entries_)
    if (clock.rule == rule) return clock.due;
  return std::nullopt;
}

}  // namespace steward::domain
