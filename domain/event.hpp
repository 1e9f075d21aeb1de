#pragma once
// What can happen. An event carries all that is known of it before anything is loaded.

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "domain/documents.hpp"
#include "domain/features.hpp"

namespace steward::domain {

// Accounts of people of whom we have the phone: "sms:+8613800000000", whichever provider carries it.
inline constexpr std::string_view sms_channel = "sms";
// As MessageReceived::press: STOP or START that the provider has answered and obeyed itself.
inline constexpr std::string_view opt_out_answered = "opt_out_answered";

// A message of a resident or of staff, from any channel.
struct MessageReceived {
  AccountId from;
  std::string text;
  std::vector<Media> media;   // photos, voice …
  std::string press;          // data of the button pressed; text is its label then
  OrderId quote;              // the order that the message replied to is about, where it could be told
  Instant written_at{};       // by the platform
  std::string profile_name;   // as the platform has it
  std::string profile_phone;  // E.164, where the platform vouches for it (SMS, WhatsApp)
  SiteId place;               // of the link or QR code that opened the chat
  std::optional<Language> profile_language;
  Features features;  // of `text`, or of the voice message's transcript

  bool is_voice_without_words() const;
  std::string_view words() const;  // of a voice message its transcript
  int photos() const;
};

// Staff act on an order by button, command or at the board.
struct OrderAction {
  StaffId by;
  OrderId order;
  StaffVerb verb = StaffVerb::none;
  std::string text;  // reason, note, whom, the measure
  std::vector<Media> media;
  int minutes = 0;               // eta
  StaffId to;                    // dispatch
  std::optional<Instant> until;  // measure: by when
  std::string via = "console";
};

// The front desk enters what a caller or visitor says.
struct OrderEntered {
  StaffId by;
  std::string text;
  UnitId unit;
  std::string name;
  std::string phone;
  Via via = Via::phone;
  SiteId site;  // empty: the unit's, or the caller's, or the first that who enters it serves
  Features features;
};

// The front desk in a conversation.
struct ConversationAction {
  enum class Verb : uint8_t { take_over, reply, hand_back };
  StaffId by;
  AccountId account;
  Verb verb = Verb::take_over;
  std::string text;
};

// What a resident said when phoned for the follow-up.
struct AnswerRecorded {
  StaffId by;
  OrderId order;
  std::string text;
  Features features;
};

// A clock ran out. Late, twice or after a stop: harmless.
struct TimerDue {
  ClockRule rule;
  DocumentKey document;
};

// A message that left the outbox for the dead letters: a person has to know.
struct MessageFailed {
  AccountId to;
  std::vector<OrderId> orders;
  std::string message_id;
  std::string reason;  // of a small set: "blocked", "no_channel", "expired", "refused" …
};

// What became of a message after a provider had taken it. In any sequence, twice or never.
struct MessageReported {
  enum class What : uint8_t { delivered, read, failed };
  AccountId to;
  std::vector<OrderId> orders;
  std::string message_id;
  std::string through;  // which provider: "kannel"
  What what = What::delivered;
  std::string why;  // failed: "undelivered: 30006"
};

// A repeat of it is known by this.
std::string once_of(const MessageReported& report);

// An order is held by somebody who is no longer of the staff.
struct HolderLeft {
  OrderId order;
  StaffId who;
};

// A storm is called at a site, or called off.
struct StormSwitched {
  SiteId site;
  StaffId by;  // empty: whoever runs the program
  bool is_on = false;
  StormReason reason = StormReason::typhoon;
  std::optional<Instant> expected_until;
};

// A storm was called or called off while this order was open.
struct WeatherChanged {
  OrderId order;
};

// A plan is made, or is to run at other times.
struct PlanSet {
  Plan plan;
};

// A notice is composed: all of it that a person chooses, the rest as it is in a fresh one.
struct NoticeComposed {
  Notice notice;
};

// Somebody sends, approves, pauses, resumes or cancels a notice, or has the failed copies tried again.
struct NoticeAction {
  NoticeId notice;
  StaffId by;
  NoticeVerb verb = NoticeVerb::sent;
  std::optional<Instant> at;  // sent: from when on
  int per_minute = 0;         // sent: how many, 0: as fast as it goes
};

struct Event {
  std::string once;  // applied once: "<channel>:<peer>:<message id>"
  std::variant<MessageReceived, OrderAction, OrderEntered, ConversationAction, AnswerRecorded, TimerDue,
               MessageFailed, HolderLeft, PlanSet, StormSwitched, WeatherChanged, MessageReported,
               NoticeComposed, NoticeAction>
      body;
  std::array<std::byte, 16>
      entropy{};  // fresh for each attempt: codes must not follow from what a sender knows
};

template <>
struct Spellings<MessageReported::What> {
  using What = MessageReported::What;
  static constexpr std::array<Spelling<What>, 3> table{
      {{What::delivered, "delivered"}, {What::read, "read"}, {What::failed, "failed"}}};
};

}  // namespace steward::domain
