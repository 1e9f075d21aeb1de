// On site, on hold, done.

#include <algorithm>

#include "domain/attendance.hpp"
#include "domain/follow_up.hpp"
#include "domain/letters.hpp"
#include "domain/order_acts.hpp"
#include "domain/projections.hpp"

namespace steward::domain {
namespace {

std::vector<WorkOrder*> those_behind(Draft& draft, const WorkOrder& done) {
  const auto& theirs = draft.index(orders_of_staff(done.done_by));
  Reads reads;
  for (const std::string& id : theirs) reads.documents.push_back(key_of(OrderId{id}));
  draft.need(reads);
  std::vector<WorkOrder*> behind;
  for (const std::string& id : theirs) {
    WorkOrder* other = draft.find_order(OrderId{id});
    if (other && other->id != done.id && other->state == OrderState::accepted &&
        other->accepted_by == done.done_by)
      behind.push_back(other);
  }
  return behind;
}

// Orders that waited behind this one are asked about only from now on.
void restart_those_behind(Draft& draft, const WorkOrder& done) {
  const std::vector<WorkOrder*> behind = those_behind(draft, done);
  Reads reporters;  // all at once, however many they are
  for (const WorkOrder* other : behind)
    if (!other->reporter.empty()) {
      reporters.documents.push_back(key_of(other->reporter));
      reporters.documents.push_back(words_key_of(other->id));
    }
  draft.need(reporters);
  for (WorkOrder* other : behind) set_idle_clock(draft, *other);
}

void keep_words(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action) {
  if (action.text.empty() && action.media.empty()) return;
  draft.words(order.id).entries.push_back({draft.now, by.id.value, action.text, action.media, {}});
  order.photos +=
      static_cast<int>(std::count_if(action.media.begin(), action.media.end(),
                                     [](const Media& one) { return one.form == Media::Form::photo; }));
}

}  // namespace

MayRefuse arrive(Draft& draft, WorkOrder& order, const Staff& by) {
  if (order.state == OrderState::on_site && order.accepted_by == by.id) return std::nullopt;
  if (auto refused = draft.move(order, Act::arrive, actor_for(by, order))) return refused;
  order.arrived_at = draft.now;
  for (ClockRule rule : {ClockRule::idle, ClockRule::idle_answer, ClockRule::shift_end})
    order.clocks.stop(rule);
  order.clocks.set(ClockRule::hold_check, draft.now + draft.rules.manners.on_site_check);
  draft.record(order, Happened::arrived);
  return std::nullopt;
}

MayRefuse finish(Draft& draft, WorkOrder& order, const Staff& by, const OrderAction& action) {
  const Actor actor = actor_for(by, order);
  const StaffId worker = order.accepted_by.empty() ? by.id : order.accepted_by;
  if (auto refused = draft.move(order, Act::finish, actor)) return refused;
  order.done_by = worker;
  order.done_at = draft.now;
  order.holder = {};
  order.clocks.stop_all();
  keep_words(draft, order, by, action);
  draft.record(order, Happened::finished);
  note_finished_order(draft, worker);
  restart_those_behind(draft, order);

  if (OutMessage* letter = to_reporter(draft, order)) {
    const Kind* kind = draft.rules.kind(order.kind);
    const std::string general = action.text.empty() ? "done" : "done_with_note";
    letter->says.push_back(say(kind ? kind->phrase(general) : general,
                               {number_of(order), matter_of(draft.words(order.id)), {"note", action.text}}));
    const bool was_repaired = !kind || kind->handler == Handler::technician;
    if (was_repaired)
      letter->buttons = {button("btn.fixed", "fixed", order.id),
                         button("btn.not_fixed", "not_fixed", order.id)};
    letter->slot = "status:" + order.id.value;
  }
  plan_follow_up(draft, order);
  return std::nullopt;
}

MayRefuse put_on_hold(Draft& draft, WorkOrder& order, const Staff& by, const std::string& reason) {
  if (auto refused = draft.move(order, Act::put_on_hold, actor_for(by, order))) return refused;
  order.clocks.stop_all();
  order.clocks.set(ClockRule::hold_check, draft.now + draft.rules.manners.hold_check);
  draft.record(order, Happened::put_on_hold, reason);
  if (OutMessage* letter = to_reporter(draft, order)) {
    letter->says.push_back(
        say(reason.empty() ? "on_hold" : "on_hold_because", {number_of(order), {"reason", reason}}));
    letter->slot = "status:" + order.id.value;
  }
  return std::nullopt;
}

MayRefuse resume(Draft& draft, WorkOrder& order, const Staff& by) {
  if (auto refused = draft.move(order, Act::resume, actor_for(by, order))) return refused;
  order.holder = order.accepted_by;
  order.clocks.stop(ClockRule::hold_check);
  set_idle_clock(draft, order);
  draft.record(order, Happened::resumed);
  return std::nullopt;
}

}  // namespace steward::domain
