// Something is to be done or written down: an order is opened, or one that is open learns more.

#include <algorithm>

#include "domain/counters.hpp"
#include "domain/dispatch.hpp"
#include "domain/follow_up.hpp"
#include "domain/hearing.hpp"
#include "domain/intake.hpp"
#include "domain/letters.hpp"
#include "domain/lines.hpp"
#include "domain/phones.hpp"
#include "domain/roster.hpp"
#include "domain/sites.hpp"
#include "domain/storms.hpp"
#include "domain/text.hpp"
#include "domain/units.hpp"
#include "domain/windows.hpp"

namespace steward::domain {
namespace {

constexpr size_t matter_length = 60;
constexpr double same_matter = 0.5;  // shared pairs of characters from which two matters are one

int photos_in(const std::vector<Media>& media) {
  const auto is_photo = [](const Media& one) { return one.form == Media::Form::photo; };
  return static_cast<int>(std::count_if(media.begin(), media.end(), is_photo));
}

Arg hazard_of(const WorkOrder& order) {
  return {"hazard", "hazard." + std::string{to_string(order.hazard)}, Arg::Form::phrase};
}

void give_advice(Draft& draft, OutMessage& letter, const WorkOrder& order) {
  const Site& site = draft.site_of(order);
  const auto found = draft.rules.emergency.find(site.region);
  const Emergency numbers = found == draft.rules.emergency.end() ? Emergency{} : found->second;
  letter.lane = Lane::urgent;
  letter.says.insert(
      letter.says.begin(),
      say("advice." + std::string{to_string(order.hazard)},
          {{"fire", numbers.fire}, {"ambulance", numbers.ambulance}, {"police", numbers.police}}));
  if (order.hazard == Hazard::medical && !site.defibrillator.empty())
    letter.says.push_back(say("defibrillator", {{"place", site.defibrillator}}));
}

// What the resident hears about an order just opened: number and next step.
void confirm(Draft& draft, Conversation& talk, const WorkOrder& order) {
  OutMessage& letter = reply(draft, talk);
  letter.orders.push_back(order.id);
  const Kind* kind = draft.rules.kind(order.kind);
  std::vector<Arg> args{number_of(order), matter_of(draft.words(order.id))};
  if (order.hazard != Hazard::none) {
    args.push_back(hazard_of(order));
    letter.says.push_back(say("opened_hazard", args));
    give_advice(draft, letter, order);
  } else if (waits_for_better_weather(order)) {
    args.push_back(storm_of(draft, order));
    letter.says.push_back(say("opened_in_storm", args));
    say_who_is_on_duty(draft, letter, draft.site_of(order));
    talk.storm_told_at = draft.now;
  } else if (order.is_registered) {
    args.push_back(morning_of(order));
    letter.says.push_back(say("opened_for_morning", args));
    // One button for all that a message opened.
    if (letter.buttons.empty()) letter.buttons.push_back(button("btn.urgent", "urgent", order.id));
  } else {
    const std::string general = order.state == OrderState::dispatched ? "opened_dispatched" : "opened";
    const std::string phrase = kind ? kind->phrase(general) : general;
    const bool nobody_is_asked = phrase == "opened_dispatched" && !is_offered(order);
    letter.says.push_back(say(nobody_is_asked ? "opened_by_desk" : phrase, args));
  }
}

// The order this conversation already has about the same thing, if any.
OrderLine* same_as(Conversation& talk, const Features& said, const Matter& matter) {
  if (said.is_another || matter.trade.empty()) return nullptr;
  OrderLine* best = nullptr;
  double likest = 0;
  for (OrderLine& line : talk.orders) {
    if (!is_open(line) || line.trade != matter.trade) continue;
    const double alike = likeness(matter.text, line.matter);
    const bool grew_worse = matter.hazard != Hazard::none;
    if ((alike >= same_matter || grew_worse || said.is_again) && alike >= likest) {
      best = &line;
      likest = alike;
    }
  }
  return best;
}

// The same hazard, the same trade, or "come quick" of a moment ago that said no more.
bool is_same_danger(const OrderLine& line, const Matter& matter, Instant now) {
  if (line.hazard == matter.hazard) return true;
  if (line.trade.empty()) return now < line.opened_at + std::chrono::minutes{2};
  return line.trade == matter.trade;
}

void link_rework(Conversation& talk, WorkOrder& order, const Matter& matter) {
  for (const OrderLine& line : talk.orders)
    if (!is_open(line) && line.done_at && line.trade == order.trade && !order.trade.empty() &&
        likeness(matter.text, line.matter) >= same_matter)
      order.rework_of = line.order;
}

bool is_third_complaint(const Conversation& talk, const WorkOrder& order) {
  return 2 <= std::count_if(talk.orders.begin(), talk.orders.end(), [&](const OrderLine& line) {
           return line.kind == order.kind && line.trade == order.trade;
         });
}

void tell_head_of_major(Draft& draft, WorkOrder& order) {
  const Staff* head = head_for(draft, order);
  if (!head) return;
  draft.record(order, Happened::head_told, "major");
  const Words& words = draft.words(order.id);
  if (OutMessage* letter = to_staff(draft, head->id, &order, Lane::urgent))
    letter->says.push_back(say("head_major", {number_of(order), where_of(draft, order), matter_of(words)}));
}

void take_contact(Draft& draft, Conversation& talk, WorkOrder& order, const Features& said) {
  Words& words = draft.words(order.id);
  const std::string phone = e164(said.phone, draft.site_of(order).region);
  words.contact_phone = !phone.empty() ? phone : talk.phone;
  words.contact_name = !said.name.empty() ? said.name : talk.name;
  if (!talk.is_bound() && talk.phone.empty()) talk.phone = phone;
  if (!talk.is_bound() && talk.name.empty()) talk.name = said.name;
}

void open_one(Draft& draft, Conversation& talk, const Heard& heard, const Matter& matter, const Kind& kind) {
  const Features& said = heard.features;
  WorkOrder& order = open_order(draft, {.kind = &kind,
                                        .matter = &matter,
                                        .features = &said,
                                        .site = site_meant(draft, talk, UnitId{matter.unit}),
                                        .at = heard.at,
                                        .text = heard.text,
                                        .media = heard.media});
  order.reporter = talk.account;
  order.resident = talk.resident;
  order.via = is_sms(talk.account) ? Via::sms : Via::chat;
  if (order.unit.empty() && talk.units.size() == 1)
    order.unit = talk.units.front();
  else if (!order.unit.empty() && !is_whole(order.unit) && talk.units.size() == 1)
    order.unit = completed(order.unit.value, talk.units.front());
  order.site = site_meant(draft, talk, order.unit);
  take_contact(draft, talk, order, said);
  if (order.kind == "complaint" && is_third_complaint(talk, order)) order.is_major = true;
  link_rework(talk, order, matter);
  if (said.window)
    set_visit(draft, order, *said.window);
  else if (said.is_at_home_now)
    set_visit(draft, order, TimeWindow{.any = true});
  dispatch(draft, order);
  if (order.is_major) tell_head_of_major(draft, order);
  talk.last_order = order.id;
  confirm(draft, talk, order);
}

}  // namespace

WorkOrder& open_order(Draft& draft, const Opening& opening) {
  const Matter& matter = *opening.matter;
  WorkOrder fresh;
  fresh.id = draft.new_number();
  fresh.site = opening.site;
  fresh.kind = opening.kind->id;
  fresh.trade = matter.trade;
  fresh.hazard = matter.hazard;
  fresh.unit = UnitId{matter.unit};
  fresh.is_common_place = matter.is_common_place;
  fresh.opened_at = draft.now;
  fresh.is_urgent = opening.features->is_urgent;
  fresh.is_major = opening.features->is_major && matter.intent == Intent::complaint;
  if (const Staff* named = draft.reference.named(opening.features->person_named)) fresh.named = named->id;
  WorkOrder& order = draft.open(std::move(fresh));

  Words& words = draft.words(order.id);
  const bool says_what =
      !matter.trade.empty() || matter.hazard != Hazard::none || opening.kind->handler != Handler::technician;
  if (says_what) words.matter = shortened(matter.text.empty() ? opening.text : matter.text, matter_length);
  words.place = matter.place;
  words.entries.push_back({opening.at, draft.by, opening.text, opening.media, {}});
  order.photos = photos_in(opening.media);
  draft.record(order, Happened::opened);
  draft.commit().counters.push_back({counter_of(opened(order.kind), draft.site_of(order), draft.now), 1});
  return order;
}

void set_visit(Draft& draft, WorkOrder& order, const TimeWindow& window) {
  const Visit visit = visit_of(window, draft.site_of(order).zone, draft.now);
  order.visit_from = visit.from;
  order.visit_to = visit.to;
  order.is_visit_any_time = visit.is_any_time;
  if (visit.from || visit.to) draft.record(order, Happened::visit_set);
  if (order.state == OrderState::accepted) set_idle_clock(draft, order);
}

void set_unit(Draft& draft, const Conversation& talk, WorkOrder& order, const Matter& said) {
  const UnitId unit = completed(said.unit, order.unit);
  Words& words = draft.words(order.id);
  if (said.is_common_place) order.is_common_place = true;
  if (!said.place.empty()) words.place = said.place;
  if (!unit.empty()) order.unit = unit;
  if (const SiteId site = site_meant(draft, talk, order.unit); !site.empty()) order.site = site;
  draft.record(order, Happened::unit_known, order.unit.value);
}

void hear_request(Draft& draft, Conversation& talk, const Heard& heard) {
  bool is_first = true;
  WorkOrder* asked_about = nullptr;
  std::vector<std::string> trades;  // one visit sees to all of one trade
  for (const Matter& matter : heard.features.matters) {
    const Kind* kind = draft.rules.kind_for(matter.intent);
    if (!kind || (!is_first && matter.trade.empty())) continue;
    if (std::find(trades.begin(), trades.end(), matter.trade) != trades.end()) continue;
    trades.push_back(matter.trade);
    if (OrderLine* line = same_as(talk, heard.features, matter)) {
      add_detail(draft, talk, line->order, heard);
      continue;
    }
    Heard part = heard;
    if (!is_first) part.media.clear();  // photos go with the first matter
    open_one(draft, talk, part, matter, *kind);
    is_first = false;
    WorkOrder& opened = draft.order(talk.last_order);
    if (!asked_about || (!asked_about->asked.empty() && opened.holder.empty())) asked_about = &opened;
  }
  if (asked_about) ask_next(draft, talk, *asked_about);
}

void hear_hazard(Draft& draft, Conversation& talk, const Heard& heard) {
  for (const Matter& matter : heard.features.matters) {
    if (matter.hazard == Hazard::none) continue;
    OrderLine* known = nullptr;
    for (OrderLine& line : talk.orders)
      if (is_open(line) && is_same_danger(line, matter, draft.now)) known = &line;
    if (known) {
      const bool is_new = known->hazard == Hazard::none;
      draft.need({{key_of(known->order), words_key_of(known->order)}, {}});
      WorkOrder& order = draft.order(known->order);
      if (is_new) order.hazard = matter.hazard;
      if (order.trade.empty()) order.trade = matter.trade;
      if (draft.words(order.id).matter.empty())
        draft.words(order.id).matter = shortened(heard.text, matter_length);
      add_detail(draft, talk, order.id, heard);
      if (!is_new) return;
      alert_everybody(draft, order);
      OutMessage& letter = reply(draft, talk);
      letter.says.clear();
      confirm(draft, talk, order);
      return ask_next(draft, talk, order);
    }
    const Intent intent = matter.intent == Intent::complaint ? Intent::complaint : Intent::repair;
    const Kind* kind = draft.rules.kind_for(intent);
    if (!kind) continue;
    Heard part = heard;
    open_one(draft, talk, part, matter, *kind);
    return ask_next(draft, talk, draft.order(talk.last_order));
  }
}

void keep_words(Draft& draft, WorkOrder& order, const Heard& heard) {
  if (heard.text.empty() && heard.media.empty()) return;
  draft.words(order.id).entries.push_back({heard.at, draft.by, heard.text, heard.media, {}});
  const int photos = photos_in(heard.media);
  order.photos += photos;
  if (heard.media.empty()) return;
  const Say news = say("news_photos", {number_of(order), {"count", std::to_string(photos)}});
  for (const StaffId& one : those_on_it(order))
    if (OutMessage* letter = to_staff(draft, one, &order)) {
      if (photos > 0) letter->says.push_back(news);
      letter->media.insert(letter->media.end(), heard.media.begin(), heard.media.end());
    }
}

void add_detail(Draft& draft, Conversation& talk, const OrderId& id, const Heard& heard) {
  draft.need({{key_of(id), words_key_of(id)}, {}});
  WorkOrder& order = draft.order(id);
  keep_words(draft, order, heard);
  draft.record(order, Happened::detail_added);
  if (!heard.features.matters.empty() && !heard.features.main().unit.empty() && !is_whole(order.unit))
    set_unit(draft, talk, order, heard.features.main());
  if (heard.features.window) set_visit(draft, order, *heard.features.window);
  if (const std::string phone = e164(heard.features.phone, draft.site_of(order).region); !phone.empty()) {
    draft.words(id).contact_phone = phone;
    if (!talk.is_bound() && talk.phone.empty()) talk.phone = phone;
  }
  talk.last_order = id;

  if (!heard.text.empty())
    tell_those_on_it(draft, order,
                     say("news_words", {number_of(order), {"said", shortened(heard.text, matter_length)}}));
  OutMessage& letter = reply(draft, talk);
  letter.says.push_back(say("noted", {number_of(order)}));
  letter.orders.push_back(order.id);
  if (is_acute(order.state, order.hazard)) say_state(draft, talk, order);
}

}  // namespace steward::domain
