#pragma once
// The store of one desk: what is read for an event, the one commit, and the mechanics of the queues. Two of
// them stand behind it, Redis and an in-memory twin, held to one contract by tests/integration/storage.
//
// Every call returns an Error when the store could not be reached or answered wrongly; nothing is half done
// then, except that a commit's answer may be lost: the event is handled again and its once-key tells what
// happened.

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/commit.hpp"
#include "domain/reads.hpp"
#include "net/error.hpp"
#include "storage/bucket.hpp"

namespace steward::storage {

using boost::asio::awaitable;
using domain::Instant;
using net::Result;

struct Applied {
  enum class How : uint8_t { done, repeated, conflict };
  How how = How::done;
  std::string answer;  // of the first time, where it was kept
};

// ---- queues: claimed under a token for `claim_lasts`; whoever holds an older token changes nothing
// ------------

inline constexpr std::chrono::seconds claim_lasts{30};

struct ClaimedTimer {
  std::string timer;  // "<rule>:<o|c>:<id>"
  Instant due{};      // the slot: names the event, so that it takes effect once
  std::string token;
  Instant claimed_at{};
};

// A timer that is set, for people to look at.
struct ComingTimer {
  std::string timer;
  Instant due{};                    // the slot it was set for
  std::optional<Instant> again_at;  // claimed or postponed: when it is looked at again
  bool operator==(const ComingTimer&) const = default;
};

struct ClaimedMessage {
  domain::OutMessage message;
  int attempts = 0;  // sends tried before this claim
  std::string token;
  Instant claimed_at{};
  bool is_retried = false;                 // it was put off before
  std::vector<domain::OutMessage> with{};  // the others of its bundle: what becomes of it becomes of them
};

// What became of a claimed message.
struct SendOutcome {
  enum class What : uint8_t { sent, later, dead };
  What what = What::sent;
  Instant again_at{};       // later
  bool counts = true;       // later: whether this was an attempt
  std::string reason;       // later, dead
  std::string provider_id;  // sent: the platform's id
  std::string through;      // sent: the channel
  // sent: appended to the recipient's thread in the same step; on the web chat that is the sending.
  std::optional<domain::ThreadEntry> thread;
};

struct DeadLetter {
  domain::OutMessage message;
  std::string reason;
  Instant at{};
};

// One that is still to go.
struct WaitingMessage {
  domain::OutMessage message;
  Instant wake{};      // looked at again then
  int attempts = 0;    // sends tried so far
  std::string reason;  // of its last delay; empty: there was none
};

// What became of a message about an order, as far as the outbox knows: reports of the platform stand in the
// order's history.
struct MessageEnd {
  enum class What : uint8_t { sent, failed, withdrawn };
  What what = What::sent;
  std::string id;
  domain::AccountId to;
  Instant wanted_at{}, at{};
  std::string through;  // sent: the channel
  std::string why;      // failed, withdrawn
  bool operator==(const MessageEnd&) const = default;
};

// ---- reading for live pages
// -----------------------------------------------------------------------------------

struct ThreadLine {
  std::string cursor;  // ascending; read on after it
  domain::ThreadEntry entry;
};
struct FeedLine {
  std::string cursor;
  domain::FeedEntry entry;
};

struct Health {
  std::chrono::milliseconds round_trip{};
  std::optional<Instant> oldest_overdue_timer;
  std::optional<Instant> oldest_unsent_message;  // due and not sent
  size_t dead_letters = 0;
  std::string trouble;  // read-only, out of memory, loading … in words; empty: none
};

// What somebody sleeping on the store is woken for.
enum class Wake : uint8_t { timers, outbox, feed, reference };

class Store {
 public:
  virtual ~Store() = default;

  // One pipelined round trip: the documents, indexes, loads of those with the trades, the reference's stamp
  // (the reference itself again only when the stamp changed) and the time. A document that does not parse
  // fails the load with code "unreadable" and its key as detail.
  virtual awaitable<Result<domain::Snapshot>> load(const domain::Reads& reads) = 0;
  virtual awaitable<Result<Applied>> apply(const domain::Commit& commit) = 0;
  // What an event was answered that has been applied already; nothing: it was not. `once` is never empty.
  virtual awaitable<Result<std::optional<std::string>>> answered(const std::string& once) = 0;

  virtual awaitable<Result<std::vector<ClaimedTimer>>> claim_timers(size_t limit) = 0;
  // A commit that stops the timer or sets it anew ends the claim. Acknowledged: removed where none did.
  // Postponed: due again then.
  virtual awaitable<Result<bool>> acknowledge(const ClaimedTimer& timer) = 0;
  virtual awaitable<Result<bool>> postpone(const ClaimedTimer& timer, Instant until) = 0;
  virtual awaitable<Result<std::optional<Instant>>> next_timer() = 0;
  // A page of all that are set, from the `first`-th on, in the sequence in which they are looked at.
  virtual awaitable<Result<std::vector<ComingTimer>>> coming_timers(size_t first, size_t limit) = 0;

  // At most one message of a recipient and lane at a time, in sequence.
  virtual awaitable<Result<std::vector<ClaimedMessage>>> claim_messages(domain::Lane lane, size_t limit) = 0;
  virtual awaitable<Result<bool>> settle(const ClaimedMessage& message, const SendOutcome& outcome) = 0;
  virtual awaitable<Result<bool>> keep(const ClaimedMessage& message) = 0;  // heartbeat of a slow sending
  virtual awaitable<Result<std::optional<Instant>>> next_message(domain::Lane lane) = 0;
  // What waits in a lane, by recipients from the `first`-th on in the sequence in which they are looked at.
  virtual awaitable<Result<std::vector<WaitingMessage>>> waiting(domain::Lane lane, size_t first,
                                                                 size_t limit) = 0;
  // … for these, in all lanes.
  virtual awaitable<Result<std::vector<WaitingMessage>>> waiting_for(
      const std::vector<domain::AccountId>& recipients) = 0;
  virtual awaitable<Result<std::vector<MessageEnd>>> ends_of(const domain::OrderId& order) = 0;
  // A token of every bucket, or of none.
  virtual awaitable<Result<Taken>> take(const std::vector<Bucket>& buckets) = 0;
  virtual awaitable<Result<std::vector<DeadLetter>>> dead_letters(size_t limit) = 0;
  virtual awaitable<Result<bool>> requeue(const std::string& message_id) = 0;  // a dead letter, tried again
  virtual awaitable<Result<bool>> drop(const std::string& message_id) = 0;     // a dead letter, given up

  virtual awaitable<Result<std::vector<ThreadLine>>> thread(const domain::AccountId& account,
                                                            const std::string& after, size_t limit) = 0;
  virtual awaitable<Result<std::vector<FeedLine>>> feed(const std::string& after, size_t limit) = 0;
  virtual awaitable<Result<std::vector<std::string>>> members(const domain::IndexKey& index,
                                                              size_t limit) = 0;

  // How far each copy of a notice is, and why those failed that did.
  struct NoticeCopies {
    std::vector<domain::CopyState> states;
    std::map<int, std::string> failures;  // by recipient
  };
  virtual awaitable<Result<NoticeCopies>> copies_of(const domain::NoticeId& notice, bool with_failures) = 0;

  // Staff, roster and units as a whole: an import replaces them if nobody else did meanwhile (stamp).
  virtual awaitable<Result<std::shared_ptr<const domain::Reference>>> reference() = 0;
  virtual awaitable<Result<bool>> replace_reference(const domain::Reference& reference) = 0;

  // Bytes of a photo or voice message that was sent to us directly; kept for `keep_for`.
  virtual awaitable<Result<std::string>> put_media(std::string type, std::string bytes,
                                                   std::chrono::seconds keep_for) = 0;
  struct MediaBytes {
    std::string type, bytes;
  };
  virtual awaitable<Result<std::optional<MediaBytes>>> media(const std::string& id) = 0;

  // An event that could not be decided, with its raw text, for a person to see.
  struct SetAside {
    std::string once, raw, reason;
    Instant at{};
    std::string event;  // as event_codec.hpp writes it; empty: it cannot be tried again
    std::string id;     // given by the store
  };
  virtual awaitable<Result<void>> set_aside(const SetAside& event) = 0;
  virtual awaitable<Result<std::vector<SetAside>>> set_asides(size_t limit) = 0;  // newest first
  virtual awaitable<Result<bool>> drop_set_aside(const std::string& id) = 0;      // false: there is none

  // Returns when something of that sort happened, or after `longest` at the latest.
  virtual awaitable<bool> wait(Wake wake, std::chrono::milliseconds longest) = 0;
  // … when this account's thread may have grown.
  virtual awaitable<bool> wait_for_line(const domain::AccountId& account,
                                        std::chrono::milliseconds longest) = 0;
  virtual awaitable<Result<Health>> health() = 0;
  virtual awaitable<Result<Instant>> now() = 0;
};

}  // namespace steward::storage
