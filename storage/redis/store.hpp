#pragma once
// The store over Redis: for the coroutines of one thread.

#include "storage/redis/link.hpp"
#include "storage/redis/once.hpp"
#include "storage/redis/shared.hpp"
#include "storage/redis_store.hpp"

namespace steward::storage::redis {

class CommitCommand;

class RedisStore : public ClosableStore {
 public:
  RedisStore(const boost::asio::any_io_executor& executor, std::shared_ptr<Shared> shared);

  void close() override { link_.close(); }

  awaitable<Result<domain::Snapshot>> load(const domain::Reads& reads) override;
  awaitable<Result<Applied>> apply(const domain::Commit& commit) override;
  awaitable<Result<std::optional<std::string>>> answered(const std::string& once) override;

  awaitable<Result<std::vector<ClaimedTimer>>> claim_timers(size_t limit) override;
  awaitable<Result<bool>> acknowledge(const ClaimedTimer& timer) override;
  awaitable<Result<bool>> postpone(const ClaimedTimer& timer, Instant until) override;
  awaitable<Result<std::optional<Instant>>> next_timer() override;
  awaitable<Result<std::vector<ComingTimer>>> coming_timers(size_t first, size_t limit) override;

  awaitable<Result<std::vector<ClaimedMessage>>> claim_messages(domain::Lane lane, size_t limit) override;
  awaitable<Result<bool>> settle(const ClaimedMessage& message, const SendOutcome& outcome) override;
  awaitable<Result<bool>> keep(const ClaimedMessage& message) override;
  awaitable<Result<std::optional<Instant>>> next_message(domain::Lane lane) override;
  awaitable<Result<std::vector<WaitingMessage>>> waiting(domain::Lane lane, size_t first,
                                                         size_t limit) override;
  awaitable<Result<std::vector<WaitingMessage>>> waiting_for(
      const std::vector<domain::AccountId>& recipients) override;
  awaitable<Result<std::vector<MessageEnd>>> ends_of(const domain::OrderId& order) override;
  awaitable<Result<Taken>> take(const std::vector<Bucket>& buckets) override;
  awaitable<Result<std::vector<DeadLetter>>> dead_letters(size_t limit) override;
  awaitable<Result<bool>> requeue(const std::string& message_id) override;
  awaitable<Result<bool>> drop(const std::string& message_id) override;

  awaitable<Result<std::vector<ThreadLine>>> thread(const domain::AccountId& account,
                                                    const std::string& after, size_t limit) override;
  awaitable<Result<std::vector<FeedLine>>> feed(const std::string& after, size_t limit) override;
  awaitable<Result<std::vector<std::string>>> members(const domain::IndexKey& index, size_t limit) override;

  awaitable<Result<NoticeCopies>> copies_of(const domain::NoticeId& notice, bool with_failures) override;

  awaitable<Result<std::shared_ptr<const domain::Reference>>> reference() override;
  awaitable<Result<bool>> replace_reference(const domain::Reference& reference) override;

  awaitable<Result<std::string>> put_media(std::string type, std::string bytes,
                                           std::chrono::seconds keep_for) override;
  awaitable<Result<std::optional<MediaBytes>>> media(const std::string& id) override;

  awaitable<Result<void>> set_aside(const SetAside& event) override;
  awaitable<Result<std::vector<SetAside>>> set_asides(size_t limit) override;
  awaitable<Result<bool>> drop_set_aside(const std::string& id) override;

  awaitable<bool> wait(Wake wake, std::chrono::milliseconds longest) override;
  awaitable<bool> wait_for_line(const domain::AccountId& account, std::chrono::milliseconds longest) override;
  awaitable<Result<Health>> health() override;
  awaitable<Result<Instant>> now() override;

 private:
  Result<domain::Snapshot> snapshot(const domain::Reads& reads, Replies& replies);
  awaitable<Result<domain::AudienceSeen>> audience_of(const domain::AudienceChunk& chunk);
  // The reference with this stamp, or a later one.
  awaitable<Result<std::shared_ptr<const domain::Reference>>> reference_of(const std::string& stamp);
  awaitable<Result<std::shared_ptr<const domain::Reference>>> read_reference(bool with_units);

  bool put_people(const domain::Commit& commit, CommitCommand& made) const;

  awaitable<Result<bool>> settle_timer(const ClaimedTimer& timer, std::string until);
  awaitable<Result<bool>> settle_message(const ClaimedMessage& message, std::string_view what, Command more,
                                         const domain::AccountId& thread);
  awaitable<Result<std::optional<Instant>>> earliest(std::string zset);

  // Redis's time as it goes on since it was last asked: for what need not be exact.
  Instant estimated_now() const;
  void heard_time(Instant time);
  net::Error garbled(std::string what) const { return {"garbled", link_.place(), std::move(what)}; }

  std::shared_ptr<Shared> shared_;
  const Keys& keys_;
  Link link_;
  ExpirySet expiry_set_;
  bool is_reference_being_read_ = false;
  Instant heard_time_{};
  net::Ticks heard_time_at_{};
};

// ---- pieces of commits
// ------------------------------------------------------------------------------------------

// A commit as commit.lua takes it.
class CommitCommand {
 public:
  CommitCommand(const Keys& keys, Instant now) : keys_(keys), now_(now) {}

  void once(const OncePlace& place, const std::string& answer, bool sets_expiry);
  void check(std::string key, std::string stamp);
  // Written together, in one command.
  void set(std::string key, std::string value);
  void put(const domain::Commit& commit);
  void run(const Command& plain);

  // The number of keys, keys and arguments.
  Command finish();

 private:
  void put_documents(const domain::Commit& commit);
  void put_indexes(const domain::Commit& commit);
  void put_timers(const domain::Commit& commit);
  void put_loads(const domain::Commit& commit);
  void put_facts(const domain::Commit& commit);
  void put_notices(const domain::Commit& commit);
  void put_messages(const domain::Commit& commit);
  void put_pages(const domain::Commit& commit);
  void tell(std::string_view news);

  const Keys& keys_;
  Instant now_;
  OncePlace once_;
  std::string expires_at_;
  std::vector<std::string> checked_, stamps_;
  std::vector<std::string> set_;
  Command written_;
  std::string news_;
};

// "<id> <slot>\n<json>", behind attempts and wake-up, as outbox.lua has it.
std::string entry_of(const domain::OutMessage& message);
std::string random_bytes(size_t count);
inline int64_t milliseconds(Instant instant) { return instant.time_since_epoch().count(); }

// The longest anybody sleeps on news that might have been missed; what is due later than that needs no
// waking.
inline constexpr std::chrono::milliseconds slow_poll{5000};

}  // namespace steward::storage::redis
