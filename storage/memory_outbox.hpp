#pragma once
// The outbox of the in-memory twin: per lane and recipient the messages in sequence. What redis/outbox.lua
// does, as plainly as it can be said.

#include "storage/store.hpp"

#include <array>
#include <map>
#include <vector>

namespace steward::storage {

class MemoryOutbox {
 public:
  void put(const domain::OutMessage& message, Instant now);
  void withdraw(const domain::AccountId& to, const std::string& slot, Instant now);

  std::vector<ClaimedMessage> claim(domain::Lane lane, size_t limit, Instant now);
  // False when the claim is no longer held.
  bool settle(const ClaimedMessage& message, const SendOutcome& outcome, Instant now);
  bool keep(const ClaimedMessage& message, Instant now);
  std::optional<Instant> next(domain::Lane lane) const;

  std::vector<WaitingMessage> waiting(domain::Lane lane, size_t first, size_t limit) const;
  std::vector<WaitingMessage> waiting_for(const std::vector<domain::AccountId>& recipients) const;
  std::vector<MessageEnd> ends_of(const domain::OrderId& order) const;
  Taken take(const std::vector<Bucket>& buckets, Instant now);

  const std::vector<DeadLetter>& dead() const { return dead_; }
  bool requeue(const std::string& id, Instant now);
  bool drop(const std::string& id);

  // Everything unsent, for tests.
  std::vector<domain::OutMessage> unsent() const;
  std::optional<Instant> oldest_due(Instant now) const;

 private:
  struct Entry {
    domain::OutMessage message;
    Instant wake{};
    int attempts = 0;
    bool is_retried = false;  // later ones wait behind it; behind one that is only not yet due, they do not
    std::string reason{};     // of the delay
  };
  struct Recipient {
    std::vector<Entry> entries;
    Instant wake{};     // when to look at it: a message is due, or the claim lapses
    std::string token;  // of the claim; empty: not claimed
  };
  using Lane = std::map<domain::AccountId, Recipient>;

  Lane& lane(domain::Lane name) { return lanes_[static_cast<size_t>(name)]; }
  const Lane& lane(domain::Lane name) const { return lanes_[static_cast<size_t>(name)]; }
  void append(Entry entry, Instant now);
  static Instant next_wake(const std::vector<Entry>& entries, Instant now);
  static Entry* first_due(std::vector<Entry>& entries, Instant now);
  static std::vector<domain::OutMessage> bundled_with(const std::vector<Entry>& entries, const Entry& first);
  void settle_one(std::vector<Entry>& entries, const std::string& id, const SendOutcome& outcome,
                  Instant now);
  void note_end(const Entry& entry, MessageEnd end);
  void release(Lane& lane, Lane::iterator recipient, Instant now);

  std::array<Lane, 3> lanes_;
  std::vector<DeadLetter> dead_;  // newest first
  uint64_t claims_ = 0;
  std::map<domain::OrderId, std::vector<MessageEnd>> ends_;
  std::map<std::string, Tokens> tokens_;
};

}  // namespace steward::storage
