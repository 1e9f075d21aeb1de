// A commit becomes one call of commit.lua: what goes together is grouped, since each call inside a script
// costs.

#include "storage/codec.hpp"
#include "storage/limits.hpp"
#include "storage/redis/audience.hpp"
#include "storage/redis/news.hpp"
#include "storage/redis/store.hpp"

#include <map>
#include <set>
#include <stdexcept>

namespace steward::storage::redis {

namespace {

// Lua takes this many arguments at once with ease.
constexpr size_t most_arguments = 1000;

// An index score as Redis writes doubles: exact, and short for the usual whole numbers.
std::string score_text(double score) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, score).ptr;
  return {text, end};
}

std::string one_line(std::string text) {
  for (char& sign : text)
    if (sign == '\n') sign = ' ';
  return text;
}

// As an entry has it.
std::string slot_of(const domain::OutMessage& message) {
  return message.bundle.empty() ? one_line(message.slot)
                                : one_line("+" + message.bundle + " " + message.slot);
}

std::string as_bytes(const std::vector<domain::CopyState>& states) {
  std::string bytes;
  for (const domain::CopyState state : states) bytes += static_cast<char>(state);
  return bytes;
}

std::string_view verb_of(domain::CounterChange::How how) {
  using How = domain::CounterChange::How;
  if (how == How::set_once) return "HSETNX";
  return how == How::set ? "HSET" : "HINCRBY";
}

}  // namespace

std::string entry_of(const domain::OutMessage& message) {
  if (message.id.empty() || message.id.find_first_of(" \t\r\n") != std::string::npos)
    throw std::logic_error("a message's id is one word");
  std::string entry = message.id + " " + slot_of(message) + "\n";
  encode(entry, message);
  return entry;
}

void CommitCommand::once(const OncePlace& place, const std::string& answer, bool sets_expiry) {
  once_ = place;
  if (sets_expiry) expires_at_ = std::to_string(milliseconds(place.forgotten_at));
  if (!answer.empty())
    run(command("SET", keys_.answer(place.field), answer, "PXAT", milliseconds(place.forgotten_at)));
}

void CommitCommand::check(std::string key, std::string stamp) {
  checked_.push_back(std::move(key));
  stamps_.push_back(std::move(stamp));
}

void CommitCommand::set(std::string key, std::string value) {
  set_.push_back(std::move(key));
  set_.push_back(std::move(value));
}

void CommitCommand::run(const Command& plain) {
  written_ << "c" << static_cast<int64_t>(plain.count());
  written_.append(plain);
}

void CommitCommand::put(const domain::Commit& commit) {
  put_documents(commit);
  put_indexes(commit);
  put_timers(commit);
  put_loads(commit);
  put_facts(commit);
  put_notices(commit);
  put_messages(commit);
  put_pages(commit);
}

// One stamp serves all documents of a commit: it only has to differ from what each had before.
void CommitCommand::put_documents(const domain::Commit& commit) {
  const std::string stamp = random_bytes(8);
  for (const domain::Write& write : commit.writes) {
    std::string key = keys_.document(write.document);
    std::string value = stamp;
    value.reserve(768);
    encode(value, write.document);
    check(key, write.stamp);
    set(std::move(key), std::move(value));
    const auto* resident = std::get_if<domain::Resident>(&write.document);
    if (resident && write.stamp.empty()) run(command("APPEND", keys_.roll(), roll_entry(resident->id)));
  }
}

void CommitCommand::put_notices(const domain::Commit& commit) {
  for (const domain::AudienceAdded& added : commit.audience)
    written_ << "a" << keys_.audience(added.notice) << static_cast<int64_t>(added.first)
             << as_places(added.places);
  for (const domain::CopiesMarked& marked : commit.copies) {
    const std::string states = marked.states.empty() ? std::string(1, '\0') : as_bytes(marked.states);
    const int first = marked.states.empty() ? marked.first - 1 : marked.first;
    if (first >= 0)
      run(command("SETRANGE", keys_.copies(marked.notice), static_cast<int64_t>(first), states));
  }
  for (const domain::CopyReached& reached : commit.reached)
    written_ << "r" << reached.copy.notice.value << static_cast<int64_t>(reached.copy.recipient)
             << static_cast<int64_t>(reached.state) << one_line(reached.why);
}

void CommitCommand::put_indexes(const domain::Commit& commit) {
  std::map<std::pair<std::string, std::string_view>, std::optional<double>> last;  // the last word counts
  for (const domain::IndexChange& change : commit.indexes)
    last[{keys_.index(change.index), change.member}] = change.score;
  std::map<std::string_view, Command> added, removed;
  for (const auto& [place, score] : last) {
    const auto& [key, member] = place;
    if (score)
      added.try_emplace(key, command("ZADD", key)).first->second << score_text(*score) << member;
    else
      removed.try_emplace(key, command("ZREM", key)).first->second << member;
  }
  for (const auto& [key, zrem] : removed) run(zrem);
  for (const auto& [key, zadd] : added) run(zadd);
}

// A claim of a timer that is set or stopped here ends with it: its token was in the score. What is left of
// the claim beside it counts for nothing, and goes with the timer.
void CommitCommand::put_timers(const domain::Commit& commit) {
  std::map<std::string_view, std::optional<Instant>> last;  // the last word counts
  for (const domain::TimerChange& change : commit.timers) last[change.timer] = change.due;
  Command set = command("ZADD", keys_.timers());
  Command stopped = command("ZREM", keys_.timers());
  Command slots = command("HDEL", keys_.timer_slots());
  for (const auto& [timer, due] : last) {
    if (due)
      set << milliseconds(*due) << timer;
    else
      stopped << timer, slots << timer;
    if (due && *due <= now_ + slow_poll) tell(timer_news);
  }
  if (set.count() > 2) run(set);
  if (stopped.count() > 2) run(stopped), run(slots);
}

void CommitCommand::put_loads(const domain::Commit& commit) {
  for (const domain::LoadChange& change : commit.loads)
    written_ << "l" << keys_.loads() << change.staff.value << static_cast<int64_t>(change.by)
             << (change.offered_at ? std::to_string(milliseconds(*change.offered_at)) : "");
  std::set<std::string> counted;
  for (const domain::CounterChange& change : commit.counters) {
    const Keys::CounterPlace place = keys_.counter(change.counter);
    run(command(verb_of(change.how), place.key, place.field, static_cast<int64_t>(change.by)));
    counted.insert(place.key);
  }
  for (const std::string& key : counted)
    run(command("EXPIRE", key, static_cast<int64_t>(reports_kept.count())));
}

void CommitCommand::put_facts(const domain::Commit& commit) {
  for (const domain::FactLine& line : commit.facts) {
    const std::string key = keys_.facts(line.site, line.day);
    std::string json;
    encode(json, line.fact);
    run(command("RPUSH", key, json));
    run(command("EXPIRE", key, static_cast<int64_t>(reports_kept.count())));
  }
}

void CommitCommand::put_messages(const domain::Commit& commit) {
  for (const auto& [to, slot] : commit.withdrawn) written_ << "w" << to.value << one_line(slot);
  for (const domain::OutMessage& message : commit.messages) {
    const Instant wake = std::max(message.created_at, message.not_before.value_or(message.created_at));
    const std::string wake_text = std::to_string(milliseconds(wake));
    written_ << "m" << static_cast<int64_t>(message.lane) << message.to.value << wake_text << slot_of(message)
             << "0 " + wake_text + " n " + entry_of(message);
    if (wake <= now_ + slow_poll) tell(outbox_news);
  }
}

void CommitCommand::put_pages(const domain::Commit& commit) {
  for (const domain::ThreadEntry& entry : commit.thread) {
    std::string json;
    encode(json, entry);
    written_ << "t" << keys_.thread(entry.account) << one_line(entry.id) << json;
    tell(line_news(entry.account));
  }
  if (commit.feed.empty()) return;
  Command add = command("XADD", keys_.feed(), "MAXLEN", "~", static_cast<int64_t>(feed_kept), "*");
  for (const domain::FeedEntry& entry : commit.feed)
    add << entry.what << one_line(entry.id) + "\n" + entry.site.value;
  run(add);
  tell(feed_news);
}

void CommitCommand::tell(std::string_view news) {
  if (news_.find(news) == std::string::npos) news_ += news;
}

Command CommitCommand::finish() {
  for (size_t from = 0; from < set_.size(); from += most_arguments) {
    Command mset = command("MSET");
    mset.reserve(2048);
    for (size_t i = from; i < std::min(from + most_arguments, set_.size()); ++i) mset << set_[i];
    run(mset);
  }
  if (!news_.empty()) run(command("PUBLISH", keys_.wake_ups(), news_));

  Command whole;
  whole.reserve(written_.size() + 1024);
  whole << static_cast<int64_t>(once_.keys.size() + checked_.size());
  for (const std::string& key : once_.keys) whole << key;
  for (const std::string& key : checked_) whole << key;
  whole << once_.field << static_cast<int64_t>(once_.keys.size()) << static_cast<int64_t>(checked_.size())
        << keys_.answer(once_.field) << expires_at_ << keys_.prefix();
  for (const std::string& stamp : stamps_) whole << stamp;
  return whole.append(written_);
}

}  // namespace steward::storage::redis
