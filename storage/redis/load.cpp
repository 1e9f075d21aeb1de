// Reading for an event, in one round trip; and the commit, in another.

#include "net/random.hpp"
#include "storage/codec.hpp"
#include "storage/limits.hpp"
#include "storage/redis/audience.hpp"
#include "storage/redis/store.hpp"

#include <algorithm>
#include <charconv>

namespace steward::storage::redis {

namespace {

constexpr size_t stamp_size = 8;

int64_t whole(std::string_view text) {
  int64_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

Result<Instant> time_of(const Reply& reply) {
  if (reply.list.size() != 2) return net::Error{"garbled", "redis", "TIME"};
  return Instant(
      std::chrono::milliseconds(whole(reply.list[0].text) * 1000 + whole(reply.list[1].text) / 1000));
}

Command loads_command(const Keys& keys, const domain::Reference& reference,
                      const std::vector<size_t>& places) {
  Command fields = command("HMGET", keys.loads());
  for (const size_t place : places) fields << reference.staff[place].id.value;
  return fields;
}

// "<orders> <when the last one came>" for each of them who ever had one.
std::vector<domain::Load> loads_of(const std::vector<size_t>& places, const Reply& reply) {
  std::vector<domain::Load> loads(places.back() + 1);
  for (size_t i = 0; i < std::min(places.size(), reply.list.size()); ++i) {
    const std::string_view text = reply.list[i].text;
    const size_t space = text.find(' ');
    if (space == std::string_view::npos) continue;
    loads[places[i]] = {static_cast<int>(whole(text)),
                        Instant(std::chrono::milliseconds(whole(text.substr(space + 1))))};
  }
  return loads;
}

constexpr auto roll_width = static_cast<int64_t>(roll_id);

domain::ResidentId resident_in(std::string_view entry) {
  const std::string_view id = entry.substr(0, roll_id);
  return domain::ResidentId(std::string(id.substr(0, id.find(' '))));
}

Result<domain::Seen> seen_of(const domain::DocumentKey& key, const Reply& reply) {
  domain::Seen seen;
  if (reply.is_nothing()) return seen;
  const std::string_view value = reply.text;
  auto document = decode(key, value.substr(std::min(value.size(), stamp_size)));
  if (!document) return document.error();
  seen.stamp = value.substr(0, stamp_size);
  seen.document = std::move(*document);
  return seen;
}

}  // namespace

std::string random_bytes(size_t count) {
  std::string bytes(count, '\0');
  net::fill_random(std::as_writable_bytes(std::span(bytes)));
  return bytes;
}

RedisStore::RedisStore(const boost::asio::any_io_executor& executor, std::shared_ptr<Shared> shared)
    : shared_(std::move(shared)), keys_(shared_->keys), link_(executor, shared_->options) {
  heard_time(net::now());
}

Instant RedisStore::estimated_now() const {
  return heard_time_ + std::chrono::floor<std::chrono::milliseconds>(net::ticks() - heard_time_at_);
}

void RedisStore::heard_time(Instant time) {
  heard_time_ = time;
  heard_time_at_ = net::ticks();
}

awaitable<Result<Instant>> RedisStore::now() {
  auto reply = co_await link_.execute(command("TIME"));
  if (!reply) co_return reply.error();
  co_return time_of(*reply);
}

awaitable<Result<domain::Snapshot>> RedisStore::load(const domain::Reads& reads) {
  const auto known = shared_->reference.load();
  const std::vector<size_t> able = with_trade(*known, reads.trades);
  Batch batch;
  batch.add(command("TIME"));
  Command documents = command("MGET", keys_.reference_stamp());
  for (const domain::DocumentKey& key : reads.documents) documents << keys_.document(key);
  batch.add(documents);
  for (const domain::IndexKey& index : reads.indexes)
    batch.add(command("ZREVRANGE", keys_.index(index), "0", static_cast<int64_t>(members_loaded) - 1));
  for (const std::string& counter : reads.counters) {
    const Keys::CounterPlace place = keys_.counter(counter);
    batch.add(command("HGET", place.key, place.field));
  }
  for (const domain::FactDay& day : reads.facts)
    batch.add(command("LRANGE", keys_.facts(day.site, day.day), "0", "-1"));
  for (const domain::RollSlice& slice : reads.roll)
    batch.add(command("GETRANGE", keys_.roll(), static_cast<int64_t>(slice.first) * roll_width,
                      static_cast<int64_t>(slice.first + slice.count) * roll_width - 1));
  if (!able.empty()) batch.add(loads_command(keys_, *known, able));

  auto replies = co_await link_.execute(std::move(batch));
  if (!replies) co_return replies.error();
  auto seen = snapshot(reads, *replies);
  if (!seen) co_return seen;
  for (const domain::AudienceChunk& chunk : reads.chunks) {
    auto audience = co_await audience_of(chunk);
    if (!audience) co_return audience.error();
    seen->chunks[chunk] = std::move(*audience);
  }
  auto reference = co_await reference_of((*replies)[1].list[0].text);
  if (!reference) co_return reference.error();
  seen->reference = std::move(*reference);
  // Other people may have the trade by now: what was read of the former ones does not do.
  if (seen->reference == known) {
    seen->trades.insert(reads.trades.begin(), reads.trades.end());
    if (!able.empty()) seen->loads = loads_of(able, replies->back());
  }
  co_return seen;
}

Result<domain::Snapshot> RedisStore::snapshot(const domain::Reads& reads, Replies& replies) {
  domain::Snapshot seen;
  const auto time = time_of(replies[0]);
  if (!time) return time.error();
  seen.now = *time;
  heard_time(*time);

  const auto& documents = replies[1].list;
  if (documents.size() != reads.documents.size() + 1) return garbled("MGET");
  for (size_t i = 0; i < reads.documents.size(); ++i) {
    auto one = seen_of(reads.documents[i], documents[i + 1]);
    if (!one) return one.error();
    seen.documents.insert_or_assign(reads.documents[i], std::move(*one));
  }
  size_t next = 2;
  for (const domain::IndexKey& index : reads.indexes) {
    auto& members = seen.indexes[index];
    for (Reply& member : replies[next++].list) members.push_back(std::move(member.text));
  }
  for (const std::string& counter : reads.counters)
    seen.counters[counter] = static_cast<int>(whole(replies[next++].text));
  for (const domain::FactDay& day : reads.facts) {
    std::vector<std::string> lines;
    for (Reply& line : replies[next++].list) lines.push_back(std::move(line.text));
    auto facts = decode_facts(lines);
    if (!facts) return facts.error();
    seen.facts[day] = std::move(*facts);
  }
  for (const domain::RollSlice& slice : reads.roll) {
    std::string_view ids = replies[next++].text;
    auto& list = seen.roll[slice];
    for (; ids.size() >= roll_id; ids.remove_prefix(roll_id)) list.push_back(resident_in(ids));
  }
  return seen;
}

// Who they are stands on the roll, at the places that the chunk has.
awaitable<Result<domain::AudienceSeen>> RedisStore::audience_of(const domain::AudienceChunk& chunk) {
  constexpr auto size = static_cast<int64_t>(domain::chunk_of_audience);
  Batch batch;
  batch.add(command("HGET", keys_.audience(chunk.notice), static_cast<int64_t>(chunk.number)));
  batch.add(
      command("GETRANGE", keys_.copies(chunk.notice), chunk.number * size, (chunk.number + 1) * size - 1));
  auto found = co_await link_.execute(std::move(batch));
  if (!found) co_return found.error();
  domain::AudienceSeen seen;
  for (const char state : (*found)[1].text) seen.states.push_back(static_cast<domain::CopyState>(state));
  Batch entries;
  const std::string_view places = (*found)[0].text;
  for (size_t at = 0; at + place_size <= places.size(); at += place_size) {
    int64_t place = 0;
    for (size_t i = 0; i < place_size; ++i) place = place << 8 | static_cast<unsigned char>(places[at + i]);
    entries.add(command("GETRANGE", keys_.roll(), place * roll_width, (place + 1) * roll_width - 1));
  }
  if (places.empty()) co_return seen;
  auto ids = co_await link_.execute(std::move(entries));
  if (!ids) co_return ids.error();
  for (const Reply& id : *ids) seen.who.push_back(resident_in(id.text));
  co_return seen;
}

awaitable<Result<Store::NoticeCopies>> RedisStore::copies_of(const domain::NoticeId& notice,
                                                             bool with_failures) {
  Batch batch;
  batch.add(command("GET", keys_.copies(notice)));
  if (with_failures) batch.add(command("HGETALL", keys_.copy_failures(notice)));
  auto found = co_await link_.execute(std::move(batch));
  if (!found) co_return found.error();
  NoticeCopies copies;
  for (const char state : (*found)[0].text) copies.states.push_back(static_cast<domain::CopyState>(state));
  if (!with_failures) co_return copies;
  const auto& failures = (*found)[1].list;
  for (size_t i = 0; i + 1 < failures.size(); i += 2)
    copies.failures[static_cast<int>(whole(failures[i].text))] = failures[i + 1].text;
  co_return copies;
}

awaitable<Result<Applied>> RedisStore::apply(const domain::Commit& commit) {
  CommitCommand made(keys_, estimated_now());
  OncePlace place;
  if (!commit.once.empty()) {
    place = place_of(commit.once, keys_, estimated_now());
    made.once(place, commit.answer, !expiry_set_.has(place));
  }
  const bool changes_people = changes_reference(commit);
  if (changes_people && !put_people(commit, made)) co_return Applied{Applied::How::conflict, {}};
  if (!changes_people && !commit.reference_stamp.empty())
    made.check(keys_.reference_stamp(), commit.reference_stamp);
  made.put(commit);

  auto reply = co_await link_.run(commit_script(), made.finish());
  if (!reply) co_return reply.error();
  if (reply->form == Reply::Form::text) co_return Applied{Applied::How::repeated, std::move(reply->text)};
  if (reply->form != Reply::Form::number) co_return garbled("commit");
  if (reply->number == 0) co_return Applied{Applied::How::conflict, {}};
  if (!commit.once.empty()) expiry_set_.add(place);
  co_return Applied{Applied::How::done, commit.answer};
}

awaitable<Result<std::optional<std::string>>> RedisStore::answered(const std::string& once) {
  const OncePlace place = place_of(once, keys_, estimated_now());
  Batch batch;
  for (const std::string& key : place.keys) batch.add(command("HEXISTS", key, place.field));
  batch.add(command("GET", keys_.answer(place.field)));
  auto replies = co_await link_.execute(std::move(batch));
  if (!replies) co_return replies.error();
  const bool is_known = std::any_of(replies->begin(), replies->end() - 1,
                                    [](const Reply& bucket) { return bucket.number == 1; });
  co_return is_known ? std::optional(std::move(replies->back().text)) : std::nullopt;
}

}  // namespace steward::storage::redis
