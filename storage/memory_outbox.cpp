#include "storage/memory_outbox.hpp"

#include <algorithm>

namespace steward::storage {

void MemoryOutbox::put(const domain::OutMessage& message, Instant now) {
  if (!message.slot.empty()) withdraw(message.to, message.slot, now);
  const Instant wake = std::max(message.created_at, message.not_before.value_or(message.created_at));
  append({message, wake}, now);
}

void MemoryOutbox::append(Entry entry, Instant now) {
  Lane& of = lane(entry.message.lane);
  Recipient& recipient = of[entry.message.to];
  recipient.entries.push_back(std::move(entry));
  if (recipient.token.empty()) recipient.wake = next_wake(recipient.entries, now);
}

void MemoryOutbox::withdraw(const domain::AccountId& to, const std::string& slot, Instant now) {
  for (Lane& of : lanes_) {
    const auto found = of.find(to);
    if (found == of.end()) continue;
    std::erase_if(found->second.entries, [&slot](const Entry& entry) { return entry.message.slot == slot; });
    if (found->second.token.empty()) release(of, found, now);
  }
}

Instant MemoryOutbox::next_wake(const std::vector<Entry>& entries, Instant now) {
  Instant earliest = entries.front().wake;
  for (const Entry& entry : entries) {
    earliest = std::min(earliest, entry.wake);
    if (entry.is_retried || entry.wake <= now) break;
  }
  return earliest;
}

MemoryOutbox::Entry* MemoryOutbox::first_due(std::vector<Entry>& entries, Instant now) {
  for (Entry& entry : entries) {
    if (entry.wake <= now) return &entry;
    if (entry.is_retried) return nullptr;
  }
  return nullptr;
}

void MemoryOutbox::release(Lane& of, Lane::iterator recipient, Instant now) {
  if (recipient->second.entries.empty()) {
    of.erase(recipient);
    return;
  }
  recipient->second.token.clear();
  recipient->second.wake = next_wake(recipient->second.entries, now);
}

std::vector<ClaimedMessage> MemoryOutbox::claim(domain::Lane name, size_t limit, Instant now) {
  std::vector<Lane::iterator> due;
  Lane& of = lane(name);
  for (auto at = of.begin(); at != of.end(); ++at)
    if (at->second.wake <= now) due.push_back(at);
  std::stable_sort(due.begin(), due.end(),
                   [](auto one, auto other) { return one->second.wake < other->second.wake; });
  if (due.size() > limit) due.resize(limit);

  std::vector<ClaimedMessage> claimed;
  for (auto at : due) {
    Recipient& recipient = at->second;
    Entry* entry = first_due(recipient.entries, now);
    if (!entry) {  // a claim lapsed, and what it held was withdrawn meanwhile
      release(of, at, now);
      continue;
    }
    recipient.token = std::to_string(++claims_);
    recipient.wake = now + claim_lasts;
    claimed.push_back({entry->message, entry->attempts, recipient.token, now});
  }
  return claimed;
}

bool MemoryOutbox::settle(const ClaimedMessage& message, const SendOutcome& outcome, Instant now) {
  Lane& of = lane(message.message.lane);
  const auto found = of.find(message.message.to);
  if (found == of.end() || message.token.empty() || found->second.token != message.token) return false;

  auto& entries = found->second.entries;
  const auto entry = std::find_if(entries.begin(), entries.end(), [&message](const Entry& one) {
    return one.message.id == message.message.id;
  });
  if (entry != entries.end()) {  // else it was withdrawn while it was being sent
    if (outcome.what == SendOutcome::What::later) {
      entry->wake = outcome.again_at;
      entry->attempts += outcome.counts ? 1 : 0;
      entry->is_retried = true;
    } else {
      if (outcome.what == SendOutcome::What::dead)
        dead_.insert(dead_.begin(), {entry->message, outcome.reason, now});
      entries.erase(entry);
    }
  }
  release(of, found, now);
  return true;
}

bool MemoryOutbox::keep(const ClaimedMessage& message, Instant now) {
  Lane& of = lane(message.message.lane);
  const auto found = of.find(message.message.to);
  if (found == of.end() || message.token.empty() || found->second.token != message.token) return false;
  found->second.wake = now + claim_lasts;
  return true;
}

std::optional<Instant> MemoryOutbox::next(domain::Lane name) const {
  std::optional<Instant> earliest;
  for (const auto& [to, recipient] : lane(name))
    if (!earliest || recipient.wake < *earliest) earliest = recipient.wake;
  return earliest;
}

std::optional<Instant> MemoryOutbox::oldest_due(Instant now) const {
  std::optional<Instant> oldest;
  for (const Lane& of : lanes_)
    for (const auto& [to, recipient] : of)
      if (recipient.wake <= now && (!oldest || recipient.wake < *oldest)) oldest = recipient.wake;
  return oldest;
}

bool MemoryOutbox::requeue(const std::string& id, Instant now) {
  const auto found = std::find_if(dead_.begin(), dead_.end(),
                                  [&id](const DeadLetter& letter) { return letter.message.id == id; });
  if (found == dead_.end()) return false;
  found->message.not_before = now;  // its age counts from here, or it would be too old at once
  found->message.expires_at.reset();
  append({std::move(found->message), now}, now);
  dead_.erase(found);
  return true;
}

bool MemoryOutbox::drop(const std::string& id) {
  return std::erase_if(dead_, [&id](const DeadLetter& letter) { return letter.message.id == id; }) > 0;
}

std::vector<domain::OutMessage> MemoryOutbox::unsent() const {
  std::vector<domain::OutMessage> all;
  for (const Lane& of : lanes_)
    for (const auto& [to, recipient] : of)
      for (const Entry& entry : recipient.entries) all.push_back(entry.message);
  return all;
}

}  // namespace steward::storage
