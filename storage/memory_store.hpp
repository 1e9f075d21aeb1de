#pragma once
// The in-memory twin of the store: same contract, nothing kept. For tests, rehearsals and simulation, whose
// clock set_now() turns. Documents are kept encoded as in Redis, so whatever is played over it is played over
// the codec too. For one thread.

#include "storage/memory_outbox.hpp"
#include "storage/memory_timers.hpp"
#include "storage/wake_ups.hpp"

#include <map>
#include <unordered_map>

namespace steward::storage {

class MemoryStore : public Store {
 public:
  // The time stands still until set_now(); without a start it is this machine's.
  explicit MemoryStore(std::optional<Instant> start = std::nullopt) : now_(start) {}

  void set_now(Instant now) { now_ = now; }

  // ---- to look at, and to break ----
  std::optional<domain::Document> document(const domain::DocumentKey& key) const;
  std::vector<domain::Document> documents(domain::DocumentType type) const;
  // As it is stored, without the stamp; null when there is none.
  const std::string* text_of(const domain::DocumentKey& key) const;
  void put_text(const domain::DocumentKey& key, std::string text);
  void put(const domain::Document& document);
  std::map<std::string, Instant> timers() const { return timers_.all(); }
  std::vector<domain::OutMessage> unsent() const { return outbox_.unsent(); }
  const std::map<std::string, int>& counters() const { return counters_; }
  std::vector<std::vector<domain::Fact>> days_of_facts() const;  // of all sites
  const std::map<domain::IndexKey, std::map<std::string, double>>& indexes() const { return indexes_; }
  const std::map<domain::StaffId, domain::Load>& loads() const { return loads_; }
  bool knows(const std::string& once) const { return once_.contains(once); }

  // ---- the contract ----
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
  struct Stored {
    std::string stamp, text;
  };
  struct KeptMedia {
    MediaBytes media;
    Instant until{};
  };

  Instant time() const;
  std::string new_stamp();
  bool is_current(const domain::Commit& commit) const;
  void write(const domain::Document& document);
  void write_indexes(const domain::Commit& commit);
  void write_loads(const domain::Commit& commit);
  void write_facts(const domain::Commit& commit);
  void write_queues(const domain::Commit& commit);
  void change_reference(const domain::Commit& commit);
  void say(const domain::ThreadEntry& entry);
  std::vector<std::string> highest(const domain::IndexKey& index, size_t limit) const;

  // What a notice has beside its document.
  struct NoticeData {
    std::vector<int> places;
    NoticeCopies copies;
  };
  void write_notices(const domain::Commit& commit);
  void reach(const domain::CopyOf& copy, domain::CopyState state, const std::string& why);
  domain::AudienceSeen audience_of(const domain::AudienceChunk& chunk) const;

  std::optional<Instant> now_;
  uint64_t stamps_ = 0;
  std::map<domain::DocumentKey, Stored> documents_;
  std::unordered_map<std::string, std::string> once_;  // with the answer that was kept
  std::vector<domain::ResidentId> roll_;
  std::map<domain::NoticeId, NoticeData> notices_;
  std::map<domain::IndexKey, std::map<std::string, double>> indexes_;
  std::map<domain::StaffId, domain::Load> loads_;
  std::map<std::string, int> counters_;
  std::map<domain::FactDay, std::vector<std::string>> facts_;
  MemoryTimers timers_;
  MemoryOutbox outbox_;
  std::map<domain::AccountId, std::vector<ThreadLine>> threads_;
  std::vector<FeedLine> feed_;
  uint64_t lines_ = 0;
  std::shared_ptr<const domain::Reference> reference_ = std::make_shared<domain::Reference>();
  std::map<std::string, KeptMedia> media_;
  std::vector<SetAside> set_asides_;  // newest first
  WakeUps wake_ups_;
};

}  // namespace steward::storage
