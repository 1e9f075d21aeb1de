#include "domain/follow_up.hpp"

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"

namespace steward::domain {
namespace {

using std::chrono::minutes;

bool may_be_asked(const WorkOrder& order) {
  return (order.state == OrderState::done || order.state == OrderState::followed_up) &&
         order.follow_up.state != FollowUpState::answered && order.follow_up.state != FollowUpState::declined;
}

// The orders of the conversation in that state of follow-up, loaded, this one first.
std::vector<WorkOrder*> together_with(Draft& draft, WorkOrder& order, Conversation* talk,
                                      FollowUpState state) {
  std::vector<WorkOrder*> all{&order};
  if (!talk) return all;
  Reads reads;
  for (const OrderLine& line : talk->orders)
    if (line.order != order.id && line.follow_up == state) {
      reads.documents.push_back(key_of(line.order));
      reads.documents.push_back(words_key_of(line.order));
    }
  draft.need(reads);
  for (const OrderLine& line : talk->orders)
    if (line.order != order.id && line.follow_up == state)
      if (WorkOrder* other = draft.find_order(line.order); other && may_be_asked(*other))
        all.push_back(other);
  return all;
}

void write_survey(Draft& draft, OutMessage& letter, const std::vector<WorkOrder*>& orders) {
  if (orders.size() == 1) {
    const WorkOrder& one = *orders.front();
    const bool is_again = one.follow_up.is_after_measure;
    letter.says.push_back(say(is_again ? "survey_after_measure" : "survey",
                              {number_of(one), matter_of(draft.words(one.id)), name_of(draft, one.done_by)}));
  } else {
    letter.says.push_back(say("survey_several", {{"count", std::to_string(orders.size())}}));
    for (const WorkOrder* one : orders)
      letter.says.push_back(say("survey_item", {number_of(*one), matter_of(draft.words(one->id))}));
  }
  const std::string id = orders.front()->id.value;
  letter.buttons = {{"btn.satisfied", {}, "score:" + id + ":5"},
                    {"btn.so_so", {}, "score:" + id + ":3"},
                    {"btn.dissatisfied", {}, "score:" + id + ":2"},
                    {"btn.not_fixed", {}, "not_fixed:" + id}};
  letter.asks = Ask::score;
  letter.lane = Lane::bulk;
  for (const WorkOrder* one : orders)
    if (std::find(letter.orders.begin(), letter.orders.end(), one->id) == letter.orders.end())
      letter.orders.push_back(one->id);
}

Question score_question(const std::vector<WorkOrder*>& orders, Instant now) {
  Question question;
  question.ask = Ask::score;
  question.order = orders.front()->id;
  for (const WorkOrder* one : orders) question.orders.push_back(one->id);
  question.asked_at = now;
  return question;
}

// Not while they talk, nor twice a day; then this is when to look again.
std::optional<Instant> better_moment(const Draft& draft, const Conversation& talk, const WorkOrder& order) {
  const Site& site = draft.site_of(order);
  const Manners& manners = draft.rules.manners;
  const bool is_talking = talk.handover || draft.now < talk.last_at + manners.talk_quiet ||
                          (talk.question && draft.now < talk.question->asked_at + manners.talk_quiet);
  if (is_talking) return next_decent(draft.rules, site, draft.now + manners.talk_quiet);
  const Instant decent = next_decent(draft.rules, site, draft.now);
  if (decent > draft.now) return decent;
  if (talk.surveyed_at && !order.follow_up.is_after_measure) {
    const auto asked_on = day_of(site.zone.to_local(*talk.surveyed_at));
    if (asked_on == day_of(site.zone.to_local(draft.now)))
      return next_decent(draft.rules, site, site.zone.to_instant(LocalTime{asked_on + std::chrono::days{1}}));
  }
  return std::nullopt;
}

}  // namespace

void plan_follow_up(Draft& draft, WorkOrder& order) {
  const Kind* kind = draft.rules.kind(order.kind);
  const Conversation* talk = order.reporter.empty() ? nullptr : &draft.conversation(order.reporter);
  const bool is_unwanted = talk && talk->wants_no_follow_up;
  if ((kind && !kind->is_followed_up) || is_unwanted) {
    order.follow_up.state = is_unwanted ? FollowUpState::declined : FollowUpState::none;
    draft.move(order, Act::close, Actor::program);
    if (is_unwanted) draft.record(order, Happened::follow_up_declined);
    draft.record(order, Happened::closed);
    return;
  }
  order.follow_up = {};
  order.follow_up.state = FollowUpState::due;
  order.clocks.set(ClockRule::follow_up, next_decent(draft.rules, draft.site_of(order),
                                                     draft.now + draft.rules.manners.follow_up_after));
}

void ask_in_chat(Draft& draft, WorkOrder& order) {
  if (!may_be_asked(order)) return;
  if (order.reporter.empty() || (is_sms(order.reporter) && !draft.rules.sends_sms))
    return ask_by_sms(draft, order);
  Conversation& talk = draft.conversation(order.reporter);
  if (auto later = better_moment(draft, talk, order)) return order.clocks.set(ClockRule::follow_up, *later);

  const auto orders = together_with(draft, order, &talk, FollowUpState::due);
  for (WorkOrder* one : orders) {
    one->clocks.stop(ClockRule::follow_up);
    one->clocks.set(ClockRule::follow_up_sms, draft.now + draft.rules.manners.follow_up_sms);
    one->follow_up.state = FollowUpState::chat;
    one->follow_up.asked_at = draft.now;
    draft.record(*one, Happened::asked_follow_up, "chat");
  }
  talk.surveyed_at = draft.now;
  talk.question = score_question(orders, draft.now);
  write_survey(draft, reply(draft, talk), orders);
}

void ask_by_sms(Draft& draft, WorkOrder& order) {
  if (!may_be_asked(order)) return;
  Conversation* talk = order.reporter.empty() ? nullptr : &draft.conversation(order.reporter);
  const std::string phone = !draft.words(order.id).contact_phone.empty() ? draft.words(order.id).contact_phone
                            : talk                                       ? talk->phone
                                                                         : std::string{};
  if (phone.empty() || !draft.rules.sends_sms) return ask_by_phone(draft, order);
  const AccountId account = sms_account(phone);
  draft.need({{key_of(account)}, {}});

  const auto orders = together_with(draft, order, talk, FollowUpState::chat);
  for (WorkOrder* one : orders) {
    one->clocks.stop(ClockRule::follow_up);
    one->clocks.stop(ClockRule::follow_up_sms);
    one->clocks.set(ClockRule::follow_up_phone, draft.now + draft.rules.manners.follow_up_phone);
    one->follow_up.state = FollowUpState::sms;
    draft.record(*one, Happened::follow_up_by_sms);
  }
  Conversation& by_sms = draft.conversation(account);
  by_sms.phone = phone;
  by_sms.site = order.site;
  if (talk && !by_sms.language) by_sms.language = talk->language;
  by_sms.question = score_question(orders, draft.now);
  write_survey(draft, reply(draft, by_sms), orders);
}

Instant first_phone_reminder(const Draft& draft, const WorkOrder& order) {
  Instant asked_at = draft.now;
  for (const HistoryEntry& entry : order.history)
    if (entry.what == Happened::follow_up_by_phone) asked_at = entry.at;
  return next_decent(draft.rules, draft.site_of(order), asked_at + minutes{24 * 60});
}

void ask_by_phone(Draft& draft, WorkOrder& order) {
  if (!may_be_asked(order)) return;
  Conversation* talk = order.reporter.empty() ? nullptr : &draft.conversation(order.reporter);
  const StaffId desk = front_desk_for(draft, order);
  for (WorkOrder* one : together_with(draft, order, talk, FollowUpState::sms)) {
    for (ClockRule rule : {ClockRule::follow_up, ClockRule::follow_up_sms, ClockRule::follow_up_phone})
      one->clocks.stop(rule);
    one->follow_up.state = FollowUpState::phone;
    one->holder = desk;
    draft.record(*one, Happened::follow_up_by_phone);
    one->clocks.set(ClockRule::desk_check, first_phone_reminder(draft, *one));
    const Words& words = draft.words(one->id);
    if (OutMessage* letter = to_staff(draft, desk, one))
      letter->says.push_back(say("phone_task", {number_of(*one),
                                                matter_of(words),
                                                {"name", words.contact_name},
                                                {"phone", words.contact_phone, Arg::Form::phone}}));
  }
}

}  // namespace steward::domain
