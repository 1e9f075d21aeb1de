// The outbox as people see it: what waits, what became of it, and what nobody received.

#include "storage/codec.hpp"
#include "storage/redis/entry.hpp"
#include "storage/redis/store.hpp"

#include <algorithm>

namespace steward::storage::redis {

namespace {
constexpr const char* most_shown = "99";  // of one recipient, less one
}

awaitable<Result<std::vector<WaitingMessage>>> RedisStore::waiting(domain::Lane lane, size_t first,
                                                                   size_t limit) {
  std::vector<WaitingMessage> found;
  if (limit == 0) co_return found;
  auto page = co_await link_.execute(command("ZRANGE", keys_.lane(lane), static_cast<int64_t>(first),
                                             static_cast<int64_t>(first + limit) - 1));
  if (!page) co_return page.error();
  if (page->list.empty()) co_return found;
  Batch batch;
  for (const auto& to : page->list)
    batch.add(command("LRANGE", keys_.waiting(lane, domain::AccountId(to.text)), "0", most_shown));
  auto lists = co_await link_.execute(std::move(batch));
  if (!lists) co_return lists.error();
  for (size_t i = 0; i < lists->size(); ++i)
    for (const auto& entry : (*lists)[i].list)
      found.push_back(waiting_from(domain::AccountId(page->list[i].text), lane, entry.text));
  co_return found;
}

awaitable<Result<std::vector<WaitingMessage>>> RedisStore::waiting_for(
    const std::vector<domain::AccountId>& recipients) {
  std::vector<WaitingMessage> found;
  if (recipients.empty()) co_return found;
  Batch batch;
  for (const auto& to : recipients)
    for (const auto& lane : domain::Spellings<domain::Lane>::table)
      batch.add(command("LRANGE", keys_.waiting(lane.label, to), "0", most_shown));
  auto lists = co_await link_.execute(std::move(batch));
  if (!lists) co_return lists.error();
  size_t at = 0;
  for (const auto& to : recipients)
    for (const auto& lane : domain::Spellings<domain::Lane>::table)
      for (const auto& entry : (*lists)[at++].list) found.push_back(waiting_from(to, lane.label, entry.text));
  co_return found;
}

awaitable<Result<std::vector<MessageEnd>>> RedisStore::ends_of(const domain::OrderId& order) {
  auto lines = co_await link_.execute(command("LRANGE", keys_.message_ends(order), "0", "-1"));
  if (!lines) co_return lines.error();
  std::vector<MessageEnd> ends;
  for (const auto& line : lines->list) ends.push_back(end_from(line.text));
  co_return ends;
}

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
    Dead dead = dead_from(text);
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
  const Dead dead = dead_from(text->text);
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
