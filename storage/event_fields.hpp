#pragma once
// What can happen, member by member, as it is kept while it is set aside.

#include "domain/event.hpp"
#include "storage/document_fields.hpp"

namespace steward::storage {

template <>
struct Letters<domain::StaffVerb> {
  using V = domain::StaffVerb;
  static constexpr std::array table{
      LetterTable<V>{V::none, ""},
      LetterTable<V>{V::accept, "ac"},
      LetterTable<V>{V::decline, "de"},
      LetterTable<V>{V::eta, "et"},
      LetterTable<V>{V::arrive, "ar"},
      LetterTable<V>{V::finish, "fi"},
      LetterTable<V>{V::hold, "ho"},
      LetterTable<V>{V::resume, "re"},
      LetterTable<V>{V::cancel, "ca"},
      LetterTable<V>{V::not_ours, "no"},
      LetterTable<V>{V::dispatch, "di"},
      LetterTable<V>{V::measure, "me"},
      LetterTable<V>{V::report_for, "rf"},
      LetterTable<V>{V::close, "cl"},
      LetterTable<V>{V::ask_who_is_on, "wo"},
      LetterTable<V>{V::swap_shifts, "ss"},
      LetterTable<V>{V::step_away, "sa"},
      LetterTable<V>{V::come_back, "cb"},
      LetterTable<V>{V::no_answer, "na"},
      LetterTable<V>{V::call_typhoon, "ct"},
      LetterTable<V>{V::call_rainstorm, "cr"},
      LetterTable<V>{V::call_storm_off, "co"},
  };
  static_assert(table.size() == static_cast<size_t>(V::call_storm_off) + 1);
};

template <>
struct Letters<domain::ConversationAction::Verb> {
  using V = domain::ConversationAction::Verb;
  static constexpr std::array<LetterTable<V>, 3> table{
      {{V::take_over, "t"}, {V::reply, "r"}, {V::hand_back, "h"}}};
};

template <>
struct Letters<domain::DocumentType> {
  using T = domain::DocumentType;
  static constexpr std::array<LetterTable<T>, 5> table{
      {{T::order, "o"}, {T::words, "w"}, {T::conversation, "c"}, {T::resident, "p"}, {T::plan, "s"}}};
};

void fields(auto& a, Is<domain::MessageReceived> auto& message) {
  a("f", message.from);
  a("x", message.text);
  a("m", message.media);
  a("b", message.press);
  a("q", message.quote);
  a("t", message.written_at);
  a("n", message.profile_name);
  a("ph", message.profile_phone);
  a("st", message.place);
  a("lg", message.profile_language);
}

void fields(auto& a, Is<domain::OrderAction> auto& action) {
  a("b", action.by);
  a("o", action.order);
  a("v", action.verb);
  a("x", action.text);
  a("m", action.media);
  a("mi", action.minutes);
  a("to", action.to);
  a("u", action.until);
  a("vi", action.via, std::string("console"));
}

void fields(auto& a, Is<domain::OrderEntered> auto& entry) {
  a("b", entry.by);
  a("x", entry.text);
  a("u", entry.unit);
  a("n", entry.name);
  a("ph", entry.phone);
  a("v", entry.via, domain::Via::phone);
  a("st", entry.site);
}

void fields(auto& a, Is<domain::ConversationAction> auto& action) {
  a("b", action.by);
  a("a", action.account);
  a("v", action.verb);
  a("x", action.text);
}

void fields(auto& a, Is<domain::AnswerRecorded> auto& answer) {
  a("b", answer.by);
  a("o", answer.order);
  a("x", answer.text);
}

void fields(auto& a, Is<domain::DocumentKey> auto& key) {
  a("t", key.type);
  a("i", key.id);
}

// A clock's rule is spelled as in the name of its timer.
void write_compact(FieldWriter& a, const domain::TimerDue& timer);
void read_compact(FieldReader& a, domain::TimerDue& timer);

void fields(auto& a, Is<domain::MessageFailed> auto& failure) {
  a("to", failure.to);
  a("o", failure.orders);
  a("i", failure.message_id);
  a("w", failure.reason);
}

void fields(auto& a, Is<domain::MessageReported> auto& report) {
  a("to", report.to);
  a("o", report.orders);
  a("i", report.message_id);
  a("th", report.through);
  a("wh", report.what);
  a("w", report.why);
}

void fields(auto& a, Is<domain::HolderLeft> auto& left) {
  a("o", left.order);
  a("b", left.who);
}

void fields(auto& a, Is<domain::StormSwitched> auto& storm) {
  a("s", storm.site);
  a("b", storm.by);
  a("on", storm.is_on);
  a("w", storm.reason);
  a("u", storm.expected_until);
}

void fields(auto& a, Is<domain::WeatherChanged> auto& weather) { a("o", weather.order); }

void fields(auto& a, Is<domain::NoticeComposed> auto& composed) { a("n", composed.notice); }

void fields(auto& a, Is<domain::NoticeAction> auto& action) {
  a("n", action.notice);
  a("b", action.by);
  a("v", action.verb, domain::NoticeVerb::sent);
  a("at", action.at);
  a("pm", action.per_minute);
}

void fields(auto& a, Is<domain::PlanSet> auto& set) {
  a("i", set.plan.id);
  a("p", set.plan);
}

}  // namespace steward::storage
