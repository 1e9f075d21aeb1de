#include "domain/shift_change.hpp"

#include <algorithm>
#include <map>

#include "domain/attendance.hpp"
#include "domain/dispatch.hpp"
#include "domain/letters.hpp"
#include "domain/projections.hpp"
#include "domain/roster.hpp"

namespace steward::domain {
namespace {

constexpr size_t most_told = 20;  // of so many each is named; of the rest it is said how many

using Waiting = std::map<StaffId, std::vector<OrderId>>;

// Somebody on duty whose shift began since then, and did not only go on.
bool has_begun(const Draft& draft, const Staff& staff, Instant since) {
  const Zone& zone = home_site(draft.rules, staff).zone;
  const auto is_there = [&](Instant at) { return is_on_duty(draft.reference, zone, staff.id, at); };
  if (!is_there(draft.now)) return false;
  const auto shifts = shifts_of(draft.reference, zone, staff.id, {since, draft.now});
  return std::any_of(shifts.begin(), shifts.end(), [&](const RosteredShift& one) {
    return one.time.from >= since && one.time.from <= draft.now && !is_there(one.time.from - Duration{1});
  });
}

std::vector<IndexKey> desks(const Rules& rules) {
  std::vector<IndexKey> all{held_by_desk(SiteId{})};  // of a site that is not known yet
  for (const Site& site : rules.sites) all.push_back(held_by_desk(site.id));
  return all;
}

// All that may be told or changed, in as few rounds as there are steps to it.
void load_what_waits(const Draft& draft, const std::vector<const Staff*>& beginners) {
  Reads lists{.indexes = desks(draft.rules)};
  for (const Staff* one : beginners) lists.indexes.push_back(orders_of_staff(one->id));
  lists.indexes.push_back(waiting_conversations());
  draft.need(lists);
  Reads orders;
  for (const IndexKey& list : lists.indexes)
    if (list != waiting_conversations())
      for (const std::string& id : draft.index(list)) {
        orders.documents.push_back(key_of(OrderId{id}));
        orders.documents.push_back(words_key_of(OrderId{id}));
      }
  draft.need(orders);
}

bool is_held_by_former(const Draft& draft, const WorkOrder& order) {
  return order.holder != front_desk_for(draft, order);
}

// What the desk holds is held by whoever has it now.
void pass_what_the_desk_holds(Draft& draft, Waiting& waiting) {
  std::vector<WorkOrder*> passing;
  Reads reporters;
  for (const IndexKey& desk : desks(draft.rules))
    for (const std::string& id : draft.index(desk)) {
      WorkOrder* order = draft.find_order(OrderId{id});
      if (!order || !is_with_the_desk(*order) || !is_held_by_former(draft, *order)) continue;
      passing.push_back(order);
      if (!order->reporter.empty()) reporters.documents.push_back(key_of(order->reporter));
    }
  draft.need(reporters);
  for (WorkOrder* order : passing) {
    draft.record(*order, Happened::handed_to_next_shift, order->holder.value);
    order->holder = front_desk_for(draft, *order);
    waiting[order->holder].push_back(order->id);
  }
}

// What they have accepted and not finished: a visit in this shift, what was on hold.
void add_their_own(Draft& draft, const Staff& staff, Waiting& waiting) {
  for (const std::string& id : draft.index(orders_of_staff(staff.id))) {
    const WorkOrder* order = draft.find_order(OrderId{id});
    if (order && order->is_taken() && order->accepted_by == staff.id) waiting[staff.id].push_back(order->id);
  }
}

Say line_of(Draft& draft, const WorkOrder& order) {
  std::vector<Arg> args{number_of(order),
                        where_of(draft, order),
                        matter_of(draft.words(order.id)),
                        {"state", "waits." + std::string{to_string(order.state)}, Arg::Form::phrase}};
  if (!order.visit_from && !order.visit_to) return say("shift_line", std::move(args));
  args.push_back(window_of(order));
  return say("shift_line_visit", std::move(args));
}

void tell(Draft& draft, const StaffId& who, const std::vector<OrderId>& orders) {
  OutMessage* letter = to_staff(draft, who, nullptr);
  if (!letter) return;
  letter->says.push_back(say("shift_waits", {{"count", std::to_string(orders.size())}}));
  for (size_t i = 0; i < std::min(orders.size(), most_told); ++i)
    letter->says.push_back(line_of(draft, draft.order(orders[i])));
  if (orders.size() > most_told)
    letter->says.push_back(say("digest_more", {{"count", std::to_string(orders.size() - most_told)}}));
}

// Residents who wait for a person; whoever begins at the desk has not heard them ask.
void tell_of_people(Draft& draft, const Staff& staff) {
  const auto& people = draft.index(waiting_conversations());
  const bool has_desk = staff.role == Role::front_desk;
  OutMessage* letter = has_desk && !people.empty() ? to_staff(draft, staff.id, nullptr) : nullptr;
  if (letter) letter->says.push_back(say("shift_people", {{"count", std::to_string(people.size())}}));
}

}  // namespace

Instant next_shift_change(const Draft& draft, Instant after) {
  Instant next = after + std::chrono::days{2};
  for (const Site& site : draft.rules.sites)
    next = std::min(next, next_change(draft.reference, site.zone, after).value_or(next));
  return next;
}

void change_shifts(Draft& draft, Instant since) {
  note_ended_shifts(draft, since);
  std::vector<const Staff*> beginners;
  for (const Staff& one : draft.reference.staff)
    if (has_begun(draft, one, since)) beginners.push_back(&one);
  load_what_waits(draft, beginners);
  Waiting waiting;
  pass_what_the_desk_holds(draft, waiting);
  for (const Staff* one : beginners) add_their_own(draft, *one, waiting);
  for (const auto& [who, orders] : waiting) tell(draft, who, orders);
  for (const Staff* one : beginners) tell_of_people(draft, *one);
}

}  // namespace steward::domain
