#pragma once
// One store for roles that work on every thread: each call goes to the store of the thread it is made on.

#include <memory>
#include <vector>

#include "net/threads.hpp"
#include "storage/redis_store.hpp"

namespace steward::app {

class ThreadStore : public storage::Store {
 public:
  template <class T>
  using Answer = storage::awaitable<net::Result<T>>;

  // Opens a store on each thread. Called from none of them.
  ThreadStore(net::Threads& threads, storage::RedisDesk& desk);
  // Closes each on its thread; before the threads are joined.
  void close();

  Answer<domain::Snapshot> load(const domain::Reads& reads) override { return here().load(reads); }
  Answer<storage::Applied> apply(const domain::Commit& commit) override { return here().apply(commit); }
  Answer<std::optional<std::string>> answered(const std::string& once) override {
    return here().answered(once);
  }

  Answer<std::vector<storage::ClaimedTimer>> claim_timers(size_t limit) override {
    return here().claim_timers(limit);
  }
  Answer<bool> acknowledge(const storage::ClaimedTimer& timer) override { return here().acknowledge(timer); }
  Answer<bool> postpone(const storage::ClaimedTimer& timer, domain::Instant until) override {
    return here().postpone(timer, until);
  }
  Answer<std::optional<domain::Instant>> next_timer() override { return here().next_timer(); }
  Answer<std::vector<storage::ComingTimer>> coming_timers(size_t first, size_t limit) override {
    return here().coming_timers(first, limit);
  }

  Answer<std::vector<storage::ClaimedMessage>> claim_messages(domain::Lane lane, size_t limit) override {
    return here().claim_messages(lane, limit);
  }
  Answer<bool> settle(const storage::ClaimedMessage& message, const storage::SendOutcome& outcome) override {
    return here().settle(message, outcome);
  }
  Answer<bool> keep(const storage::ClaimedMessage& message) override { return here().keep(message); }
  Answer<std::optional<domain::Instant>> next_message(domain::Lane lane) override {
    return here().next_message(lane);
  }
  Answer<std::vector<storage::WaitingMessage>> waiting(domain::Lane lane, size_t first,
                                                       size_t limit) override {
    return here().waiting(lane, first, limit);
  }
  Answer<std::vector<storage::WaitingMessage>> waiting_for(
      const std::vector<domain::AccountId>& recipients) override {
    return here().waiting_for(recipients);
  }
  Answer<std::vector<storage::MessageEnd>> ends_of(const domain::OrderId& order) override {
    return here().ends_of(order);
  }
  Answer<storage::Taken> take(const std::vector<storage::Bucket>& buckets) override {
    return here().take(buckets);
  }
  Answer<std::vector<storage::DeadLetter>> dead_letters(size_t limit) override {
    return here().dead_letters(limit);
  }
  Answer<bool> requeue(const std::string& id) override { return here().requeue(id); }
  Answer<bool> drop(const std::string& id) override { return here().drop(id); }

  Answer<std::vector<storage::ThreadLine>> thread(const domain::AccountId& account, const std::string& after,
                                                  size_t limit) override {
    return here().thread(account, after, limit);
  }
  Answer<std::vector<storage::FeedLine>> feed(const std::string& after, size_t limit) override {
    return here().feed(after, limit);
  }
  Answer<std::vector<std::string>> members(const domain::IndexKey& index, size_t limit) override {
    return here().members(index, limit);
  }

  Answer<NoticeCopies> copies_of(const domain::NoticeId& notice, bool with_failures) override {
    return here().copies_of(notice, with_failures);
  }

  Answer<std::shared_ptr<const domain::Reference>> reference() override { return here().reference(); }
  Answer<bool> replace_reference(const domain::Reference& reference) override {
    return here().replace_reference(reference);
  }

  Answer<std::string> put_media(std::string type, std::string bytes, std::chrono::seconds keep_for) override {
    return here().put_media(std::move(type), std::move(bytes), keep_for);
  }
  Answer<std::optional<MediaBytes>> media(const std::string& id) override { return here().media(id); }

  Answer<void> set_aside(const SetAside& event) override { return here().set_aside(event); }
  Answer<std::vector<SetAside>> set_asides(size_t limit) override { return here().set_asides(limit); }
  Answer<bool> drop_set_aside(const std::string& id) override { return here().drop_set_aside(id); }

  storage::awaitable<bool> wait(storage::Wake wake, std::chrono::milliseconds longest) override {
    return here().wait(wake, longest);
  }
  storage::awaitable<bool> wait_for_line(const domain::AccountId& account,
                                         std::chrono::milliseconds longest) override {
    return here().wait_for_line(account, longest);
  }
  Answer<storage::Health> health() override { return here().health(); }
  Answer<domain::Instant> now() override { return here().now(); }

 private:
  storage::Store& here();

  net::Threads& threads_;
  std::vector<std::unique_ptr<storage::ClosableStore>> stores_;
};

}  // namespace steward::app
