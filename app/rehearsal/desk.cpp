#include "app/rehearsal/desk.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "app/run_on.hpp"
#include "domain/decide.hpp"
#include "scheduler/open_orders.hpp"
#include "storage/handle_event.hpp"

namespace steward::app::rehearsal {
namespace {

constexpr std::string_view channel = "web";

std::string plural(int count, const char* thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string described(const Writes& writes) {
  std::string text = writes.text;
  if (writes.voice) text += writes.voice->empty() ? "(voice)" : "(voice) " + *writes.voice;
  if (writes.photos) text += (text.empty() ? "" : " ") + ("+ " + plural(writes.photos, "photo"));
  if (!writes.press.empty()) text += "[" + writes.press + "]";
  if (writes.quote) text += fmt::format(" (about order {})", writes.quote);
  return text;
}

}  // namespace

template <class T>
T Desk::run(storage::awaitable<net::Result<T>> work) {
  auto result = run_on(context_, std::move(work));
  if (!result) throw std::runtime_error(net::to_string(result.error()));
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

void Desk::note(const std::string& line) {
  const auto local = rules().sites.front().zone.to_local(now_);
  const std::chrono::hh_mm_ss time(local - domain::day_of(local));
  const std::chrono::year_month_day day(domain::day_of(local));
  transcript_.push_back(fmt::format("{:02}-{:02} {:02}:{:02}:{:02}  {}", static_cast<unsigned>(day.month()),
                                    static_cast<unsigned>(day.day()), time.hours().count(),
                                    time.minutes().count(), time.seconds().count(), line));
}

domain::Features Desk::read(const std::string& text) const {
  return rules().understand(text, rules().sites.front().zone.to_local(now_));
}

domain::AccountId Desk::account_of(const Name& name) const { return channels::account_of(channel, name); }

domain::OrderId Desk::order_id(int number) const {
  if (number >= 1 && static_cast<size_t>(number) <= orders_.size())
    return orders_[static_cast<size_t>(number - 1)];
  throw std::runtime_error(fmt::format("there is no order {} yet: {} opened so far", number, orders_.size()));
}

std::string Desk::numbered(const domain::OrderId& id) const {
  for (size_t i = 0; i < orders_.size(); ++i)
    if (orders_[i] == id) return fmt::format("order {}", i + 1);
  return id.value;
}

void Desk::handle(domain::Event event) {
  ++events_;
  const std::string once = event.once;
  const auto outcome = run(storage::handle_event(store_, rules(), std::move(event), once));
  using What = storage::Outcome::What;
  if (outcome.what == What::refused) note("    refused: " + std::string(domain::to_string(outcome.refusal)));
  if (outcome.what == What::repeated) note("    known already");
  if (outcome.what == What::set_aside)
    throw std::runtime_error("could not be decided: " + set_aside_reason());
  note_orders();
}

std::string Desk::set_aside_reason() {
  const auto list = run(store_.set_asides(100));
  return list.empty() ? "no reason was kept" : list.back().reason;
}

// What the page of the chat would post.
std::string Desk::message_json(const Writes& writes) {
  nlohmann::json json{{"id", writes.id.empty() ? fmt::format("step-{}", events_) : writes.id},
                      {"text", writes.text}};
  auto& media = json["media"] = nlohmann::json::array();
  for (int i = 0; i < writes.photos; ++i)
    media.push_back({{"form", "photo"}, {"id", fmt::format("photo-{}-{}", events_, i)}});
  if (writes.voice)
    media.push_back(
        {{"form", "voice"}, {"id", fmt::format("voice-{}", events_)}, {"transcript", *writes.voice}});
  if (writes.quote) json["reply_to"] = order_id(writes.quote).value;
  if (!writes.press.empty()) {
    const auto [label, data] = button(writes.who, writes.press);
    json["text"] = label;
    json["press"] = data;
  }
  return json.dump();
}

// The newest button that the reader still sees with these words.
std::pair<std::string, std::string> Desk::button(const Name& who, const std::string& words) const {
  for (auto heard = heard_.rbegin(); heard != heard_.rend(); ++heard) {
    if (heard->name != who) continue;
    for (size_t i = 0; i < heard->words.buttons.size(); ++i)
      if (heard->words.buttons[i].find(words) != std::string::npos)
        return {heard->words.buttons[i], heard->message.buttons[i].data};
  }
  throw std::runtime_error(who + " was shown no button with the words \"" + words + "\"");
}

void Desk::play(const Writes& writes) {
  note(writes.who + ": " + described(writes));
  const auto decoded = chat_->decode_message(message_json(writes), account_of(writes.who), now_);
  if (const auto* refused = std::get_if<channels::Refused>(&decoded))
    throw std::runtime_error("the chat would not take this message: " + std::string(refused->why));
  for (domain::Event event : std::get<channels::Inbound>(decoded).events) {
    auto& message = std::get<domain::MessageReceived>(event.body);
    std::string text = message.text;
    for (const domain::Media& media : message.media)
      if (text.empty()) text = media.transcript;
    message.features = read(text);
    handle(std::move(event));
  }
  settle();
}

void Desk::handle_console(decltype(domain::Event::body) body) {
  domain::Event event;
  event.once = fmt::format("console:{}", events_);
  event.body = std::move(body);
  handle(std::move(event));
  settle();
}

void Desk::play(const Acts& acts) {
  note(fmt::format("{} does: {} order {}{}{}", acts.who, acts.word, acts.order, acts.text.empty() ? "" : ": ",
                   acts.text));
  domain::OrderAction action{
      .by = domain::StaffId(acts.who), .order = order_id(acts.order), .verb = acts.verb};
  action.text = acts.text;
  action.minutes = acts.minutes;
  action.to = domain::StaffId(acts.to);
  action.until = acts.by;
  for (int i = 0; i < acts.photos; ++i)
    action.media.push_back({domain::Media::Form::photo, fmt::format("web:photo-{}-{}", events_, i), ""});
  handle_console(std::move(action));
}

void Desk::play(const Enters& enters) {
  note(enters.who + " writes down: " + enters.text);
  domain::OrderEntered entered{.by = domain::StaffId(enters.who), .text = enters.text};
  entered.unit = domain::UnitId(enters.unit);
  entered.phone = e164(enters.phone, rules().sites.front().region);
  entered.via = domain::Via::phone;
  entered.features = read(enters.text);
  handle_console(std::move(entered));
}

void Desk::play(const Converses& converses) {
  using Verb = domain::ConversationAction::Verb;
  const char* what = converses.verb == Verb::take_over ? " takes over "
                     : converses.verb == Verb::reply   ? " replies to "
                                                       : " hands back ";
  note(converses.who + what + converses.with + (converses.text.empty() ? "" : ": " + converses.text));
  handle_console(domain::ConversationAction{domain::StaffId(converses.who), account_of(converses.with),
                                            converses.verb, converses.text});
}

void Desk::play(const Records& records) {
  note(fmt::format("{} records of order {}: {}", records.who, records.order, records.answer));
  handle_console(domain::AnswerRecorded{domain::StaffId(records.who), order_id(records.order), records.answer,
                                        read(records.answer)});
}

// The orders follow the weather as they do in a running service.
void Desk::play(const CallsStorm& calls) {
  note(calls.who +
       (calls.reason ? " calls a " + std::string(domain::to_string(*calls.reason)) : " calls the storm off"));
  domain::StormSwitched storm{.site = rules().sites.front().id, .by = domain::StaffId(calls.who)};
  storm.is_on = calls.reason.has_value();
  storm.reason = calls.reason.value_or(domain::StormReason::typhoon);
  handle_console(std::move(storm));
  run(scheduler::look_at_open_orders(store_, rules()));
  note_orders();
  settle();
}

template <class T>
std::optional<T> Desk::document(const domain::DocumentKey& key) {
  domain::Reads reads;
  reads.documents.push_back(key);
  const domain::Snapshot seen = run(store_.load(reads));
  const T* found = seen.find<T>(key);
  return found ? std::optional<T>(*found) : std::nullopt;
}

std::optional<domain::WorkOrder> Desk::order(int number) {
  return document<domain::WorkOrder>(domain::key_of(order_id(number)));
}

std::optional<domain::Conversation> Desk::conversation(const Name& name) {
  return document<domain::Conversation>(domain::key_of(account_of(name)));
}

bool Desk::is_about(const domain::OutMessage& message, int order) const {
  if (order < 1 || static_cast<size_t>(order) > orders_.size()) return false;
  for (const domain::OrderId& id : message.orders)
    if (id == orders_[static_cast<size_t>(order - 1)]) return true;
  return false;
}

std::optional<Name> Desk::name_of(const domain::AccountId& account) const {
  const auto [carrier, peer] = channels::split(account);
  if (carrier == channel) return Name(peer);
  if (const auto found = phones_.find(std::string(peer)); found != phones_.end()) return found->second;
  const domain::Staff* staff = people_.reference.with_phone(peer);
  return staff ? std::optional<Name>(staff->id.value) : std::nullopt;
}

}  // namespace steward::app::rehearsal
