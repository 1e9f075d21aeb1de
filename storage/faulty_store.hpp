#pragma once
// A store that fails on demand, for tests: at the n-th call it is away, or does what it is told and its
// answer is lost.

#include "storage/store.hpp"

namespace steward::storage {

class FaultyStore : public Store {
 public:
  enum class Fault : uint8_t {
    away,         // nothing happens, and that is what is answered
    answer_lost,  // it happens, and nobody hears of it
  };

  explicit FaultyStore(Store& store) : store_(store) {}

  // The first call from now on is number 1; 0: none fails.
  void fail_at(int call, Fault fault) {
    calls_ = 0;
    failing_call_ = call;
    fault_ = fault;
  }
  int calls() const { return calls_; }

  awaitable<Result<domain::Snapshot>> load(const domain::Reads& reads) override {
    return pass(store_.load(reads));
  }
  awaitable<Result<Applied>> apply(const domain::Commit& commit) override {
    return pass(store_.apply(commit));
  }
  awaitable<Result<std::optional<std::string>>> answered(const std::string& once) override {
    return pass(store_.answered(once));
  }

  awaitable<Result<std::vector<ClaimedTimer>>> claim_timers(size_t limit) override {
    return pass(store_.claim_timers(limit));
  }
  awaitable<Result<bool>> acknowledge(const ClaimedTimer& timer) override {
    return pass(store_.acknowledge(timer));
  }
  awaitable<Result<bool>> postpone(const ClaimedTimer& timer, Instant until) override {
    return pass(store_.postpone(timer, until));
  }
  awaitable<Result<std::optional<Instant>>> next_timer() override { return pass(store_.next_timer()); }
  awaitable<Result<std::vector<ComingTimer>>> coming_timers(size_t first, size_t limit) override {
    return pass(store_.coming_timers(first, limit));
  }

  awaitable<Result<std::vector<ClaimedMessage>>> claim_messages(domain::Lane lane, size_t limit) override {
    return pass(store_.claim_messages(lane, limit));
  }
  awaitable<Result<bool>> settle(const ClaimedMessage& message, const SendOutcome& outcome) override {
    return pass(store_.settle(message, outcome));
  }
  awaitable<Result<bool>> keep(const ClaimedMessage& message) override { return pass(store_.keep(message)); }
  awaitable<Result<std::optional<Instant>>> next_message(domain::Lane lane) override {
    return pass(store_.next_message(lane));
  }
  awaitable<Result<std::vector<WaitingMessage>>> waiting(domain::Lane lane, size_t first,
                                                         size_t limit) override {
    return pass(store_.waiting(lane, first, limit));
  }
  awaitable<Result<std::vector<WaitingMessage>>> waiting_for(
      const std::vector<domain::AccountId>& recipients) override {
    return pass(store_.waiting_for(recipients));
  }
  awaitable<Result<std::vector<MessageEnd>>> ends_of(const domain::OrderId& order) override {
    return pass(store_.ends_of(order));
  }
  awaitable<Result<Taken>> take(const std::vector<Bucket>& buckets) override {
    return pass(store_.take(buckets));
  }
  awaitable<Result<std::vector<DeadLetter>>> dead_letters(size_t limit) override {
    return pass(store_.dead_letters(limit));
  }
  awaitable<Result<bool>> requeue(const std::string& message_id) override {
    return pass(store_.requeue(message_id));
  }
  awaitable<Result<bool>> drop(const std::string& message_id) override {
    return pass(store_.drop(message_id));
  }

  awaitable<Result<std::vector<ThreadLine>>> thread(const domain::AccountId& account,
                                                    const std::string& after, size_t limit) override {
    return pass(store_.thread(account, after, limit));
  }
  awaitable<Result<std::vector<FeedLine>>> feed(const std::string& after, size_t limit) override {
    return pass(store_.feed(after, limit));
  }
  awaitable<Result<std::vector<std::string>>> members(const domain::IndexKey& index, size_t limit) override {
    return pass(store_.members(index, limit));
  }

  awaitable<Result<NoticeCopies>> copies_of(const domain::NoticeId& notice, bool with_failures) override {
    return pass(store_.copies_of(notice, with_failures));
  }

  awaitable<Result<std::shared_ptr<const domain::Reference>>> reference() override {
    return pass(store_.reference());
  }
  awaitable<Result<bool>> replace_reference(const domain::Reference& reference) override {
    return pass(store_.replace_reference(reference));
  }

  awaitable<Result<std::string>> put_media(std::string type, std::string bytes,
                                           std::chrono::seconds keep_for) override {
    return pass(store_.put_media(std::move(type), std::move(bytes), keep_for));
  }
  awaitable<Result<std::optional<MediaBytes>>> media(const std::string& id) override {
    return pass(store_.media(id));
  }

  awaitable<Result<void>> set_aside(const SetAside& event) override { return pass(store_.set_aside(event)); }
  awaitable<Result<std::vector<SetAside>>> set_asides(size_t limit) override {
    return pass(store_.set_asides(limit));
  }
  awaitable<Result<bool>> drop_set_aside(const std::string& id) override {
    return pass(store_.drop_set_aside(id));
  }

  awaitable<bool> wait(Wake wake, std::chrono::milliseconds longest) override {
    return store_.wait(wake, longest);
  }
  awaitable<bool> wait_for_line(const domain::AccountId& account,
                                std::chrono::milliseconds longest) override {
    return store_.wait_for_line(account, longest);
  }
  awaitable<Result<Health>> health() override { return pass(store_.health()); }
  awaitable<Result<Instant>> now() override { return pass(store_.now()); }

 private:
  // What is not awaited does not happen.
  template <class T>
  awaitable<Result<T>> pass(awaitable<Result<T>> call) {
    const bool fails = ++calls_ == failing_call_;
    if (fails && fault_ == Fault::away) co_return net::Error{"unreachable", "storage", "told to fail"};
    auto result = co_await std::move(call);
    if (fails) co_return net::Error{"timeout", "storage", "told to lose the answer"};
    co_return result;
  }

  Store& store_;
  int calls_ = 0;
  int failing_call_ = 0;
  Fault fault_ = Fault::away;
};

}  // namespace steward::storage
