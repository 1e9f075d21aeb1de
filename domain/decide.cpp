#include "domain/decide.hpp"

#include "domain/attendance.hpp"
#include "domain/digest.hpp"
#include "domain/dispatch.hpp"
#include "domain/draft.hpp"
#include "domain/follow_up.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/notices.hpp"
#include "domain/order_clocks.hpp"
#include "domain/plans.hpp"
#include "domain/reaching.hpp"
#include "domain/roster.hpp"
#include "domain/roster_talk.hpp"
#include "domain/storms.hpp"

namespace steward::domain {
namespace {

void add_order(Reads& reads, const OrderId& order) {
  reads.documents.push_back(key_of(order));
  reads.documents.push_back(words_key_of(order));
}

// Where a new order may follow, it is offered to whoever of the trade is least busy.
void add_trades(Reads& reads, const Features& features) {
  for (const Matter& matter : features.matters)
    if (!matter.trade.empty() && matter.hazard == Hazard::none) reads.trades.push_back(matter.trade);
}

// ---- what each event names --------------------------------------------------------------------------------

void name(Reads& reads, const MessageReceived& message) {
  reads.documents.push_back(key_of(message.from));
  add_trades(reads, message.features);
  // A button's data names its order behind the verb.
  const size_t colon = message.press.find(':');
  if (colon == std::string::npos) return;
  const size_t end = message.press.find(':', colon + 1);
  const OrderId order{message.press.substr(colon + 1, end == std::string::npos ? end : end - colon - 1)};
  if (!order.empty()) add_order(reads, order);
}
void name(Reads& reads, const OrderAction& action) { add_order(reads, action.order); }
void name(Reads& reads, const OrderEntered& entry) { add_trades(reads, entry.features); }
void name(Reads& reads, const ConversationAction& action) {
  reads.documents.push_back(key_of(action.account));
}
void name(Reads& reads, const AnswerRecorded& answer) { add_order(reads, answer.order); }
void name(Reads& reads, const TimerDue& timer) {
  reads.documents.push_back(timer.document);
  if (timer.document.type == DocumentType::order)
    reads.documents.push_back({DocumentType::words, timer.document.id});
  if (timer.rule == ClockRule::follow_up) reads.indexes.push_back(asking_plans());
}
void name(Reads& reads, const MessageFailed& failure) {
  for (const OrderId& order : failure.orders) add_order(reads, order);
}
void name(Reads& reads, const MessageReported& report) {
  for (const OrderId& order : report.orders) add_order(reads, order);
}
void name(Reads& reads, const PlanSet& set) { reads.documents.push_back(key_of(set.plan.id)); }
void name(Reads& reads, const HolderLeft& left) { add_order(reads, left.order); }
void name(Reads&, const StormSwitched&) {}  // the reference comes with every event
void name(Reads& reads, const WeatherChanged& weather) { add_order(reads, weather.order); }

void name(Reads& reads, const NoticeComposed& composed) {
  if (!composed.notice.corrects.empty()) reads.documents.push_back(key_of(composed.notice.corrects));
}
void name(Reads& reads, const NoticeAction& action) { reads.documents.push_back(key_of(action.notice)); }

// ---- what each event does ---------------------------------------------------------------------------------

MayRefuse happen(Draft& draft, const MessageReceived& message) { return hear(draft, message); }

MayRefuse happen(Draft& draft, const OrderAction& action) {
  const Staff* by = draft.reference.find(action.by);
  if (!by) return Refusal::not_allowed;
  draft.by = by->id.value;
  draft.via = action.via;
  WorkOrder* order = draft.find_with_reporter(action.order);
  if (!order) return Refusal::not_found;
  return act_on_order(draft, *order, *by, action);
}

MayRefuse happen(Draft& draft, const OrderEntered& entry) {
  draft.by = entry.by.value;
  draft.via = "console";
  return enter_order(draft, entry);
}

MayRefuse happen(Draft& draft, const ConversationAction& action) {
  const Staff* by = draft.reference.find(action.by);
  if (!by) return Refusal::not_allowed;
  draft.by = by->id.value;
  draft.via = "console";
  Conversation* talk = draft.find_conversation(action.account);
  if (!talk) return Refusal::not_found;
  return act_in_conversation(draft, *talk, *by, action);
}

MayRefuse happen(Draft& draft, const AnswerRecorded& answer) {
  const Staff* by = draft.reference.find(answer.by);
  if (!by || by->role == Role::technician) return Refusal::not_allowed;
  draft.by = by->id.value;
  draft.via = "console";
  WorkOrder* order = draft.find_with_reporter(answer.order);
  if (!order) return Refusal::not_found;
  if (!takes_answers(*order)) return Refusal::not_now;
  if (answer.features.answer == Answer::not_fixed) {
    draft.words(order->id).entries.push_back({draft.now, draft.by, answer.text, {}, {}});
    return reopen(draft, *order, "phone");
  }
  std::optional<int> score = answer.features.score;
  if (!score) score = answer.features.bare_digit;
  if (!score || *score < 1 || *score > 5) return Refusal::bad_input;
  take_verdict(draft, {order->id}, {*score, answer.text, "phone", true});
  return std::nullopt;
}

// A timer only names a rule; whether it still applies, and since when, the document says. One that comes
// before its time, since the clock it came by was ahead, is refused and stays.
MayRefuse may_fire(const Draft& draft, std::optional<Instant> due) {
  if (!due) return Refusal::not_found;
  if (*due > draft.now) return Refusal::not_now;
  return std::nullopt;
}

MayRefuse fire_of_order(Draft& draft, const TimerDue& timer) {
  WorkOrder* order = draft.find_with_reporter(OrderId{timer.document.id});
  if (const auto refused = may_fire(draft, order ? order->clocks.due(timer.rule) : std::nullopt))
    return refused;
  clock_of_order(draft, *order, timer.rule);
  return std::nullopt;
}

MayRefuse fire_of_plan(Draft& draft, const TimerDue& timer) {
  Plan* plan = draft.find_plan(PlanId{timer.document.id});
  if (const auto refused = may_fire(draft, plan ? plan->clocks.due(timer.rule) : std::nullopt))
    return refused;
  run_plan(draft, *plan);
  return std::nullopt;
}

MayRefuse fire_of_notice(Draft& draft, const TimerDue& timer) {
  Notice* notice = draft.find_notice(NoticeId{timer.document.id});
  if (const auto refused = may_fire(draft, notice ? notice->clocks.due(timer.rule) : std::nullopt))
    return refused;
  go_on(draft, *notice);
  return std::nullopt;
}

MayRefuse fire_of_conversation(Draft& draft, const TimerDue& timer) {
  Conversation* talk = draft.find_conversation(AccountId{timer.document.id});
  if (const auto refused = may_fire(draft, talk ? talk->clocks.due(timer.rule) : std::nullopt))
    return refused;
  talk->clocks.stop(timer.rule);
  if (timer.rule == ClockRule::cover) {
    miss_the_cover(draft, *talk);
  } else if (timer.rule == ClockRule::gather) {
    draft.by = "resident";
    hear_the_pieces(draft, *talk);
  } else {
    remind_of_handover(draft, *talk, timer.rule);
  }
  return std::nullopt;
}

MayRefuse happen(Draft& draft, const TimerDue& timer) {
  switch (timer.document.type) {
    case DocumentType::order: return fire_of_order(draft, timer);
    case DocumentType::plan: return fire_of_plan(draft, timer);
    case DocumentType::notice: return fire_of_notice(draft, timer);
    default: return fire_of_conversation(draft, timer);
  }
}

MayRefuse happen(Draft& draft, const MessageFailed& failure) {
  for (const OrderId& id : failure.orders) {
    WorkOrder* order = draft.find_with_reporter(id);
    if (!order) continue;
    draft.record(*order, Happened::message_failed, failure.reason);
    if (hear_alert_failed(draft, *order, failure)) continue;
    hasten_follow_up(draft, *order, failure.to);
    keep_for_digest(draft, *order, "not_told");
    const StaffId desk = front_desk_for(draft, *order);
    OutMessage* letter = to_staff(draft, desk, order);
    if (letter && letter->to != failure.to)
      letter->says.push_back(say("desk_not_told", {number_of(*order), where_of(draft, *order)}));
  }
  return std::nullopt;
}

// A report that comes late, twice or out of turn takes nothing back: what has arrived has arrived.
MayRefuse happen(Draft& draft, const MessageReported& report) {
  using What = MessageReported::What;
  const auto stands = [&](const WorkOrder& order, Happened what) {
    return std::any_of(order.history.begin(), order.history.end(), [&](const HistoryEntry& entry) {
      return entry.what == what && entry.why == report.message_id;
    });
  };
  if (const auto copy = copy_of(report.message_id)) {
    const CopyState state = report.what == What::failed ? CopyState::failed
                            : report.what == What::read ? CopyState::read
                                                        : CopyState::delivered;
    draft.commit().reached.push_back({*copy, state, report.why});
    return std::nullopt;
  }
  draft.via = report.through;
  std::vector<OrderId> untold;
  for (const OrderId& id : report.orders) {
    WorkOrder* order = draft.find_with_reporter(id);
    const bool is_read = order && stands(*order, Happened::message_read);
    if (order && report.what != What::failed) hear_alert_reached(draft, *order, report);
    if (!order || is_read || (stands(*order, Happened::message_delivered) && report.what != What::read))
      continue;
    if (report.what == What::failed)
      untold.push_back(id);
    else
      draft.record(*order, report.what == What::read ? Happened::message_read : Happened::message_delivered,
                   report.message_id);
  }
  return untold.empty() ? std::nullopt
                        : happen(draft, MessageFailed{report.to, untold, report.message_id, report.why});
}

MayRefuse happen(Draft& draft, const HolderLeft& left) {
  if (WorkOrder* order = draft.find_with_reporter(left.order)) take_from_leaver(draft, *order, left.who);
  return std::nullopt;
}

MayRefuse happen(Draft& draft, const StormSwitched& wanted) { return switch_storm(draft, wanted); }

MayRefuse happen(Draft& draft, const WeatherChanged& weather) {
  if (WorkOrder* order = draft.find_with_reporter(weather.order)) heed_weather(draft, *order);
  return std::nullopt;
}

MayRefuse happen(Draft& draft, const NoticeComposed& composed) { return compose(draft, composed); }
MayRefuse happen(Draft& draft, const NoticeAction& action) { return act_on_notice(draft, action); }

MayRefuse happen(Draft& draft, const PlanSet& set) {
  set_plan(draft, set.plan);
  return std::nullopt;
}

}  // namespace

Reads named_by(const Event& event) {
  Reads reads;
  std::visit([&](const auto& body) { name(reads, body); }, event.body);
  return reads;
}

Decision decide(const Rules& rules, const Snapshot& seen, const Event& event) {
  Draft draft{rules, seen, event};
  try {
    const MayRefuse refused = std::visit([&](const auto& body) { return happen(draft, body); }, event.body);
    if (refused) return *refused;
    note_act(draft, StaffId{draft.by});
    return draft.finish();
  } catch (Lacking& lacking) {
    return NeedsMore{std::move(lacking.reads)};
  }
}

}  // namespace steward::domain
