#include "storage/memory_outbox.hpp"

#include <algorithm>

namespace steward::storage {

void MemoryOutbox::put(const domain::OutMessage& message, Instant now) {
  if (!message.slot.empty() && message.bundle.empty()) withdraw(message.to, message.slot, now);
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
    auto& entries = found->second.entries;
    const auto is_of_slot = [&slot](const Entry& entry) { return entry.message.slot == slot; };
    for (const Entry& entry : entries)
      if (is_of_slot(entry))
        note_end(entry, {.what = MessageEnd::What::withdrawn, .at = now, .through = {}, .why = "replaced"});
    std::erase_if(entries, is_of_slot);
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
    claimed.push_back({entry->message, entry->attempts, recipient.token, now, entry->is_retried,
                       bundled_with(recipient.entries, *entry)});
  }
  return claimed;
}

bool MemoryOutbox::settle(const ClaimedMessage& message, const SendOutcome& outcome, Instant now) {
  Lane& of = lane(message.message.lane);
  const auto found = of.find(message.message.to);
  if (found == of.end() || message.token.empty() || found->second.token != message.token) return false;

  auto& entries = found->second.entries;
  settle_one(entries, message.message.id, outcome, now);
  for (const domain::OutMessage& other : message.with) settle_one(entries, other.id, outcome, now);
  release(of, found, now);
  return true;
}

void MemoryOutbox::settle_one(std::vector<Entry>& entries, const std::string& id, const SendOutcome& outcome,
                              Instant now) {
  const auto entry =
      std::find_if(entries.begin(), entries.end(), [&id](const Entry& one) { return one.message.id == id; });
  if (entry == entries.end()) return;  // it was withdrawn while it was being sent
  if (outcome.what == SendOutcome::What::later) {
    entry->wake = outcome.again_at;
    entry->attempts += outcome.counts ? 1 : 0;
    entry->is_retried = true;
    entry->reason = outcome.reason;
    return;
  }
  const bool is_sent = outcome.what == SendOutcome::What::sent;
  note_end(*entry, {.what = is_sent ? MessageEnd::What::sent : MessageEnd::What::failed,
                    .at = now,
                    .through = is_sent ? outcome.through : "",
                    .why = is_sent ? "" : outcome.reason});
  if (!is_sent) dead_.insert(dead_.begin(), {entry->message, outcome.reason, now});
  entries.erase(entry);
}

void MemoryOutbox::note_end(const Entry& entry, MessageEnd end) {
  if (domain::copy_of(entry.message.id)) return;  // of a notice: its state says it
  end.id = entry.message.id;
  end.to = entry.message.to;
  end.wanted_at = entry.wake;
  for (const domain::OrderId& order : entry.message.orders) ends_[order].push_back(end);
}

std::vector<domain::OutMessage> MemoryOutbox::bundled_with(const std::vector<Entry>& entries,
                                                           const Entry& first) {
  std::vector<domain::OutMessage> others;
  if (first.message.bundle.empty()) return others;
  for (const Entry& entry : entries)
    if (&entry != &first && entry.message.bundle == first.message.bundle) others.push_back(entry.message);
  return others;
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

std::vector<WaitingMessage> MemoryOutbox::waiting(domain::Lane name, size_t first, size_t limit) const {
  std::vector<Lane::const_iterator> recipients;
  for (auto at = lane(name).begin(); at != lane(name).end(); ++at) recipients.push_back(at);
  std::stable_sort(recipients.begin(), recipients.end(),
                   [](auto one, auto other) { return one->second.wake < other->second.wake; });
  std::vector<WaitingMessage> found;
  for (size_t i = first; i < recipients.size() && i - first < limit; ++i)
    for (const Entry& entry : recipients[i]->second.entries)
      found.push_back({entry.message, entry.wake, entry.attempts, entry.reason});
  return found;
}

std::vector<WaitingMessage> MemoryOutbox::waiting_for(
    const std::vector<domain::AccountId>& recipients) const {
  std::vector<WaitingMessage> found;
  for (const domain::AccountId& to : recipients)
    for (const Lane& of : lanes_)
      if (const auto recipient = of.find(to); recipient != of.end())
        for (const Entry& entry : recipient->second.entries)
          found.push_back({entry.message, entry.wake, entry.attempts, entry.reason});
  return found;
}

std::vector<MessageEnd> MemoryOutbox::ends_of(const domain::OrderId& order) const {
  const auto found = ends_.find(order);
  return found == ends_.end() ? std::vector<MessageEnd>{} : found->second;
}

Taken MemoryOutbox::take(const std::vector<Bucket>& buckets, Instant now) {
  Taken taken;
  for (size_t i = 0; i < buckets.size(); ++i)
    if (const auto wait = tokens_[buckets[i].name].wait(buckets[i], now); wait > taken.wait)
      taken = {wait, i};
  if (taken.wait > taken.wait.zero()) return taken;
  for (const Bucket& bucket : buckets) tokens_[bucket.name].take(bucket, now);
  return taken;
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
