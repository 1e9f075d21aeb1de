#pragma once
// A story: a desk's behaviour as conversations, line by line as a file tells it.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/event.hpp"
#include "domain/ids.hpp"
#include "domain/time.hpp"

namespace steward::app::rehearsal {

// Who plays: the id of a member of staff, or the name of a chat account.
using Name = std::string;

// Somebody writes in chat.
struct Writes {
  Name who;
  std::string text;
  int photos = 0;
  std::optional<std::string> voice;  // its transcript; empty: none came
  int quote = 0;                     // a reply to the last message about this order
  std::string press;                 // words of a button's label
  std::string id;                    // the platform's; the same again is a redelivery
};

// Staff act on an order, numbered by the sequence of opening.
struct Acts {
  Name who;
  std::string word;  // as the story has it: "accept"
  domain::StaffVerb verb = domain::StaffVerb::none;
  int order = 0;
  std::string text;
  int photos = 0;
  int minutes = 0;
  Name to;
  std::optional<domain::Instant> by;
};

// The front desk writes down what a caller says.
struct Enters {
  Name who;
  std::string text, unit, phone;
};

// The front desk in a conversation.
struct Converses {
  Name who;
  domain::ConversationAction::Verb verb = domain::ConversationAction::Verb::take_over;
  Name with;
  std::string text;
};

// The front desk writes down an answer to the follow-up.
struct Records {
  Name who;
  int order = 0;
  std::string answer;
};

// A storm is called at the desk's site; nothing: called off.
struct CallsStorm {
  Name who;
  std::optional<domain::StormReason> reason;
};

struct Waits {
  domain::Duration duration{};
};

// One of these, each as it would be written; nothing is "not known".
using AnyOf = std::vector<std::optional<std::string>>;

struct Expects {
  struct OfOrder {
    int order = 0;
    std::string field;
    AnyOf values;
  };
  struct OfName {
    Name name;
    AnyOf values;
  };
  struct Message {
    Name name;
    int order = 0;  // 0: about anything
  };
  struct Words {
    Name name;
    std::vector<std::string> words;
  };
  AnyOf orders;  // empty: not expected
  std::vector<OfOrder> order_fields;
  std::vector<OfName> asked, language, conversation;
  std::vector<Message> heard, unheard;
  std::vector<Words> says, never_says;
};

struct Step {
  int line = 0;
  std::variant<Writes, Acts, Enters, Converses, Records, CallsStorm, Waits, Expects> what;
};

struct Story {
  std::string file, title;
  int line = 0;
  domain::Instant at{};
  std::vector<std::pair<Name, domain::UnitId>> bound;
  std::vector<Step> steps;
};

}  // namespace steward::app::rehearsal
