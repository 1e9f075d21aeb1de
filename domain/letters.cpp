#include "domain/letters.hpp"

#include <algorithm>

#include "domain/hours.hpp"
#include "domain/units.hpp"

namespace steward::domain {

Say say(std::string phrase, std::vector<Arg> args) { return {std::move(phrase), std::move(args)}; }

Button button(std::string phrase, std::string_view verb, const OrderId& order) {
  return {std::move(phrase), {}, std::string{verb} + ":" + order.value};
}

AccountId sms_account(const std::string& phone) { return AccountId{std::string{sms_channel} + ":" + phone}; }
bool is_sms(const AccountId& account) {
  return account.value.starts_with(sms_channel) && account.value.substr(sms_channel.size()).starts_with(':');
}

Language language_of(const Draft& draft, const Conversation& talk) {
  return talk.language.value_or(draft.site_of(talk).language);
}

OutMessage& reply(Draft& draft, Conversation& talk) {
  OutMessage& letter = draft.letter(talk.account);
  letter.language = language_of(draft, talk);
  letter.site = talk.site;
  letter.staff = talk.staff;
  return letter;
}

OutMessage* to_reporter(Draft& draft, const WorkOrder& order) {
  if (order.reporter.empty()) return nullptr;
  Conversation& talk = draft.conversation(order.reporter);
  if (is_sms(talk.account) && (!draft.rules.sends_sms || talk.wants_no_sms)) return nullptr;
  OutMessage& letter = reply(draft, talk);
  if (std::find(letter.orders.begin(), letter.orders.end(), order.id) == letter.orders.end())
    letter.orders.push_back(order.id);
  const bool is_of_this_evening = draft.now - order.opened_at < std::chrono::hours{12};
  const bool answers_them = std::holds_alternative<MessageReceived>(draft.event.body) &&
                            std::get<MessageReceived>(draft.event.body).from == talk.account;
  if (order.hazard == Hazard::none && !is_of_this_evening && !answers_them) {
    const Instant decent = next_unquiet(draft.rules, draft.site_of(order), draft.now);
    if (decent > draft.now) letter.not_before = decent;
  }
  if (order.hazard != Hazard::none) letter.lane = Lane::urgent;
  return &letter;
}

OutMessage* to_staff(Draft& draft, const StaffId& staff, const WorkOrder* order, Lane lane) {
  const Staff* who = draft.reference.find(staff);
  if (!who || (who->accounts.empty() && who->phone.empty())) return nullptr;
  const AccountId account = who->accounts.empty() ? sms_account(who->phone) : who->accounts.front();
  return &to_staff_at(draft, *who, account, order, lane);
}

OutMessage& to_staff_at(Draft& draft, const Staff& who, const AccountId& account, const WorkOrder* order,
                        Lane lane) {
  OutMessage& letter = draft.letter(account, order ? order->id.value : std::string{});
  letter.staff = who.id;
  letter.site = order ? order->site : draft.rules.sites.front().id;
  letter.language = draft.rules.site(letter.site).language;
  letter.lane = std::min(letter.lane, lane);
  if (order && letter.orders.empty()) letter.orders.push_back(order->id);
  return letter;
}

std::string where_is(Draft& draft, const WorkOrder& order) {
  const bool is_one_of_several = draft.rules.sites.size() > 1 && !order.site.empty();
  std::string where = is_one_of_several ? draft.site_of(order).name : "";
  const std::string& place = draft.words(order.id).place;
  for (const std::string& part : {order.unit.value, place == order.unit.value ? std::string{} : place})
    if (!part.empty()) where += (where.empty() ? "" : " ") + part;
  return where;
}

Arg where_of(Draft& draft, const WorkOrder& order) {
  std::string where = where_is(draft, order);
  if (where.empty()) return {"where", "place_unknown", Arg::Form::phrase};
  return {"where", std::move(where)};
}

Arg number_of(const WorkOrder& order) { return {"number", order.id.value}; }
Arg matter_of(const Words& words) { return {"matter", words.matter}; }

Arg window_of(const WorkOrder& order) {
  const auto text = [](const std::optional<Instant>& at) {
    return at ? std::to_string(at->time_since_epoch().count()) : std::string{};
  };
  return {"window", text(order.visit_from) + "," + text(order.visit_to), Arg::Form::window};
}

Arg name_of(const Draft& draft, const StaffId& staff, std::string name) {
  const Staff* who = draft.reference.find(staff);
  return {std::move(name), who ? who->name : staff.value};
}

Arg time_arg(std::string name, Instant at) {
  return {std::move(name), std::to_string(at.time_since_epoch().count()), Arg::Form::time};
}

Arg window_arg(std::string name, Instant from, Instant to) {
  const auto text = [](Instant at) { return std::to_string(at.time_since_epoch().count()); };
  return {std::move(name), text(from) + "," + text(to), Arg::Form::window};
}

void write_alert(Draft& draft, OutMessage& letter, const WorkOrder& order) {
  const Words& words = draft.words(order.id);
  const Arg where = where_of(draft, order);
  if (order.hazard != Hazard::none)
    letter.says.push_back(
        say("alert_hazard", {{"hazard", "hazard." + std::string{to_string(order.hazard)}, Arg::Form::phrase},
                             number_of(order),
                             where,
                             matter_of(words)}));
  else if (order.unit.empty() && words.place.empty())
    letter.says.push_back(say("alert_order_nowhere", {number_of(order), matter_of(words)}));
  else
    letter.says.push_back(say("alert_order", {number_of(order), where, matter_of(words)}));
  if (is_unlisted(draft.reference, order)) letter.says.push_back(say("alert_unlisted"));
  if (order.site.empty()) letter.says.push_back(say("alert_site_unknown"));
  if (!words.contact_phone.empty())
    letter.says.push_back(say(
        "alert_contact", {{"name", words.contact_name}, {"phone", words.contact_phone, Arg::Form::phone}}));
  if (order.visit_from || order.visit_to) letter.says.push_back(say("alert_visit", {window_of(order)}));
  if (order.photos > 0) letter.says.push_back(say("alert_photos", {{"count", std::to_string(order.photos)}}));
  if (order.resident.empty() && order.via == Via::chat) letter.says.push_back(say("alert_unverified"));
  if (order.reopened > 0) letter.says.push_back(say("alert_reopened"));
  for (const auto& entry : words.entries)
    letter.media.insert(letter.media.end(), entry.media.begin(), entry.media.end());
  letter.buttons = {button("btn.accept", "accept", order.id), button("btn.decline", "decline", order.id)};
}

std::vector<StaffId> those_on_it(const WorkOrder& order) {
  if (order.is_taken()) return {order.accepted_by};
  if (order.state != OrderState::dispatched) return {};
  if (order.is_alert) return order.offered_to;
  return order.holder.empty() ? std::vector<StaffId>{} : std::vector{order.holder};
}

void tell_those_on_it(Draft& draft, const WorkOrder& order, const Say& what) {
  for (const StaffId& one : those_on_it(order))
    if (OutMessage* letter =
            to_staff(draft, one, &order, order.hazard == Hazard::none ? Lane::normal : Lane::urgent))
      letter->says.push_back(what);
}

}  // namespace steward::domain
