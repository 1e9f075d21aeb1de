// Whether a message answers the open question. Each kind of question has its own small answerer.

#include <algorithm>

#include "domain/dispatch.hpp"
#include "domain/follow_up.hpp"
#include "domain/hearing.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/phones.hpp"
#include "domain/scores.hpp"
#include "domain/sites.hpp"
#include "domain/text.hpp"
#include "domain/units.hpp"

namespace steward::domain {
namespace {

bool is_new_request(const Draft& draft, const Features& said) {
  const Intent intent = said.main().intent;
  return draft.rules.kind_for(intent) != nullptr &&
         (!said.main().trade.empty() || intent != Intent::enquiry) && !said.is_fragment;
}

bool speaks_of_orders(Intent intent) {
  return intent == Intent::status || intent == Intent::urge || intent == Intent::cancel ||
         intent == Intent::handoff || intent == Intent::reschedule;
}

WorkOrder* asked_about(Draft& draft, const Conversation& talk) {
  const OrderId id = talk.question->order;
  if (id.empty()) return nullptr;
  draft.need({{key_of(id), words_key_of(id)}, {}});
  WorkOrder* order = draft.find_order(id);
  return order && order->is_open() ? order : nullptr;
}

// The order moved on: it may be complete now, and the next question is due.
void go_on(Draft& draft, Conversation& talk, WorkOrder& order, bool is_news_for_staff, const Say& news) {
  const bool was_waiting = order.state == OrderState::received && !order.is_registered;
  talk.question.reset();
  OutMessage& letter = reply(draft, talk);
  letter.orders.push_back(order.id);
  if (was_waiting && is_ready(draft, order)) {
    dispatch(draft, order);
    letter.says.push_back(noted(draft, order));
    if (order.clocks.is_running(ClockRule::morning))
      letter.buttons.push_back(button("btn.urgent", "urgent", order.id));
  } else {
    if (is_news_for_staff) tell_those_on_it(draft, order, news);
    letter.says.push_back(say("noted", {number_of(order)}));
  }
  ask_next(draft, talk, order);
}

bool is_other_matter(const Draft& draft, const Features& said, const WorkOrder& order) {
  const Matter& matter = said.main();
  return is_new_request(draft, said) && matter.intent != Intent::other && !matter.trade.empty() &&
         matter.trade != order.trade;
}

bool answers_site(Draft& draft, Conversation& talk, const Heard& heard) {
  const SiteId site = site_named(draft.rules, heard.text);
  WorkOrder* order = site.empty() ? nullptr : asked_about(draft, talk);
  if (!order || !order->site.empty()) return false;
  if (!talk.is_bound()) talk.site = site;
  order->site = site;
  draft.record(*order, Happened::unit_known, site.value);
  keep_words(draft, *order, heard);
  go_on(draft, talk, *order, true, say("news_place", {number_of(*order), where_of(draft, *order)}));
  return true;
}

bool answers_unit(Draft& draft, Conversation& talk, const Heard& heard) {
  const Matter& said = heard.features.main();
  if (said.unit.empty() && answers_site(draft, talk, heard)) return true;
  if (said.unit.empty() && !said.is_common_place) return false;
  WorkOrder* order = asked_about(draft, talk);
  if (!order) return false;
  if (is_other_matter(draft, heard.features, *order)) return false;
  keep_words(draft, *order, heard);
  Matter place = said;
  if (place.place.empty() && order->hazard != Hazard::none) place.place = shortened(heard.text, 30);
  if (order->hazard != Hazard::none && !is_whole(UnitId{place.unit})) place.is_common_place = true;
  set_unit(draft, talk, *order, place);
  go_on(draft, talk, *order, true, say("news_place", {number_of(*order), where_of(draft, *order)}));
  return true;
}

bool answers_contact(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  if (said.phone.empty() && said.name.empty() && said.answer != Answer::no) return false;
  WorkOrder* order = asked_about(draft, talk);
  if (!order) return false;
  const std::string phone = e164(said.phone, draft.site_of(talk).region);
  Words& words = draft.words(order->id);
  if (!phone.empty()) words.contact_phone = talk.phone = phone;
  if (!said.name.empty()) words.contact_name = talk.name = said.name;
  keep_words(draft, *order, heard);
  if (said.window) set_visit(draft, *order, *said.window);
  go_on(draft, talk, *order, !phone.empty(),
        say("news_contact", {number_of(*order),
                             {"name", words.contact_name},
                             {"phone", words.contact_phone, Arg::Form::phone}}));
  return true;
}

bool answers_time(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const bool refuses = said.answer == Answer::no && said.main().intent == Intent::other;
  if (!said.window && !said.is_at_home_now && !refuses) return false;
  if (is_new_request(draft, said) && !said.main().trade.empty()) return false;
  WorkOrder* order = asked_about(draft, talk);
  if (!order) return false;
  if (said.window)
    set_visit(draft, *order, *said.window);
  else if (said.is_at_home_now)
    set_visit(draft, *order, TimeWindow{.any = true});
  keep_words(draft, *order, heard);
  const bool is_news = order->visit_from || order->visit_to || order->is_visit_any_time;
  const Say news =
      say(order->is_visit_any_time ? "news_any_time" : "news_visit", {number_of(*order), window_of(*order)});
  go_on(draft, talk, *order, is_news, news);
  return true;
}

bool answers_matter(Draft& draft, Conversation& talk, const Heard& heard) {
  if (heard.text.empty() || speaks_of_orders(heard.features.main().intent)) return false;
  const Intent intent = heard.features.main().intent;
  if (intent == Intent::greeting || intent == Intent::thanks || heard.features.is_empty_talk) return false;
  WorkOrder* order = asked_about(draft, talk);
  if (!order) {
    // Asked what it is about before there was an order: a request opens one, with the photos that waited.
    if (talk.question->purpose != "photos" && !is_new_request(draft, heard.features)) return false;
    if (!is_new_request(draft, heard.features)) return false;
    talk.question.reset();
    hear_request(draft, talk, heard);
    return true;
  }
  const Matter& said = heard.features.main();
  draft.words(order->id).matter = shortened(said.text.empty() ? heard.text : said.text, 60);
  if (order->trade.empty()) order->trade = said.trade;
  if (!said.unit.empty() || said.is_common_place || !said.place.empty()) set_unit(draft, talk, *order, said);
  keep_words(draft, *order, heard);
  go_on(draft, talk, *order, false, {});
  return true;
}

bool answers_which(Draft& draft, Conversation& talk, const Heard& heard) {
  std::vector<OrderLine*> choice;
  for (const OrderId& id : talk.question->orders)
    if (OrderLine* line = line_of(talk, id)) choice.push_back(line);
  Features said = heard.features;
  if (said.bare_digit) said.ordinal = said.bare_digit;
  const auto meant = lines_meant(choice, said);
  if (meant.size() != 1 || choice.size() == meant.size()) return false;
  const Intent intent = said.main().intent;
  if (is_new_request(draft, said) && intent != Intent::repair) return false;
  do_to_chosen(draft, talk, meant.front()->order, talk.question->purpose, heard);
  return true;
}

// "什么态度！": of no trade, just after they were asked how it was, or in reply to that. What comes days
// later is a complaint of its own, and so is whatever is grave.
bool complains_of_what_was_done(const Draft& draft, const Question& question, const Heard& heard) {
  constexpr std::chrono::hours just_after{1};
  const Features& said = heard.features;
  const bool is_of_no_trade = said.main().intent == Intent::complaint && said.main().trade.empty();
  const bool is_about_it = heard.quote == question.order || draft.now < question.asked_at + just_after;
  return is_of_no_trade && is_about_it && !said.is_major && !said.is_another;
}

bool answers_score(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const Question question = *talk.question;
  if (hear_several_verdicts(draft, talk, heard)) return true;
  if (said.answer == Answer::not_fixed) return false;  // hear_verdict reopens
  if (said.bare_digit && *said.bare_digit <= 2 && *said.bare_digit >= 1) {
    talk.question = Question{Ask::confirm,
                             question.order,
                             question.orders,
                             "score:" + std::to_string(*said.bare_digit),
                             draft.now,
                             1,
                             {}};
    ask_again(draft, talk);
    return true;
  }
  std::optional<int> score = said.score;
  if (!score && said.bare_digit && *said.bare_digit <= 5 && *said.bare_digit >= 3) score = said.bare_digit;
  if (!score && (said.answer == Answer::fixed || said.answer == Answer::yes) && !is_new_request(draft, said))
    score = 5;
  if (!score && said.main().intent == Intent::praise) score = 5;
  if (!score && complains_of_what_was_done(draft, question, heard)) score = dissatisfied_up_to;
  if (!score) return false;
  const bool is_more = asks_for_more(draft, talk, question.orders, said);
  take_verdict(draft, question.orders, verdict_of(talk, heard.features, heard.text, *score));
  if (is_more) hear_request(draft, talk, heard);
  return true;
}

// Right all the same, or another one, or simply wrong.
bool answers_doubt(Draft& draft, Conversation& talk, const Heard& heard) {
  const Features& said = heard.features;
  const bool has_unit = !said.main().unit.empty() || said.main().is_common_place;
  if (!has_unit && said.answer != Answer::yes && said.answer != Answer::no) return false;
  WorkOrder* order = asked_about(draft, talk);
  if (!order || is_other_matter(draft, said, *order)) return false;
  keep_words(draft, *order, heard);
  if (!has_unit && said.answer == Answer::no) {
    order->unit = {};
    return ask(draft, talk, Ask::unit, order->id), true;
  }
  if (has_unit) set_unit(draft, talk, *order, said.main());
  note_if_unlisted(draft, *order);
  go_on(draft, talk, *order, has_unit, say("news_place", {number_of(*order), where_of(draft, *order)}));
  return true;
}

bool answers_confirm(Draft& draft, Conversation& talk, const Heard& heard) {
  if (doubts_unit(*talk.question)) return answers_doubt(draft, talk, heard);
  const Features& said = heard.features;
  const Question question = *talk.question;
  if (question.purpose.starts_with("score")) {
    const bool is_yes = said.answer == Answer::yes || said.answer == Answer::fixed;
    if (!said.score && said.answer == Answer::none) return false;
    const int score = said.score ? *said.score : is_yes ? 5 : 2;
    take_verdict(draft, question.orders, verdict_of(talk, heard.features, heard.text, score));
    return true;
  }
  if (said.answer != Answer::yes && said.answer != Answer::no) return false;
  talk.question.reset();
  if (said.answer == Answer::yes)
    do_to_chosen(draft, talk, question.order, question.purpose, heard);
  else
    reply(draft, talk).says.push_back(say("left_as_it_is"));
  return true;
}

bool answers_reason(Draft& draft, Conversation& talk, const Heard& heard) {
  const Intent intent = heard.features.main().intent;
  if (intent == Intent::handoff || intent == Intent::cancel || heard.text.empty()) return false;
  if (is_new_request(draft, heard.features) && heard.features.is_another) return false;
  const Question question = *talk.question;
  talk.question.reset();
  take_reason(draft, question.orders, heard.text);
  reply(draft, talk).says.push_back(say("thanks_for_reason"));
  return true;
}

}  // namespace

bool asks_for_more(const Draft& draft, Conversation& talk, const std::vector<OrderId>& asked,
                   const Features& said) {
  if (!said.is_another || said.main().intent != Intent::repair || !is_new_request(draft, said)) return false;
  return std::none_of(asked.begin(), asked.end(), [&](const OrderId& id) {
    const OrderLine* line = line_of(talk, id);
    return line && line->trade == said.main().trade;
  });
}

bool hear_answer(Draft& draft, Conversation& talk, const Heard& heard) {
  if (!talk.question || heard.features.matters.empty() || is_of_household(*talk.question)) return false;
  const bool is_about_another =
      !heard.quote.empty() && !talk.question->order.empty() && heard.quote != talk.question->order;
  if (is_about_another) return false;
  switch (talk.question->ask) {
    case Ask::unit: return answers_unit(draft, talk, heard);
    case Ask::contact: return answers_contact(draft, talk, heard);
    case Ask::time: return answers_time(draft, talk, heard);
    case Ask::matter: return answers_matter(draft, talk, heard);
    case Ask::which_order: return answers_which(draft, talk, heard);
    case Ask::score: return answers_score(draft, talk, heard);
    case Ask::confirm: return answers_confirm(draft, talk, heard);
    case Ask::reason: return answers_reason(draft, talk, heard);
    case Ask::code:
    case Ask::none: break;
  }
  return false;
}

}  // namespace steward::domain
