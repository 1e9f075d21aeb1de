#pragma once
// A message to somebody: phrases and their values, not yet words. It becomes text when it is sent, in the
// language of who reads it; what a resident wrote is only ever a value.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/documents.hpp"
#include "domain/ids.hpp"
#include "domain/labels.hpp"

namespace steward::domain {

// How a value is shown.
struct Arg {
  enum class Form : uint8_t {
    text,      // as it is
    phrase,    // a phrase key: "trade.plumbing"
    phrases,   // several of them, with spaces in between
    time,      // milliseconds since 1970: "今天15:00"
    window,    // two of them, comma separated, either may be missing: "今天15:00以后"
    phone,     // shown whole to staff, masked where a group reads
    duration,  // a number of minutes: "30分钟"
  };
  std::string name;
  std::string value;
  Form form = Form::text;
  bool operator==(const Arg&) const = default;
};

struct Say {
  std::string phrase;
  std::vector<Arg> args;
  bool operator==(const Say&) const = default;
};

struct Button {
  std::string phrase;  // of its label
  std::string text;    // a label that is a value (an order's matter), instead of a phrase
  std::string data;    // what pressing it sends: "<verb>:<order>[:value]", at most 64 bytes
  bool operator==(const Button&) const = default;
};

struct OutMessage {
  std::string id;  // follows from the event: the same event never makes two of it
  AccountId to;    // "sms:+86…" where only a phone is known
  StaffId staff;   // set when it goes to staff
  Lane lane = Lane::normal;
  Language language = Language::zh_hans;
  SiteId site;
  std::vector<Say> says;  // each a paragraph
  std::string text;       // instead of phrases: typed by a person of the desk
  std::vector<Button> buttons;
  Ask asks = Ask::none;
  std::vector<OrderId> orders;  // what it is about
  std::vector<Media> media;
  std::string slot;    // a newer message with the same slot replaces this one while it is unsent
  std::string bundle;  // one word: those of it that wait for the same person go as one, and replace nothing
  Instant created_at{};
  std::optional<Instant> not_before;
  std::optional<Instant> expires_at;  // of no use afterwards
  std::string unknown;
  bool operator==(const OutMessage&) const = default;
};

}  // namespace steward::domain
