#include "storage/memory_store.hpp"

#include "net/clock.hpp"
#include "storage/codec.hpp"
#include "storage/limits.hpp"
#include "storage/set_aside_news.hpp"

#include <algorithm>

namespace steward::storage {

using domain::Commit;
using domain::DocumentKey;

Instant MemoryStore::time() const { return now_ ? *now_ : net::now(); }

std::string MemoryStore::new_stamp() {
  std::string stamp = std::to_string(++stamps_);
  return std::string(8 - std::min<size_t>(8, stamp.size()), '0') + stamp;
}

// ---- to look at

std::optional<domain::Document> MemoryStore::document(const DocumentKey& key) const {
  const auto found = documents_.find(key);
  if (found == documents_.end()) return std::nullopt;
  return decode(key, found->second.text).value();
}

std::vector<domain::Document> MemoryStore::documents(domain::DocumentType type) const {
  std::vector<domain::Document> all;
  for (const auto& [key, stored] : documents_)
    if (key.type == type) all.push_back(decode(key, stored.text).value());
  return all;
}

const std::string* MemoryStore::text_of(const DocumentKey& key) const {
  const auto found = documents_.find(key);
  return found == documents_.end() ? nullptr : &found->second.text;
}

void MemoryStore::put_text(const DocumentKey& key, std::string text) {
  documents_[key] = {new_stamp(), std::move(text)};
}

void MemoryStore::put(const domain::Document& document) { write(document); }

std::vector<std::vector<domain::Fact>> MemoryStore::days_of_facts() const {
  std::vector<std::vector<domain::Fact>> days;
  for (const auto& [place, lines] : facts_) days.push_back(decode_facts(lines).value());
  return days;
}

// ---- an event

awaitable<Result<domain::Snapshot>> MemoryStore::load(const domain::Reads& reads) {
  domain::Snapshot seen;
  seen.now = time();
  seen.reference = reference_;
  seen.loads.resize(reference_->staff.size());
  for (const size_t place : with_trade(*reference_, reads.trades))
    if (const auto found = loads_.find(reference_->staff[place].id); found != loads_.end())
      seen.loads[place] = found->second;
  seen.trades.insert(reads.trades.begin(), reads.trades.end());
  for (const DocumentKey& key : reads.documents) {
    domain::Seen& one = seen.documents[key];
    const auto found = documents_.find(key);
    if (found == documents_.end()) continue;
    auto document = decode(key, found->second.text);
    if (!document) co_return document.error();
    one.document = std::move(*document);
    one.stamp = found->second.stamp;
  }
  for (const domain::IndexKey& index : reads.indexes) seen.indexes[index] = highest(index, members_loaded);
  for (const std::string& counter : reads.counters) {
    const auto found = counters_.find(counter);
    seen.counters[counter] = found == counters_.end() ? 0 : found->second;
  }
  for (const domain::FactDay& day : reads.facts) {
    const auto found = facts_.find(day);
    auto facts = decode_facts(found == facts_.end() ? std::vector<std::string>{} : found->second);
    if (!facts) co_return facts.error();
    seen.facts[day] = std::move(*facts);
  }
  for (const domain::RollSlice& slice : reads.roll) {
    const auto size = static_cast<int>(roll_.size());
    const auto first = roll_.begin() + std::min(slice.first, size);
    seen.roll[slice].assign(first, roll_.begin() + std::min(slice.first + slice.count, size));
  }
  for (const domain::AudienceChunk& chunk : reads.chunks) seen.chunks[chunk] = audience_of(chunk);
  co_return seen;
}

std::vector<std::string> MemoryStore::highest(const domain::IndexKey& index, size_t limit) const {
  const auto found = indexes_.find(index);
  if (found == indexes_.end()) return {};
  std::vector<std::pair<double, std::string>> members;
  for (const auto& [member, score] : found->second) members.emplace_back(score, member);
  std::sort(members.rbegin(), members.rend());
  if (members.size() > limit) members.resize(limit);
  std::vector<std::string> names;
  for (auto& [score, member] : members) names.push_back(std::move(member));
  return names;
}

bool MemoryStore::is_current(const Commit& commit) const {
  if (!commit.reference_stamp.empty() && commit.reference_stamp != reference_->stamp) return false;
  return std::all_of(commit.writes.begin(), commit.writes.end(), [this](const domain::Write& write) {
    const auto found = documents_.find(key_of(write.document));
    return (found == documents_.end() ? std::string() : found->second.stamp) == write.stamp;
  });
}

awaitable<Result<Applied>> MemoryStore::apply(const Commit& commit) {
  if (!commit.once.empty()) {
    const auto known = once_.find(commit.once);
    if (known != once_.end()) co_return Applied{Applied::How::repeated, known->second};
  }
  if (!is_current(commit)) co_return Applied{Applied::How::conflict, {}};

  if (!commit.once.empty()) once_.emplace(commit.once, commit.answer);
  for (const domain::Write& one : commit.writes) write(one.document);
  write_indexes(commit);
  write_loads(commit);
  write_facts(commit);
  write_notices(commit);
  write_queues(commit);
  if (changes_reference(commit)) change_reference(commit);
  co_return Applied{Applied::How::done, commit.answer};
}

awaitable<Result<std::optional<std::string>>> MemoryStore::answered(const std::string& once) {
  const auto known = once_.find(once);
  co_return known == once_.end() ? std::nullopt : std::optional(known->second);
}

void MemoryStore::write(const domain::Document& document) {
  const auto* resident = std::get_if<domain::Resident>(&document);
  if (resident && !documents_.contains(key_of(document))) roll_.push_back(resident->id);
  Stored& stored = documents_[key_of(document)];
  stored.stamp = new_stamp();
  stored.text.clear();
  encode(stored.text, document);
}

void MemoryStore::write_indexes(const Commit& commit) {
  for (const domain::IndexChange& change : commit.indexes) {
    auto& index = indexes_[change.index];
    if (change.score)
      index[change.member] = *change.score;
    else
      index.erase(change.member);
  }
}

void MemoryStore::write_loads(const Commit& commit) {
  for (const domain::LoadChange& change : commit.loads) {
    domain::Load& load = loads_[change.staff];
    load.orders += change.by;
    if (change.offered_at) load.last_offered_at = *change.offered_at;
  }
  for (const domain::CounterChange& change : commit.counters) {
    const auto [counter, is_new] = counters_.try_emplace(change.counter, 0);
    using How = domain::CounterChange::How;
    if (change.how == How::add) counter->second += change.by;
    if (change.how == How::set || (change.how == How::set_once && is_new)) counter->second = change.by;
  }
}

void MemoryStore::write_facts(const Commit& commit) {
  for (const domain::FactLine& line : commit.facts)
    encode(facts_[{line.site, line.day}].emplace_back(), line.fact);
}

void MemoryStore::write_queues(const Commit& commit) {
  for (const domain::TimerChange& change : commit.timers) timers_.change(change);
  for (const auto& [to, slot] : commit.withdrawn) outbox_.withdraw(to, slot, time());
  for (const domain::OutMessage& message : commit.messages) outbox_.put(message, time());
  for (const domain::ThreadEntry& entry : commit.thread) say(entry);
  for (const domain::FeedEntry& entry : commit.feed) feed_.push_back({std::to_string(++lines_), entry});
  if (feed_.size() > feed_kept) feed_.erase(feed_.begin(), feed_.end() - feed_kept);
  if (!commit.timers.empty()) wake_ups_.ring(Wake::timers);
  if (!commit.messages.empty()) wake_ups_.ring(Wake::outbox);
  if (!commit.feed.empty()) wake_ups_.ring(Wake::feed);
}

void MemoryStore::say(const domain::ThreadEntry& entry) {
  auto& lines = threads_[entry.account];
  const auto looked_at = lines.end() - std::min<ptrdiff_t>(lines.end() - lines.begin(), repeats_looked_for);
  const bool is_repeat = std::any_of(looked_at, lines.end(), [&entry](const ThreadLine& line) {
    return !entry.id.empty() && line.entry.id == entry.id;
  });
  if (is_repeat) return;
  lines.push_back({std::to_string(++lines_), entry});
  if (lines.size() > thread_kept) lines.erase(lines.begin());
  wake_ups_.ring_line(WakeUps::bell_of(entry.account));
}

// ---- reference

void MemoryStore::change_reference(const Commit& commit) {
  auto changed = std::make_shared<domain::Reference>(*reference_);
  domain::change(*changed, commit);
  changed->stamp = new_stamp();
  reference_ = std::move(changed);
  wake_ups_.ring(Wake::reference);
}

awaitable<Result<std::shared_ptr<const domain::Reference>>> MemoryStore::reference() { co_return reference_; }

awaitable<Result<bool>> MemoryStore::replace_reference(const domain::Reference& reference) {
  if (reference.stamp != reference_->stamp) co_return false;
  auto replaced = std::make_shared<domain::Reference>(reference);
  replaced->stamp = new_stamp();
  reference_ = std::move(replaced);
  wake_ups_.ring(Wake::reference);
  co_return true;
}

// ---- set aside, and the rest

awaitable<Result<void>> MemoryStore::set_aside(const SetAside& event) {
  if (!event.once.empty() && !once_.emplace(event.once, "").second) co_return Result<void>{};
  SetAside kept = event;
  kept.at = time();
  kept.id = new_stamp();
  set_asides_.insert(set_asides_.begin(), std::move(kept));
  if (set_asides_.size() > set_asides_kept) set_asides_.pop_back();
  write_queues(trouble_in_the_feed());
  co_return Result<void>{};
}

awaitable<Result<std::vector<Store::SetAside>>> MemoryStore::set_asides(size_t limit) {
  co_return std::vector(set_asides_.begin(), set_asides_.begin() + std::min(limit, set_asides_.size()));
}

awaitable<Result<bool>> MemoryStore::drop_set_aside(const std::string& id) {
  co_return std::erase_if(set_asides_, [&id](const SetAside& one) { return one.id == id; }) > 0;
}

awaitable<Result<std::string>> MemoryStore::put_media(std::string type, std::string bytes,
                                                      std::chrono::seconds keep_for) {
  std::string id = new_stamp();
  media_[id] = {{std::move(type), std::move(bytes)}, time() + keep_for};
  // Said so, since an Error can be made of a text as well.
  co_return Result<std::string>(boost::system::in_place_value, id);
}

awaitable<Result<std::optional<Store::MediaBytes>>> MemoryStore::media(const std::string& id) {
  const auto found = media_.find(id);
  if (found == media_.end() || found->second.until <= time()) co_return std::nullopt;
  co_return found->second.media;
}

awaitable<bool> MemoryStore::wait(Wake wake, std::chrono::milliseconds longest) {
  return wake_ups_.wait(wake, longest);
}

awaitable<bool> MemoryStore::wait_for_line(const domain::AccountId& account,
                                           std::chrono::milliseconds longest) {
  return wake_ups_.wait_for_line(account, longest);
}

awaitable<Result<Health>> MemoryStore::health() {
  Health health;
  const auto next = timers_.next();
  if (next && *next <= time()) health.oldest_overdue_timer = next;
  health.oldest_unsent_message = outbox_.oldest_due(time());
  health.dead_letters = outbox_.dead().size();
  co_return health;
}

awaitable<Result<Instant>> MemoryStore::now() { co_return time(); }

}  // namespace steward::storage
