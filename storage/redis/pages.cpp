// What people look at: threads, the feed, indexes, media, what was set aside, and how the store is.

#include "domain/fingerprint.hpp"
#include "net/random.hpp"
#include "storage/archive.hpp"
#include "storage/codec.hpp"
#include "storage/limits.hpp"
#include "storage/redis/store.hpp"
#include "storage/set_aside_news.hpp"

#include <algorithm>
#include <charconv>

namespace steward::storage {

// Named by its argument's namespace, so that the archive finds it.
void fields(auto& a, Is<Store::SetAside> auto& event) {
  a("o", event.once);
  a("x", event.raw);
  a("w", event.reason);
  a("t", event.at);
  a("e", event.event);
}

namespace redis {

namespace {

// Cursors come back from browsers: whatever is none reads from the beginning.
std::string range_after(const std::string& cursor) {
  const bool is_cursor = !cursor.empty() && cursor.size() <= 41 &&
                         std::all_of(cursor.begin(), cursor.end(),
                                     [](char sign) { return sign == '-' || (sign >= '0' && sign <= '9'); }) &&
                         std::count(cursor.begin(), cursor.end(), '-') == 1 && cursor.front() != '-' &&
                         cursor.back() != '-';
  return is_cursor ? "(" + cursor : "-";
}

// What a line of a conversation, or a cursor, begins with; 0, before all lines, for whatever is none.
uint64_t line_number(std::string_view text) {
  uint64_t number = 0;
  const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_cursor = wrong == std::errc{} && (end == text.data() + text.size() || *end == ' ');
  return is_cursor ? number : 0;
}

// "<cursor> <id>\n<json>"
Result<ThreadLine> line_of(std::string_view text, const domain::AccountId& account) {
  const size_t space = text.find(' '), line_end = text.find('\n');
  if (line_end == std::string_view::npos || space > line_end)
    return net::Error{"unreadable", "a line of a conversation", "no cursor"};
  auto entry = decode_thread_entry(text.substr(line_end + 1));
  if (!entry) return entry.error();
  entry->account = account;
  entry->id = text.substr(space + 1, line_end - space - 1);
  return ThreadLine{std::string(text.substr(0, space)), std::move(*entry)};
}

// Of "<id>\n<site>"; an entry that was written before there were sites is nobody's.
domain::FeedEntry feed_entry_of(const std::string& what, const std::string& text) {
  const size_t line = std::min(text.find('\n'), text.size());
  return {what, text.substr(0, line), domain::SiteId(text.substr(std::min(line + 1, text.size())))};
}

struct Row {
  std::string_view code;
  const char* words;
};
constexpr Row troubles[] = {
    {"readonly", "Redis is a read-only replica"},
    {"full", "Redis is out of memory"},
    {"disk", "Redis cannot write to its disk"},
    {"loading", "Redis is loading its data"},
    {"noreplicas", "Redis has too few replicas to write"},
    {"auth", "Redis refuses our password or our rights"},
};

std::string trouble_of(const net::Error& error) {
  for (const Row& row : troubles)
    if (row.code == error.code) return row.words;
  return error.detail;
}

// It follows from the entry itself, so that one that cannot be read has an id as well.
std::string set_aside_id(std::string_view entry) { return domain::fingerprint(entry, 10); }

}  // namespace

// The last lines are what is nearly always asked for; the whole conversation only by who begins to read it.
awaitable<Result<std::vector<ThreadLine>>> RedisStore::thread(const domain::AccountId& account,
                                                              const std::string& after, size_t limit) {
  constexpr size_t last_lines = 16;
  const std::string key = keys_.thread(account);
  const uint64_t seen = line_number(after);
  auto reply = co_await link_.execute(command("LRANGE", key, -static_cast<int64_t>(last_lines), "-1"));
  const bool has_more = reply && reply->list.size() == last_lines && line_number(reply->list[0].text) > seen;
  if (has_more) reply = co_await link_.execute(command("LRANGE", key, "0", "-1"));
  if (!reply) co_return reply.error();

  std::vector<ThreadLine> lines;
  for (const Reply& stored : reply->list) {
    if (lines.size() == limit) break;
    if (line_number(stored.text) <= seen) continue;
    auto line = line_of(stored.text, account);
    if (!line) co_return line.error();
    lines.push_back(std::move(*line));
  }
  co_return lines;
}

// A commit's entries share a cursor, and are not divided: there may be a few more than the limit.
awaitable<Result<std::vector<FeedLine>>> RedisStore::feed(const std::string& after, size_t limit) {
  auto reply = co_await link_.execute(
      command("XRANGE", keys_.feed(), range_after(after), "+", "COUNT", static_cast<int64_t>(limit)));
  if (!reply) co_return reply.error();
  std::vector<FeedLine> lines;
  for (const Reply& line : reply->list) {
    if (line.list.size() != 2) co_return garbled("XRANGE");
    if (lines.size() >= limit) break;
    const auto& fields = line.list[1].list;
    for (size_t i = 0; i + 1 < fields.size(); i += 2)
      lines.push_back({line.list[0].text, feed_entry_of(fields[i].text, fields[i + 1].text)});
  }
  co_return lines;
}

awaitable<Result<std::vector<std::string>>> RedisStore::members(const domain::IndexKey& index, size_t limit) {
  std::vector<std::string> members;
  if (limit == 0) co_return members;
  auto reply =
      co_await link_.execute(command("ZREVRANGE", keys_.index(index), "0", static_cast<int64_t>(limit) - 1));
  if (!reply) co_return reply.error();
  for (Reply& member : reply->list) members.push_back(std::move(member.text));
  co_return members;
}

awaitable<Result<std::string>> RedisStore::put_media(std::string type, std::string bytes,
                                                     std::chrono::seconds keep_for) {
  std::string id;
  constexpr std::string_view hex = "0123456789abcdef";
  for (const char byte : random_bytes(16))
    id.append({hex[static_cast<unsigned char>(byte) >> 4], hex[static_cast<unsigned char>(byte) & 15]});
  type.push_back('\n');
  auto reply = co_await link_.execute(
      command("SET", keys_.media(id), type + bytes, "EX", static_cast<int64_t>(keep_for.count())));
  if (!reply) co_return reply.error();
  co_return Result<std::string>(boost::system::in_place_value, id);
}

awaitable<Result<std::optional<Store::MediaBytes>>> RedisStore::media(const std::string& id) {
  auto reply = co_await link_.execute(command("GET", keys_.media(id)));
  if (!reply) co_return reply.error();
  if (reply->is_nothing()) co_return std::optional<MediaBytes>{};
  const size_t line = std::min(reply->text.find('\n'), reply->text.size());
  MediaBytes media{reply->text.substr(0, line), {}};
  reply->text.erase(0, line + 1);
  media.bytes = std::move(reply->text);
  co_return std::optional<MediaBytes>(std::move(media));
}

// ---- set aside
// ------------------------------------------------------------------------------------------------------

// Touches nothing but its own list and the once-key, so that no document can keep it from being written.
awaitable<Result<void>> RedisStore::set_aside(const SetAside& event) {
  auto time = co_await now();
  if (!time) co_return time.error();
  SetAside kept = event;
  kept.at = *time;
  std::string json;
  FieldWriter(json).object(kept);
  CommitCommand made(keys_, *time);
  if (!event.once.empty()) made.once(place_of(event.once, keys_, *time), {}, true);
  made.run(command("LPUSH", keys_.set_asides(), json));
  made.run(command("LTRIM", keys_.set_asides(), "0", static_cast<int64_t>(set_asides_kept) - 1));
  made.put(trouble_in_the_feed());
  auto reply = co_await link_.run(commit_script(), made.finish());
  if (!reply) co_return reply.error();
  co_return Result<void>{};
}

awaitable<Result<std::vector<Store::SetAside>>> RedisStore::set_asides(size_t limit) {
  std::vector<SetAside> events;
  if (limit == 0) co_return events;
  auto reply =
      co_await link_.execute(command("LRANGE", keys_.set_asides(), "0", static_cast<int64_t>(limit) - 1));
  if (!reply) co_return reply.error();
  for (const Reply& text : reply->list) {
    SetAside& event = events.emplace_back();
    try {
      JsonReader in(text.text);
      FieldReader(in).read(event);
    } catch (const Malformed& malformed) {
      event = {"", text.text, malformed.what(), {}};
    }
    event.id = set_aside_id(text.text);
  }
  co_return events;
}

// Removed by its whole text: a place in the list changes as others come in.
awaitable<Result<bool>> RedisStore::drop_set_aside(const std::string& id) {
  auto kept = co_await link_.execute(command("LRANGE", keys_.set_asides(), "0", "-1"));
  if (!kept) co_return kept.error();
  for (const Reply& entry : kept->list) {
    if (set_aside_id(entry.text) != id) continue;
    auto removed = co_await link_.execute(command("LREM", keys_.set_asides(), "0", entry.text));
    if (!removed) co_return removed.error();
    co_return removed->number > 0;
  }
  co_return false;
}

// ---- how it is
// --------------------------------------------------------------------------------------------------------

awaitable<bool> RedisStore::wait(Wake wake, std::chrono::milliseconds longest) {
  return shared_->subscriber->wake_ups().wait(wake, std::min(longest, slow_poll));
}

awaitable<bool> RedisStore::wait_for_line(const domain::AccountId& account,
                                          std::chrono::milliseconds longest) {
  return shared_->subscriber->wake_ups().wait_for_line(account, std::min(longest, slow_poll));
}

awaitable<Result<Health>> RedisStore::health() {
  Health health;
  const net::Ticks began = net::ticks();
  auto time = co_await now();
  if (!time && time.error().code == "loading") health.trouble = trouble_of(time.error());
  if (!time && !health.trouble.empty()) co_return health;
  if (!time) co_return time.error();
  health.round_trip = std::chrono::ceil<std::chrono::milliseconds>(net::ticks() - began);

  // Whether it takes what is written to it shows only when something is.
  auto written = co_await link_.execute(command("SET", keys_.probe(), "1", "PX", "60000"));
  if (!written) health.trouble = trouble_of(written.error());

  auto timer = co_await next_timer();
  if (timer && *timer && **timer <= *time) health.oldest_overdue_timer = **timer;
  for (const auto& lane : domain::Spellings<domain::Lane>::table) {
    auto message = co_await next_message(lane.label);
    if (!message || !*message || **message > *time) continue;
    health.oldest_unsent_message = std::min(**message, health.oldest_unsent_message.value_or(**message));
  }
  auto dead = co_await link_.execute(command("ZCARD", keys_.dead_by_time()));
  if (dead) health.dead_letters = static_cast<size_t>(dead->number);
  co_return health;
}

}  // namespace redis
}  // namespace steward::storage
