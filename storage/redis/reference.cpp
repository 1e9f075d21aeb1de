// Staff, shifts and units: read when their stamp has changed, shared by the stores of the process.

#include "net/clock.hpp"
#include "storage/codec.hpp"
#include "storage/redis/news.hpp"
#include "storage/redis/store.hpp"

#include <algorithm>

namespace steward::storage::redis {

namespace {

using ReferencePointer = std::shared_ptr<const domain::Reference>;

// 8 bytes for staff and shifts, 8 for the units.
constexpr size_t half = 8;
constexpr std::chrono::milliseconds look_again_after{2};

// A flag for as long as this lives, however the coroutine ends.
struct Raised {
  explicit Raised(bool& its_flag) : flag(its_flag) { flag = true; }
  ~Raised() { flag = false; }
  Raised(const Raised&) = delete;
  Raised& operator=(const Raised&) = delete;
  bool& flag;
};

std::string units_half(const std::string& stamp) { return stamp.substr(std::min(half, stamp.size())); }

}  // namespace

// One at a time reads it anew: the units of a large desk are megabytes, and everybody notices a change at
// once.
awaitable<Result<ReferencePointer>> RedisStore::reference_of(const std::string& stamp) {
  const ReferencePointer known = shared_->reference.load();
  if (known->stamp == stamp) co_return known;
  while (is_reference_being_read_) co_await net::sleep_for(look_again_after);
  const ReferencePointer cached = shared_->reference.load();
  if (cached != known) co_return cached;  // read since the stamp was
  const Raised being_read(is_reference_being_read_);
  const bool same_units = units_half(cached->stamp) == units_half(stamp);
  auto read = co_await read_reference(!same_units);
  if (read && !*read) read = co_await read_reference(true);  // the units changed as well, just now
  co_return read;
}

// Null when the units were left out and are no longer those of the cached reference.
awaitable<Result<ReferencePointer>> RedisStore::read_reference(bool with_units) {
  Command keys = command("MGET", keys_.reference_stamp(), keys_.people());
  if (with_units) keys << keys_.units();
  auto reply = co_await link_.execute(std::move(keys));
  if (!reply) co_return reply.error();
  if (reply->list.size() < 2) co_return garbled("MGET");

  const ReferencePointer cached = shared_->reference.load();
  const std::string& stamp = reply->list[0].text;
  if (cached->stamp == stamp) co_return cached;  // another coroutine was quicker
  if (!with_units && units_half(cached->stamp) != units_half(stamp)) co_return ReferencePointer{};

  auto fresh =
      with_units ? std::make_shared<domain::Reference>() : std::make_shared<domain::Reference>(*cached);
  fresh->stamp = stamp;
  if (!stamp.empty()) {
    if (auto people = decode_people(reply->list[1].text, *fresh); !people) co_return people.error();
    if (with_units)
      if (auto units = decode_units(reply->list[2].text, *fresh); !units) co_return units.error();
  }
  shared_->reference.store(fresh);
  co_return fresh;
}

awaitable<Result<ReferencePointer>> RedisStore::reference() {
  auto reply = co_await link_.execute(command("GET", keys_.reference_stamp()));
  if (!reply) co_return reply.error();
  co_return co_await reference_of(reply->text);
}

awaitable<Result<bool>> RedisStore::replace_reference(const domain::Reference& reference) {
  CommitCommand made(keys_, estimated_now());
  made.check(keys_.reference_stamp(), reference.stamp);
  made.set(keys_.reference_stamp(), random_bytes(2 * half));
  made.set(keys_.people(), encode_people(reference));
  made.set(keys_.units(), encode_units(reference));
  made.run(command("PUBLISH", keys_.wake_ups(), reference_news));
  auto reply = co_await link_.run(commit_script(), made.finish());
  if (!reply) co_return reply.error();
  co_return reply->number == 1;
}

// False when the reference that the commit was decided on is no longer the one we hold.
bool RedisStore::put_people(const domain::Commit& commit, CommitCommand& made) const {
  const ReferencePointer cached = shared_->reference.load();
  if (!commit.reference_stamp.empty() && commit.reference_stamp != cached->stamp) return false;
  domain::Reference people{cached->staff, cached->shifts, cached->storms, {}, {}};
  domain::change(people, commit);
  made.check(keys_.reference_stamp(), cached->stamp);
  made.set(keys_.reference_stamp(), random_bytes(half) + units_half(cached->stamp));
  made.set(keys_.people(), encode_people(people));
  made.run(command("PUBLISH", keys_.wake_ups(), reference_news));
  return true;
}

}  // namespace steward::storage::redis
