// The outbox: claimed, kept, settled, and paced.

#include "storage/codec.hpp"
#include "storage/redis/entry.hpp"
#include "storage/redis/news.hpp"
#include "storage/redis/store.hpp"

#include <algorithm>

namespace steward::storage::redis {

namespace {

std::string ids_of(const ClaimedMessage& claimed) {
  std::string ids = claimed.message.id;
  for (const domain::OutMessage& other : claimed.with) ids += " " + other.id;
  return ids;
}

// The text on one line, or as one word.
std::string with(std::string text, std::string_view unwanted, char instead) {
  for (char& sign : text)
    if (unwanted.find(sign) != std::string_view::npos) sign = instead;
  return text;
}

}  // namespace

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
    const Entry entry = entry_from(reply->list[i + 2].text);
    auto message = decode_message(entry.id, to, entry.json);
    ClaimedMessage one{message ? std::move(*message) : domain::OutMessage{.id = entry.id, .to = to},
                       entry.attempts, std::move(reply->list[i].text), claimed_at, entry.is_retried};
    one.message.lane = lane;
    const bool is_of_last = message && !claimed.empty() && claimed.back().token == one.token &&
                            claimed.back().message.to == one.message.to;
    if (is_of_last)
      claimed.back().with.push_back(std::move(one.message));
    else
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
         << ids_of(message) << keys_.wake_ups();
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
                            command(milliseconds(outcome.again_at), outcome.counts ? "1" : "0",
                                    with(outcome.reason, " \n", '_')),
                            to);
    case SendOutcome::What::dead:
      return settle_message(message, "dead", command(with(outcome.reason, "\n", ' ')), to);
    case SendOutcome::What::sent: break;
  }
  if (!outcome.thread) return settle_message(message, "sent", command("", "", "", outcome.through), to);
  std::string line;
  encode(line, *outcome.thread);
  const domain::AccountId& account = outcome.thread->account;
  return settle_message(message, "sent",
                        command(line, outcome.thread->id, line_news(account), outcome.through), account);
}

awaitable<Result<bool>> RedisStore::keep(const ClaimedMessage& message) {
  return settle_message(message, "keep", {}, message.message.to);
}

awaitable<Result<std::optional<Instant>>> RedisStore::next_message(domain::Lane lane) {
  return earliest(keys_.lane(lane));
}

awaitable<Result<Taken>> RedisStore::take(const std::vector<Bucket>& buckets) {
  Command take;
  take << static_cast<int64_t>(buckets.size());
  for (const Bucket& bucket : buckets) take << keys_.bucket(bucket.name);
  for (const Bucket& bucket : buckets)
    for (const double figure : {bucket.per_second, bucket.burst, bucket.reserve})
      take << std::to_string(figure);
  auto reply = co_await link_.run(take_tokens_script(), std::move(take));
  if (!reply) co_return reply.error();
  if (reply->list.size() != 2) co_return garbled("take_tokens");
  co_return Taken{std::chrono::milliseconds(reply->list[0].number),
                  static_cast<size_t>(reply->list[1].number - 1)};
}

}  // namespace steward::storage::redis
