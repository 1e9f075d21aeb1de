#pragma once
// What follows from an event: all of it is written at once, or none.

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "domain/documents.hpp"
#include "domain/fact.hpp"
#include "domain/message.hpp"
#include "domain/reads.hpp"
#include "domain/reference.hpp"

namespace steward::domain {

// Refused: nothing is written. Each has its phrase for people and its status for the API.
enum class Refusal : uint8_t {
  not_found,    // or not to be seen by who asks
  not_allowed,  // not by this person
  not_now,      // not in this state
  already_taken,
  not_offered,
  bad_input,
  which_site,  // several have such a unit
};
std::string_view to_string(Refusal refusal);

struct Write {
  Document document;
  std::string stamp;  // as read; empty: it did not exist
};

// Members of a sorted set come and go as documents change.
struct IndexChange {
  IndexKey index;
  std::string member;
  std::optional<double> score;  // nothing: removed
};

struct TimerChange {
  std::string timer;           // "<rule>:<o|c|s>:<id>"
  std::optional<Instant> due;  // nothing: stopped
};

// Advisory: how many orders somebody has, and when the last one came.
struct LoadChange {
  StaffId staff;
  int by = 0;
  std::optional<Instant> offered_at;
};

struct CounterChange {
  enum class How : uint8_t {
    add,
    set_once,  // what is there stays
    set,
  };
  std::string counter;  // "codes_sent:<site>:<day>"
  int by = 1;
  How how = How::add;
};

// A button as it was shown.
struct ThreadButton {
  std::string label, data;
  bool operator==(const ThreadButton&) const = default;
};

// A line of a conversation as it was said, for the web chat and for the person who takes over.
struct ThreadEntry {
  AccountId account;
  std::string id;  // of the message: a repeat is not written twice
  std::string by;  // "resident", "desk", a staff id
  Instant at{};
  std::string text;
  std::vector<Media> media;
  std::vector<ThreadButton> buttons;  // of a line of the desk
};

// A reference for live pages: what changed, never what it says.
struct FeedEntry {
  std::string what;  // "order", "conversation", "waiting", "sms"; "trouble": something was set aside
  std::string id;
  SiteId site{};  // for whose people it is; empty: nobody knows
};

// More recipients of a notice, by their place on the roll; the first of them is the notice's `first`-th.
struct AudienceAdded {
  NoticeId notice;
  int first = 0;
  std::vector<int> places;
};

// What became of the copies from the `first`-th on; no states: there are `first` of them altogether, of which
// nothing has become.
struct CopiesMarked {
  NoticeId notice;
  int first = 0;
  std::vector<CopyState> states;
};

// … of one of them, where it is not further already.
struct CopyReached {
  CopyOf copy;
  CopyState state = CopyState::sent;
  std::string why;  // failed
};

struct Commit {
  std::string once;
  std::string answer;           // kept with the once-key for the API: a repeat gets it again
  std::string reference_stamp;  // checked when not empty
  std::vector<Write> writes;
  std::vector<IndexChange> indexes;
  std::vector<TimerChange> timers;
  std::vector<LoadChange> loads;
  std::vector<CounterChange> counters;
  std::vector<FactLine> facts;
  std::vector<OutMessage> messages;
  std::vector<std::pair<AccountId, std::string>> withdrawn;  // unsent messages of this recipient in this slot
  std::vector<ThreadEntry> thread;
  std::vector<FeedEntry> feed;
  std::vector<AudienceAdded> audience;
  std::vector<CopiesMarked> copies;
  std::vector<CopyReached> reached;
  // The reference is rewritten, if it is still the one that was read, and everybody reads it anew.
  std::optional<Staff> bound_staff;          // a member of staff whose accounts changed
  std::optional<std::vector<Shift>> roster;  // all shifts, as they are from now on
  std::optional<std::vector<Storm>> storms;  // those that are on from now
};

bool changes_reference(const Commit& commit);
void change(Reference& reference, const Commit& commit);

struct NeedsMore {
  Reads reads;
};

using Decision = std::variant<Commit, NeedsMore, Refusal>;

}  // namespace steward::domain
