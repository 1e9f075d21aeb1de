#include "domain/follow_up.hpp"

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/follow_up_plans.hpp"
#include "domain/hours.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/sms_talk.hpp"

namespace steward::domain {
namespace {

using std::chrono::minutes;

using enum FollowUpMethod;

bool may_be_asked(const WorkOrder& order) {
  return (order.state == OrderState::done || order.state == OrderState::followed_up) &&
         order.follow_up.state != FollowUpState::answered && order.follow_up.state != FollowUpState::declined;
}

bool uses(const WorkOrder& order, FollowUpMethod method) {
  const auto& methods = order.follow_up.methods;
  if (methods.empty()) return method == chat || method == sms || method == phone;
  return std::find(methods.begin(), methods.end(), method) != methods.end();
}

bool ends_with_a_person(const WorkOrder& order) { return uses(order, phone) || uses(order, visit); }

// The orders of the conversation in that state of follow-up, loaded, this one first. Who was drawn by a plan
// is asked about that alone.
std::vector<WorkOrder*> together_with(Draft& draft, WorkOrder& order, Conversation* talk,
                                      FollowUpState state) {
  std::vector<WorkOrder*> all{&order};
  if (!talk || order.is_survey()) return all;
  const auto is_asked_too = [&](const OrderLine& line) {
    return line.order != order.id && line.follow_up == state && line.kind != survey_kind;
  };
  Reads reads;
  for (const OrderLine& line : talk->orders)
    if (is_asked_too(line)) {
      reads.documents.push_back(key_of(line.order));
      reads.documents.push_back(words_key_of(line.order));
    }
  draft.need(reads);
  for (const OrderLine& line : talk->orders)
    if (is_asked_too(line))
      if (WorkOrder* other = draft.find_order(line.order); other && may_be_asked(*other))
        all.push_back(other);
  return all;
}

std::string survey_phrase(const Draft& draft, const WorkOrder& order) {
  if (order.follow_up.is_after_measure) return "survey_after_measure";
  if (order.hazard != Hazard::none) return "survey_emergency";
  switch (sort_of(draft.rules, order)) {
    case FollowUpSort::complaint: return "survey_complaint";
    case FollowUpSort::special_service: return "survey_special_service";
    default: return "survey";
  }
}

// What a plan asks of whom it drew.
Say survey_of_a_plan(const WorkOrder& order, const Words& words, const Plan* plan) {
  if (order.follow_up.is_after_measure) return say("survey_plan_after_measure", {matter_of(words)});
  const bool is_periodic = plan && plan->follow_up.sort == FollowUpSort::periodic;
  if (is_periodic && !order.department.empty())
    return say("survey_department", {{"department", "department." + order.department, Arg::Form::phrase}});
  return say(is_periodic ? "survey_service" : "survey_matter", {matter_of(words)});
}

std::vector<Say> what_is_asked(Draft& draft, const OutMessage& letter, const WorkOrder& order) {
  const Plan* plan = order.plan.empty() ? nullptr : plan_for(draft, order);
  const Words& words = draft.words(order.id);
  const std::string question = plan ? question_in(plan->follow_up, letter.language) : std::string{};
  if (question.empty() || order.follow_up.is_after_measure)
    return {order.is_survey() ? survey_of_a_plan(order, words, plan)
                              : say(survey_phrase(draft, order),
                                    {number_of(order), matter_of(words), name_of(draft, order.done_by)})};
  std::vector<Say> says;
  if (!order.is_survey()) says.push_back(say("survey_about", {number_of(order), matter_of(words)}));
  says.push_back(say("survey_question", {{"question", question}}));
  return says;
}

void write_survey(Draft& draft, OutMessage& letter, const std::vector<WorkOrder*>& orders) {
  const WorkOrder& first = *orders.front();
  if (orders.size() == 1) {
    for (Say& one : what_is_asked(draft, letter, first)) letter.says.push_back(std::move(one));
  } else {
    letter.says.push_back(say("survey_several", {{"count", std::to_string(orders.size())}}));
    for (const WorkOrder* one : orders)
      letter.says.push_back(say("survey_item", {number_of(*one), matter_of(draft.words(one->id))}));
  }
  const std::string id = first.id.value;
  letter.buttons = {{"btn.satisfied", {}, "score:" + id + ":5"},
                    {"btn.so_so", {}, "score:" + id + ":3"},
                    {"btn.dissatisfied", {}, "score:" + id + ":2"}};
  if (!first.is_survey()) letter.buttons.push_back({"btn.not_fixed", {}, "not_fixed:" + id});
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

// What follows when this ask is not answered.
void wait_for_an_answer(const Draft& draft, WorkOrder& order, bool may_go_by_sms) {
  const Manners& manners = draft.rules.manners;
  if (may_go_by_sms && uses(order, sms))
    order.clocks.set(ClockRule::follow_up_sms, draft.now + manners.follow_up_sms);
  else if (ends_with_a_person(order))
    order.clocks.set(ClockRule::follow_up_phone, draft.now + manners.follow_up_phone);
  else
    order.clocks.set(ClockRule::follow_up_end,
                     next_decent(draft.rules, draft.site_of(order), draft.now + manners.follow_up_given_up));
}

// By which plan it is asked about, where there is one for it.
void take_plan(Draft& draft, WorkOrder& order) {
  if (!order.plan.empty()) return;
  const Plan* plan = plan_for(draft, order);
  order.plan = plan ? plan->id : standing_plan(sort_of(draft.rules, order));
  if (plan) order.follow_up.methods = plan->follow_up.methods;
  count_for_plan(draft, order, asked_by_plan);
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
  order.plan = {};
  order.follow_up = {};
  order.follow_up.state = FollowUpState::due;
  order.clocks.set(ClockRule::follow_up, next_decent(draft.rules, draft.site_of(order),
                                                     draft.now + draft.rules.manners.follow_up_after));
}

void ask_in_chat(Draft& draft, WorkOrder& order) {
  if (!may_be_asked(order)) return;
  take_plan(draft, order);
  const bool is_chat_used = uses(order, chat) || uses(order, letter);
  if (!is_chat_used || order.reporter.empty()) return ask_by_sms(draft, order);
  Conversation& talk = draft.conversation(order.reporter);
  if (is_sms(order.reporter) && (!may_ask_by_sms(draft.rules) || talk.wants_no_sms))
    return ask_by_sms(draft, order);
  if (auto later = better_moment(draft, talk, order)) return order.clocks.set(ClockRule::follow_up, *later);

  const auto orders = together_with(draft, order, &talk, FollowUpState::due);
  for (WorkOrder* one : orders) {
    take_plan(draft, *one);
    one->clocks.stop(ClockRule::follow_up);
    wait_for_an_answer(draft, *one, true);
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
  const bool is_sms_used = uses(order, sms) || uses(order, FollowUpMethod::letter);
  if (!is_sms_used || phone.empty() || !may_ask_by_sms(draft.rules)) return ask_by_phone(draft, order);
  const AccountId account = sms_account(phone);
  draft.need({{key_of(account)}, {}});
  if (const Conversation* known = draft.find_conversation(account); known && known->wants_no_sms)
    return ask_by_phone(draft, order);
  // Asked for the first time, not reminded: the manners of a first ask hold by SMS as well.
  const bool is_first = order.follow_up.state == FollowUpState::due;
  const Conversation* before = draft.find_conversation(account);
  if (is_first && before)
    if (const auto later = better_moment(draft, *before, order))
      return order.clocks.set(ClockRule::follow_up, *later);

  const auto orders = together_with(draft, order, talk, order.follow_up.state);
  Conversation& by_sms = draft.conversation(account);
  for (WorkOrder* one : orders) {
    one->clocks.stop(ClockRule::follow_up);
    one->clocks.stop(ClockRule::follow_up_sms);
    take_plan(draft, *one);
    wait_for_an_answer(draft, *one, false);
    one->follow_up.state = FollowUpState::sms;
    if (!one->follow_up.asked_at) one->follow_up.asked_at = draft.now;
    draft.record(*one, Happened::follow_up_by_sms);
  }
  by_sms.phone = phone;
  by_sms.site = order.site;
  by_sms.surveyed_at = draft.now;
  if (talk && !by_sms.language) by_sms.language = talk->language;
  for (const WorkOrder* one : orders)
    sync_line(by_sms, *one, draft.words(one->id));  // to be heard of there too
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
  if (!ends_with_a_person(order)) return give_up_asking(draft, order);
  Conversation* talk = order.reporter.empty() ? nullptr : &draft.conversation(order.reporter);
  const StaffId desk = front_desk_for(draft, order);
  for (WorkOrder* one : together_with(draft, order, talk, FollowUpState::sms)) {
    for (ClockRule rule : {ClockRule::follow_up, ClockRule::follow_up_sms, ClockRule::follow_up_phone})
      one->clocks.stop(rule);
    one->follow_up.state = FollowUpState::phone;
    one->holder = desk;
    draft.record(*one, Happened::follow_up_by_phone);
    one->clocks.set(ClockRule::desk_check, first_phone_reminder(draft, *one));
    one->clocks.set(
        ClockRule::follow_up_end,
        next_decent(draft.rules, draft.site_of(*one), draft.now + draft.rules.manners.follow_up_given_up));
    const Words& words = draft.words(one->id);
    if (OutMessage* letter = to_staff(draft, desk, one))
      letter->says.push_back(say(uses(*one, phone) ? "phone_task" : "visit_task",
                                 {number_of(*one),
                                  matter_of(words),
                                  where_of(draft, *one),
                                  {"name", words.contact_name},
                                  {"phone", words.contact_phone, Arg::Form::phone}}));
  }
}

void hasten_follow_up(const Draft& draft, WorkOrder& order, const AccountId& unreached) {
  const FollowUpState state = order.follow_up.state;
  const bool was_asked_there = (state == FollowUpState::chat && unreached == order.reporter) ||
                               (state == FollowUpState::sms && is_sms(unreached));
  if (!was_asked_there) return;
  for (const ClockRule next : {ClockRule::follow_up_sms, ClockRule::follow_up_phone})
    if (order.clocks.is_running(next))
      return order.clocks.set(next, next_decent(draft.rules, draft.site_of(order), draft.now));
}

void give_up_asking(Draft& draft, WorkOrder& order) {
  if (!may_be_asked(order) || draft.move(order, Act::close, Actor::program)) return;
  order.clocks.stop_all();
  order.holder = {};
  order.follow_up.state = FollowUpState::unreached;
  draft.record(order, Happened::unreached);
  draft.record(order, Happened::closed);
  if (order.reporter.empty()) return;
  Conversation& talk = draft.conversation(order.reporter);
  const bool is_still_asked =
      talk.question && talk.question->ask == Ask::score && talk.question->order == order.id;
  if (!is_still_asked) return;
  talk.question.reset();
  if (OutMessage* letter = to_reporter(draft, order)) {
    letter->says.push_back(say("survey_over", {matter_of(draft.words(order.id))}));
    letter->lane = Lane::bulk;
  }
}

}  // namespace steward::domain
