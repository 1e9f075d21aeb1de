#pragma once
// The closed vocabularies of the desk, each with its spelling in documents, configuration and stories.

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace steward::domain {

enum class Intent : uint8_t {
  other,
  repair,
  complaint,
  enquiry,
  suggestion,
  praise,
  status,
  urge,
  cancel,
  reschedule,
  handoff,
  greeting,
  thanks,
  visitor,
  parcel,
  permit,
  loan,
  message,
  advert,
  abuse,
};
enum class Hazard : uint8_t { none, gas, fire, trapped, flood, electric, fall, crime, medical };
enum class Language : uint8_t { zh_hans, zh_hant, en };
enum class Region : uint8_t { cn, hk, mo, tw };
enum class Via : uint8_t { chat, sms, phone, counter };
enum class OrderState : uint8_t {
  received,
  dispatched,
  accepted,
  on_site,
  on_hold,
  done,
  followed_up,
  closed,
  cancelled,
  not_ours,
};
// What a message to somebody asks for.
enum class Ask : uint8_t { none, unit, matter, contact, time, which_order, confirm, score, reason, code };
enum class FollowUpState : uint8_t { none, due, chat, sms, phone, answered, improving, declined, unreached };
// The kinds of follow-up (回訪): of every order done, of complaints and emergencies, of special services, of
// a sample of residents, of those that something in particular touches.
enum class FollowUpSort : uint8_t { daily, complaint, special_service, periodic, targeted };
enum class FollowUpMethod : uint8_t { chat, sms, phone, visit, letter };
// Who is told when nobody takes an order.
enum class Told : uint8_t { fit, security, desk, head, manager };
// By what somebody of the staff is reached, and which success ends a step of it.
enum class Way : uint8_t { chat, sms };
enum class Success : uint8_t { sent, delivered, read };
enum class TellingHours : uint8_t { any, staff, working };
// What a resident may count on: that an order is taken, that somebody is there, that it is done.
enum class Promise : uint8_t { accept, arrive, finish };
enum class Lane : uint8_t { urgent, normal, bulk };
enum class Role : uint8_t { front_desk, technician, head, manager };
enum class StormReason : uint8_t { typhoon, rainstorm };

template <class Label>
struct Spelling {
  Label label;
  std::string_view text;
};

template <class Label>
struct Spellings;  // one `table` for each vocabulary, below

template <class Label>
constexpr std::string_view to_string(Label label) {
  for (const auto& row : Spellings<Label>::table)
    if (row.label == label) return row.text;
  return "?";
}
template <class Label>
constexpr std::optional<Label> from_string(std::string_view text) {
  for (const auto& row : Spellings<Label>::table)
    if (row.text == text) return row.label;
  return std::nullopt;
}

template <>
struct Spellings<Intent> {
  static constexpr std::array<Spelling<Intent>, 20> table{{
      {Intent::other, "other"},
      {Intent::repair, "repair"},
      {Intent::complaint, "complaint"},
      {Intent::enquiry, "enquiry"},
      {Intent::suggestion, "suggestion"},
      {Intent::praise, "praise"},
      {Intent::status, "status"},
      {Intent::urge, "urge"},
      {Intent::cancel, "cancel"},
      {Intent::reschedule, "reschedule"},
      {Intent::handoff, "handoff"},
      {Intent::greeting, "greeting"},
      {Intent::thanks, "thanks"},
      {Intent::visitor, "visitor"},
      {Intent::parcel, "parcel"},
      {Intent::permit, "permit"},
      {Intent::loan, "loan"},
      {Intent::message, "message"},
      {Intent::advert, "advert"},
      {Intent::abuse, "abuse"},
  }};
};
template <>
struct Spellings<Hazard> {
  static constexpr std::array<Spelling<Hazard>, 9> table{{
      {Hazard::none, "none"},
      {Hazard::gas, "gas"},
      {Hazard::fire, "fire"},
      {Hazard::trapped, "trapped"},
      {Hazard::flood, "flood"},
      {Hazard::electric, "electric"},
      {Hazard::fall, "fall"},
      {Hazard::crime, "crime"},
      {Hazard::medical, "medical"},
  }};
};
template <>
struct Spellings<Language> {
  static constexpr std::array<Spelling<Language>, 3> table{{
      {Language::zh_hans, "zh-Hans"},
      {Language::zh_hant, "zh-Hant"},
      {Language::en, "en"},
  }};
};
template <>
struct Spellings<Region> {
  static constexpr std::array<Spelling<Region>, 4> table{{
      {Region::cn, "CN"},
      {Region::hk, "HK"},
      {Region::mo, "MO"},
      {Region::tw, "TW"},
  }};
};
template <>
struct Spellings<Via> {
  static constexpr std::array<Spelling<Via>, 4> table{{
      {Via::chat, "chat"},
      {Via::sms, "sms"},
      {Via::phone, "phone"},
      {Via::counter, "counter"},
  }};
};
template <>
struct Spellings<OrderState> {
  static constexpr std::array<Spelling<OrderState>, 10> table{{
      {OrderState::received, "received"},
      {OrderState::dispatched, "dispatched"},
      {OrderState::accepted, "accepted"},
      {OrderState::on_site, "on_site"},
      {OrderState::on_hold, "on_hold"},
      {OrderState::done, "done"},
      {OrderState::followed_up, "followed_up"},
      {OrderState::closed, "closed"},
      {OrderState::cancelled, "cancelled"},
      {OrderState::not_ours, "not_ours"},
  }};
};
template <>
struct Spellings<Ask> {
  static constexpr std::array<Spelling<Ask>, 10> table{{
      {Ask::none, "none"},
      {Ask::unit, "unit"},
      {Ask::matter, "matter"},
      {Ask::contact, "contact"},
      {Ask::time, "time"},
      {Ask::which_order, "which_order"},
      {Ask::confirm, "confirm"},
      {Ask::score, "score"},
      {Ask::reason, "reason"},
      {Ask::code, "code"},
  }};
};
template <>
struct Spellings<FollowUpState> {
  static constexpr std::array<Spelling<FollowUpState>, 9> table{{
      {FollowUpState::none, "none"},
      {FollowUpState::due, "due"},
      {FollowUpState::chat, "chat"},
      {FollowUpState::sms, "sms"},
      {FollowUpState::phone, "phone"},
      {FollowUpState::answered, "answered"},
      {FollowUpState::improving, "improving"},
      {FollowUpState::declined, "declined"},
      {FollowUpState::unreached, "unreached"},
  }};
};
template <>
struct Spellings<FollowUpSort> {
  static constexpr std::array<Spelling<FollowUpSort>, 5> table{{
      {FollowUpSort::daily, "daily"},
      {FollowUpSort::complaint, "complaint"},
      {FollowUpSort::special_service, "special_service"},
      {FollowUpSort::periodic, "periodic"},
      {FollowUpSort::targeted, "targeted"},
  }};
};
template <>
struct Spellings<FollowUpMethod> {
  static constexpr std::array<Spelling<FollowUpMethod>, 5> table{{
      {FollowUpMethod::chat, "chat"},
      {FollowUpMethod::sms, "sms"},
      {FollowUpMethod::phone, "phone"},
      {FollowUpMethod::visit, "visit"},
      {FollowUpMethod::letter, "letter"},
  }};
};
template <>
struct Spellings<Way> {
  static constexpr std::array<Spelling<Way>, 2> table{{{Way::chat, "chat"}, {Way::sms, "sms"}}};
};
template <>
struct Spellings<Success> {
  static constexpr std::array<Spelling<Success>, 3> table{
      {{Success::sent, "sent"}, {Success::delivered, "delivered"}, {Success::read, "read"}}};
};
template <>
struct Spellings<Told> {
  static constexpr std::array<Spelling<Told>, 5> table{{{Told::fit, "fit"},
                                                        {Told::security, "security"},
                                                        {Told::desk, "desk"},
                                                        {Told::head, "head"},
                                                        {Told::manager, "manager"}}};
};
template <>
struct Spellings<TellingHours> {
  static constexpr std::array<Spelling<TellingHours>, 3> table{
      {{TellingHours::any, "any"}, {TellingHours::staff, "staff"}, {TellingHours::working, "working"}}};
};
template <>
struct Spellings<Promise> {
  static constexpr std::array<Spelling<Promise>, 3> table{
      {{Promise::accept, "accept"}, {Promise::arrive, "arrive"}, {Promise::finish, "finish"}}};
};
template <>
struct Spellings<Lane> {
  static constexpr std::array<Spelling<Lane>, 3> table{{
      {Lane::urgent, "urgent"},
      {Lane::normal, "normal"},
      {Lane::bulk, "bulk"},
  }};
};
template <>
struct Spellings<Role> {
  static constexpr std::array<Spelling<Role>, 4> table{{
      {Role::front_desk, "front_desk"},
      {Role::technician, "technician"},
      {Role::head, "head"},
      {Role::manager, "manager"},
  }};
};
template <>
struct Spellings<StormReason> {
  static constexpr std::array<Spelling<StormReason>, 2> table{
      {{StormReason::typhoon, "typhoon"}, {StormReason::rainstorm, "rainstorm"}}};
};

}  // namespace steward::domain
