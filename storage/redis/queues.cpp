// Timers and the outbox: claimed, kept, settled.

#include "net/random.hpp"
#include "storage/codec.hpp"
#include "storage/redis/news.hpp"
#include "storage/redis/store.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace steward::storage::redis {

namespace {

constexpr size_t most_claimed = 1000;  // as many arguments as a script unpacks with ease

// What the scripts make tokens of; redis's own random numbers begin anew with every call.
int64_t token_seed() {
  std::array<std::byte, 4> bytes;
  net::fill_random(bytes);
  uint32_t seed = 0;
  for (const std::byte byte : bytes) seed = seed << 8 | std::to_integer<uint32_t>(byte);
  return seed % 4'095'000;
}

// The first whole millisecond in which a score is due: that of a claim has a fraction.
std::optional<Instant> instant_of(const std::string& score) {
  double value = 0;
  const auto [end, error] = std::from_chars(score.data(), score.data() + score.size(), value);
  if (error != std::errc{}) return std::nullopt;
  return Instant(std::chrono::milliseconds(static_cast<int64_t>(std::ceil(value))));
}

// "<attempts> <wake> <n|r> <id> <slot>\n<json>"
struct Entry {
  int attempts = 0;
  std::string id;
  std::string_view json;
};
Entry parse(std::string_view text) {
  Entry entry;
  const size_t line = std::min(text.find('\n'), text.size());
  entry.json = text.substr(std::min(line + 1, text.size()));
  std::array<std::string_view, 4> words;
  std::string_view rest = text.substr(0, line);
  for (std::string_view& word : words) {
    const size_t space = std::min(rest.find(' '), rest.size());
    word = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  std::from_chars(words[0].data(), words[0].data() + words[0].size(), entry.attempts);
  entry.id = words[3];
  return entry;
}

// "<reason>\n<recipient>\n<json>", the JSON without line breaks.
struct Dead {
  std::string reason;
  domain::AccountId to;
  std::string_view json;
};
Dead parse_dead(std::string_view text) {
  const size_t first = std::min(text.find('\n'), text.size());
  const size_t last = std::max(std::min(text.rfind('\n'), text.size()), first);
  const std::string_view to = text.substr(first, last - first);
  return {std::string(text.substr(0, first)),
          domain::AccountId(std::string(to.substr(std::min<size_t>(1, to.size())))),
          text.substr(std::min(last + 1, text.size()))};
}

}  // namespace

// ---- timers
// -------------------------------------------------------------------------------------------------------

awaitable<Result<std::vector<ClaimedTimer>>> RedisStore::claim_timers(size_t limit) {
  Command claim;
  claim << "2" << keys_.timers() << keys_.timer_slots() << static_cast<int64_t>(std::min(limit, most_claimed))
        << token_seed();
  auto reply = co_await link_.run(claim_timers_script(), std::move(claim));
  if (!reply) co_return reply.error();
  if (reply->list.empty()) co_return garbled("claim_timers");
  const Instant claimed_at = instant_of(reply->list[0].text).value_or(estimated_now());
  std::vector<ClaimedTimer> claimed;
  for (size_t i = 1; i + 2 < reply->list.size(); i += 3) {
    const auto due = instant_of(reply->list[i + 1].text);
    if (!due) co_return garbled("claim_timers");
    claimed.push_back({std::move(reply->list[i].text), *due, std::move(reply->list[i + 2].text), claimed_at});
  }
  co_return claimed;
}

awaitable<Result<bool>> RedisStore::settle_timer(const ClaimedTimer& timer, std::string until) {
  Command settle;
  settle << "2" << keys_.timers() << keys_.timer_slots() << timer.timer << timer.token << until;
  auto reply = co_await link_.run(settle_timer_script(), std::move(settle));
  if (!reply) co_return reply.error();
  co_return reply->number == 1;
}

awaitable<Result<bool>> RedisStore::acknowledge(const ClaimedTimer& timer) { return settle_timer(timer, ""); }

awaitable<Result<bool>> RedisStore::postpone(const ClaimedTimer& timer, Instant until) {
  return settle_timer(timer, std::to_string(milliseconds(until)));
}

awaitable<Result<std::optional<Instant>>> RedisStore::earliest(std::string zset) {
  auto reply = co_await link_.execute(command("ZRANGE", zset, "0", "0", "WITHSCORES"));
  if (!reply) co_return reply.error();
  if (reply->list.size() < 2) co_return std::optional<Instant>{};
  co_return instant_of(reply->list[1].text);
}

awaitable<Result<std::optional<Instant>>> RedisStore::next_timer() { return earliest(keys_.timers()); }

// Of those whose score is not their slot, the slot is looked up; nothing there: settled in between.
awaitable<Result<std::vector<ComingTimer>>> RedisStore::coming_timers(size_t first, size_t limit) {
  std::vector<ComingTimer> timers;
  if (limit == 0) co_return timers;
  auto page = co_await link_.execute(command("ZRANGE", keys_.timers(), static_cast<int64_t>(first),
                                             static_cast<int64_t>(first + limit) - 1, "WITHSCORES"));
  if (!page) co_return page.error();
  Command slots = command("HMGET", keys_.timer_slots());
  std::vector<size_t> moved;
  for (size_t i = 0; i + 1 < page->list.size(); i += 2) {
    const std::string& score = page->list[i + 1].text;
    const auto wake = instant_of(score);
    if (!wake) co_return garbled("ZRANGE");
    timers.push_back({std::move(page->list[i].text), *wake, std::nullopt});
    if (score.find('.') == std::string::npos) continue;
    moved.push_back(timers.size() - 1);
    slots << timers.back().timer;
  }
  if (moved.empty()) co_return timers;
  auto found = co_await link_.execute(std::move(slots));
  if (!found) co_return found.error();
  if (found->list.size() != moved.size()) co_return garbled("HMGET");
  for (size_t i = 0; i < moved.size(); ++i) {
    ComingTimer& timer = timers[moved[i]];
    const Instant wake = timer.due;
    timer.due = instant_of(found->list[i].text).value_or(wake);
    if (timer.due != wake) timer.again_at = wake;
  }
  co_return timers;
}

// ---- the outbox
// -----------------------------------------------------------------------------------------------------

awaitable<Result<std::vector<ClaimedMessage>>> RedisStore::claim_messages(domain::Lane lane, size_t limit) {
  Command claim;
  claim << "1" << keys_.lane(lane) << static_cast<int64_t>(std::min(limit, most_claimed)) << token_seed();
  auto reply = co_await link_.run(claim_messages_script(), std::move(claim));
  if (!reply) co_return reply.error();

  if (reply->list.empty()) co_return garbled("claim_messages");
  const Instant claimed_at = instant_of(reply->list[0].text).value_or(estimated_now());
  std::vector<ClaimedMessage> claimed, unreadable;
  for (size_t i = 1; i + 2 < reply->list.size(); i += 3) {
    const domain::AccountId to(reply->list[i + 1].text);
    const Entry entry = parse(reply->list[i + 2].text);
    auto message = decode_message(entry.id, to, entry.json);
    ClaimedMessage one{message ? std::move(*message) : domain::OutMessage{.id = entry.id, .to = to},
                       entry.attempts, std::move(reply->list[i].text), claimed_at};
    one.message.lane = lane;
    (message ? claimed : unreadable).push_back(std::move(one));
  }
  // A person sees them among the dead letters; the others go on.
  for (const ClaimedMessage& one : unreadable) {
    const SendOutcome dead{.what = SendOutcome::What::dead, .reason = "unreadable"};
    if (auto settled = co_await settle(one, dead); !settled) co_return settled.error();
  }
  co_return claimed;
}

awaitable<Result<bool>> RedisStore::settle_message(const ClaimedMessage& message, std::string_view what,
                                                   Command more, const domain::AccountId& thread) {
  Command settle;
  settle << "5" << keys_.lane(message.message.lane) << keys_.thread(thread) << keys_.dead_by_time()
         << keys_.dead() << keys_.prefix() << what << message.message.to.value << message.token
         << message.message.id << keys_.wake_ups();
  settle.append(more);
  auto reply = co_await link_.run(settle_message_script(), std::move(settle));
  if (!reply) co_return reply.error();
  co_return reply->number == 1;
}

awaitable<Result<bool>> RedisStore::settle(const ClaimedMessage& message, const SendOutcome& outcome) {
  const domain::AccountId& to = message.message.to;
  switch (outcome.what) {
    case SendOutcome::What::later:
      return settle_message(message, "later",
                            command(milliseconds(outcome.again_at), outcome.counts ? "1" : "0"), to);
    case SendOutcome::What::dead: {
      std::string reason = outcome.reason;
      for (char& sign : reason)
        if (sign == '\n') sign = ' ';
      return settle_message(message, "dead", command(reason), to);
    }
    case SendOutcome::What::sent: break;
  }
  if (!outcome.thread) return settle_message(message, "sent", command("", ""), to);
  std::string line;
  encode(line, *outcome.thread);
  const domain::AccountId& account = outcome.thread->account;
  return settle_message(message, "sent", command(line, outcome.thread->id, line_news(account)), account);
}

awaitable<Result<bool>> RedisStore::keep(const ClaimedMessage& message) {
  return settle_message(message, "keep", {}, message.message.to);
}

awaitable<Result<std::optional<Instant>>> RedisStore::next_message(domain::Lane lane) {
  return earliest(keys_.lane(lane));
}

// ---- dead letters
// -----------------------------------------------------------------------------------------------------

awaitable<Result<std::vector<DeadLetter>>> RedisStore::dead_letters(size_t limit) {
  auto ids = co_await link_.execute(
      command("ZREVRANGE", keys_.dead_by_time(), "0", static_cast<int64_t>(limit) - 1, "WITHSCORES"));
  if (!ids) co_return ids.error();
  std::vector<DeadLetter> letters;
  if (limit == 0 || ids->list.empty()) co_return letters;
  Command texts = command("HMGET", keys_.dead());
  for (size_t i = 0; i + 1 < ids->list.size(); i += 2) texts << ids->list[i].text;
  auto found = co_await link_.execute(std::move(texts));
  if (!found) co_return found.error();

  for (size_t i = 0; i < found->list.size(); ++i) {
    const std::string_view text = found->list[i].text;
    if (text.empty()) continue;  // dropped meanwhile
    const std::string& id = ids->list[2 * i].text;
    Dead dead = parse_dead(text);
    auto message = decode_message(id, dead.to, dead.json);
    letters.push_back({message ? std::move(*message) : domain::OutMessage{.id = id, .to = dead.to},
                       std::move(dead.reason), instant_of(ids->list[2 * i + 1].text).value_or(Instant{})});
  }
  co_return letters;
}

awaitable<Result<bool>> RedisStore::requeue(const std::string& message_id) {
  auto text = co_await link_.execute(command("HGET", keys_.dead(), message_id));
  if (!text) co_return text.error();
  if (text->is_nothing()) co_return false;
  const Dead dead = parse_dead(text->text);
  auto message = decode_message(message_id, dead.to, dead.json);
  if (!message) co_return message.error();
  message->not_before = estimated_now();  // its age counts from here, or it would be too old at once
  message->expires_at.reset();
  const ClaimedMessage again{*message, 0, {}, {}};
  co_return co_await settle_message(again, "requeue", command(entry_of(*message)), message->to);
}

awaitable<Result<bool>> RedisStore::drop(const std::string& message_id) {
  Batch batch;
  batch.add(command("HDEL", keys_.dead(), message_id));
  batch.add(command("ZREM", keys_.dead_by_time(), message_id));
  auto replies = co_await link_.execute(std::move(batch));
  if (!replies) co_return replies.error();
  co_return replies->front().number == 1;
}

}  // namespace steward::storage::redis
