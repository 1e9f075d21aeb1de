// The same thousands of random commits and queue mechanics over both stores; everything that can be seen must
// agree.

#include "tests/integration/storage/store_under_test.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace steward::storage {
namespace {

using namespace domain;
using namespace std::chrono_literals;

const Instant base(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
const Instant long_ago = base - 24h * 365;
const Instant far_away = base + 24h * 365 * 100;

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
  bool one_in(int chances) { return below(chances) == 0; }
  std::string of(const char* prefix, int limit) { return prefix + std::to_string(below(limit)); }
  // Due for long, or not for as long as the test may run.
  Instant instant() { return (one_in(3) ? far_away : long_ago) + std::chrono::minutes(below(1000)); }

 private:
  std::mt19937 random_;
};

class Twins : public testing::TestWithParam<unsigned> {
 protected:
  MemoryUnderTest memory_;
  RedisStoreUnderTest redis_;
  Dice dice_{GetParam()};
  std::vector<std::pair<ClaimedTimer, ClaimedTimer>> timers_;  // claimed of memory, of redis
  std::vector<std::pair<ClaimedMessage, ClaimedMessage>> messages_;
  int messages_made_ = 0;

  template <class Call>
  auto both(Call call) {
    return std::pair(memory_.run(call(memory_.store())).value(), redis_.run(call(redis_.store())).value());
  }

  void SetUp() override {
    Reference people;
    for (int i = 0; i < 3; ++i)
      people.staff.push_back({.id = StaffId("s" + std::to_string(i)), .trades = {"every"}});
    const auto is_stored = both([&](Store& store) { return store.replace_reference(people); });
    ASSERT_TRUE(is_stored.first && is_stored.second);
    both([](Store& store) { return store.reference(); });
  }

  Document some_document() {
    if (dice_.one_in(2)) {
      WorkOrder order;
      order.id = OrderId(dice_.of("o", 6));
      order.kind = dice_.of("kind", 100);
      order.opened_at = dice_.instant();
      order.history.push_back({Happened::opened, order.opened_at + 1s, dice_.of("by", 9), "", ""});
      return order;
    }
    Conversation talk;
    talk.account = AccountId(dice_.of("web:", 6));
    talk.name = std::string(static_cast<size_t>(dice_.below(300)), 'n');
    return talk;
  }

  OutMessage some_message() {
    OutMessage message;
    message.id = "m" + std::to_string(++messages_made_);
    message.to = AccountId(dice_.of("web:", 4));
    message.lane = static_cast<Lane>(dice_.below(3));
    message.created_at = long_ago + std::chrono::seconds(dice_.below(100));
    if (dice_.one_in(4)) message.not_before = dice_.instant();
    if (dice_.one_in(3)) message.slot = dice_.of("slot ", 3);
    return message;
  }

  Commit some_commit() {
    Commit commit;
    if (dice_.one_in(2)) commit.once = dice_.of("event", 300), commit.answer = dice_.of("answer", 2);
    for (int i = dice_.below(3); i > 0; --i) {
      const Document document = some_document();
      const bool is_there = std::any_of(commit.writes.begin(), commit.writes.end(), [&](const Write& write) {
        return key_of(write.document) == key_of(document);
      });
      if (!is_there) commit.writes.push_back({document, ""});
    }
    for (int i = dice_.below(4); i > 0; --i)
      commit.indexes.push_back({{dice_.of("index", 3)},
                                dice_.of("member", 8),
                                dice_.one_in(3) ? std::nullopt : std::optional(dice_.below(50) / 4.0)});
    for (int i = dice_.below(4); i > 0; --i)
      commit.timers.push_back(
          {dice_.of("offer:o:", 12), dice_.one_in(3) ? std::nullopt : std::optional(dice_.instant())});
    for (int i = dice_.below(3); i > 0; --i)
      commit.loads.push_back({StaffId(dice_.of("s", 3)), dice_.below(5) - 2,
                              dice_.one_in(2) ? std::nullopt : std::optional(dice_.instant())});
    for (int i = dice_.below(3); i > 0; --i)
      commit.facts.push_back({SiteId("donghu"), dice_.of("day ", 3), {.order = OrderId(dice_.of("o", 6))}});
    for (int i = dice_.below(3); i > 0; --i) commit.messages.push_back(some_message());
    if (dice_.one_in(5)) commit.withdrawn.emplace_back(AccountId(dice_.of("web:", 4)), dice_.of("slot ", 3));
    for (int i = dice_.below(2); i > 0; --i)
      commit.thread.push_back({.account = AccountId(dice_.of("web:", 2)),
                               .id = dice_.of("t", 60),
                               .by = "desk",
                               .at = dice_.instant(),
                               .text = dice_.of("text", 1000)});
    if (dice_.one_in(2)) commit.feed.push_back({"order", dice_.of("o", 6), domain::SiteId(dice_.of("s", 2))});
    return commit;
  }

  // Each store has stamps of its own; whether they are right is the same for both.
  void stamp(Commit& commit, const Snapshot& seen, bool is_wrong) {
    for (Write& write : commit.writes) write.stamp = seen.documents.at(key_of(write.document)).stamp;
    if (is_wrong && !commit.writes.empty())
      commit.writes.back().stamp = commit.writes.back().stamp.empty() ? "stamped." : "";
  }

  void apply_one() {
    const Commit commit = some_commit();
    Reads reads;
    for (const Write& write : commit.writes) reads.documents.push_back(key_of(write.document));
    const auto seen = both([&](Store& store) { return store.load(reads); });
    Commit for_memory = commit, for_redis = commit;
    const bool is_wrong = dice_.one_in(8);
    stamp(for_memory, seen.first, is_wrong);
    stamp(for_redis, seen.second, is_wrong);
    const Applied one = memory_.run(memory_.store().apply(for_memory)).value();
    const Applied other = redis_.run(redis_.store().apply(for_redis)).value();
    ASSERT_EQ(one.how, other.how);
    ASSERT_EQ(one.answer, other.answer);
  }

  void claim_timers() {
    auto [one, other] = both([](Store& store) { return store.claim_timers(1000); });
    const auto by_name = [](const ClaimedTimer& a, const ClaimedTimer& b) { return a.timer < b.timer; };
    std::sort(one.begin(), one.end(), by_name);
    std::sort(other.begin(), other.end(), by_name);
    ASSERT_EQ(one.size(), other.size());
    for (size_t i = 0; i < one.size(); ++i) {
      ASSERT_EQ(one[i].timer, other[i].timer);
      ASSERT_EQ(one[i].due, other[i].due) << one[i].timer;
      timers_.emplace_back(one[i], other[i]);
    }
  }

  void settle_timer() {
    if (timers_.empty()) return;
    const auto [one, other] = timers_[static_cast<size_t>(dice_.below(static_cast<int>(timers_.size())))];
    const bool is_done = dice_.one_in(2);
    const Instant until = dice_.instant();
    const auto settle = [&](Store& store, const ClaimedTimer& timer) {
      return is_done ? store.acknowledge(timer) : store.postpone(timer, until);
    };
    const bool held = memory_.run(settle(memory_.store(), one)).value();
    ASSERT_EQ(held, redis_.run(settle(redis_.store(), other)).value()) << one.timer;
  }

  void claim_messages() {
    const auto lane = static_cast<Lane>(dice_.below(3));
    auto [one, other] = both([lane](Store& store) { return store.claim_messages(lane, 1000); });
    const auto by_id = [](const ClaimedMessage& a, const ClaimedMessage& b) {
      return a.message.id < b.message.id;
    };
    std::sort(one.begin(), one.end(), by_id);
    std::sort(other.begin(), other.end(), by_id);
    ASSERT_EQ(one.size(), other.size());
    for (size_t i = 0; i < one.size(); ++i) {
      // What was tried again waits from then, and each store has a clock of its own.
      one[i].message.not_before = other[i].message.not_before;
      ASSERT_EQ(one[i].message, other[i].message) << one[i].message.id << " " << other[i].message.id;
      ASSERT_EQ(one[i].attempts, other[i].attempts);
      messages_.emplace_back(one[i], other[i]);
    }
  }

  void settle_message() {
    if (messages_.empty()) return;
    const auto [one, other] = messages_[static_cast<size_t>(dice_.below(static_cast<int>(messages_.size())))];
    SendOutcome outcome;
    outcome.what = static_cast<SendOutcome::What>(dice_.below(3));
    outcome.again_at = dice_.instant();
    outcome.counts = dice_.one_in(2);
    outcome.reason = "blocked";
    if (dice_.one_in(2))
      outcome.thread = ThreadEntry{.account = one.message.to, .id = one.message.id, .by = "desk"};
    const bool held = memory_.run(memory_.store().settle(one, outcome)).value();
    ASSERT_EQ(held, redis_.run(redis_.store().settle(other, outcome)).value()) << one.message.id;
  }

  void revive_dead_letter() {
    const auto [one, other] = both([](Store& store) { return store.dead_letters(1000); });
    if (one.empty()) return;
    const std::string id = one[static_cast<size_t>(dice_.below(static_cast<int>(one.size())))].message.id;
    const bool is_dropped = dice_.one_in(2);
    const auto [a, b] = both([&](Store& store) { return is_dropped ? store.drop(id) : store.requeue(id); });
    ASSERT_TRUE(a);
    ASSERT_TRUE(b);
  }

  void step() {
    switch (dice_.below(12)) {
      case 0: return claim_timers();
      case 1:
      case 2: return settle_timer();
      case 3: return claim_messages();
      case 4:
      case 5: return settle_message();
      case 6:
        if (dice_.one_in(4)) revive_dead_letter();
        if (!dice_.one_in(10)) return;
        memory_.lapse_claims();
        return redis_.lapse_claims();
      default: return apply_one();
    }
  }

  // Which claims lapse when is a matter of each store's clock; all else is not.
  static bool agree(const std::optional<Instant>& one, const std::optional<Instant>& other) {
    const auto is_of_a_claim = [](const std::optional<Instant>& at) {
      return at && *at > base && *at < far_away;
    };
    return one == other || (is_of_a_claim(one) && is_of_a_claim(other));
  }

  void compare_documents() {
    Reads reads;
    for (int i = 0; i < 6; ++i) {
      reads.documents.push_back(key_of(OrderId("o" + std::to_string(i))));
      reads.documents.push_back(key_of(AccountId("web:" + std::to_string(i))));
      reads.indexes.push_back({"index" + std::to_string(i)});
    }
    reads.trades = {"every"};
    const auto [one, other] = both([&](Store& store) { return store.load(reads); });
    ASSERT_EQ(one.trades, other.trades);
    for (const auto& [key, seen] : one.documents)
      ASSERT_EQ(seen.document, other.documents.at(key).document) << key.id;
    ASSERT_EQ(one.indexes, other.indexes);
    for (size_t place = 0; place < one.reference->staff.size(); ++place)
      ASSERT_EQ(one.load_of(one.reference->staff[place]), other.load_of(other.reference->staff[place]));
  }

  void compare_facts() {
    Reads reads;
    for (int i = 0; i < 3; ++i) reads.facts.push_back({SiteId("donghu"), "day " + std::to_string(i)});
    const auto [one, other] = both([&](Store& store) { return store.load(reads); });
    ASSERT_EQ(one.facts, other.facts);
  }

  void compare_queues() {
    const auto [one_timer, other_timer] = both([](Store& store) { return store.next_timer(); });
    ASSERT_TRUE(agree(one_timer, other_timer));
    for (Lane lane : {Lane::urgent, Lane::normal, Lane::bulk}) {
      const auto [one, other] = both([lane](Store& store) { return store.next_message(lane); });
      ASSERT_TRUE(agree(one, other)) << to_string(lane);
    }
    auto [one, other] = both([](Store& store) { return store.dead_letters(10'000); });
    std::set<std::string> ids, other_ids;
    for (const DeadLetter& letter : one) ids.insert(letter.message.id + letter.reason);
    for (const DeadLetter& letter : other) other_ids.insert(letter.message.id + letter.reason);
    ASSERT_EQ(ids, other_ids);
  }

  void compare_pages() {
    for (int i = 0; i < 4; ++i) {
      const AccountId account("web:" + std::to_string(i));
      const auto [one, other] = both([&](Store& store) { return store.thread(account, "", 10'000); });
      const size_t common = std::min(one.size(), other.size());  // redis may keep a few more
      ASSERT_GE(common, std::min<size_t>(one.size(), 500));
      for (size_t i_line = 1; i_line <= common; ++i_line) {
        const ThreadEntry& a = one[one.size() - i_line].entry;
        const ThreadEntry& b = other[other.size() - i_line].entry;
        ASSERT_EQ(std::tie(a.account, a.id, a.by, a.at, a.text),
                  std::tie(b.account, b.id, b.by, b.at, b.text));
      }
    }
    const auto [one, other] = both([](Store& store) { return store.feed("", 10'000); });
    for (size_t i = 1; i <= std::min({one.size(), other.size(), size_t{1000}}); ++i)
      ASSERT_EQ(std::tie(one[one.size() - i].entry.id, one[one.size() - i].entry.site),
                std::tie(other[other.size() - i].entry.id, other[other.size() - i].entry.site));
  }
};

TEST_P(Twins, agree_on_everything) {
  for (int i = 1; i <= 1500 && !HasFatalFailure(); ++i) {
    SCOPED_TRACE("step " + std::to_string(i) + " of seed " + std::to_string(GetParam()));
    step();
    if (i % 50 != 0 || HasFatalFailure()) continue;
    compare_documents();
    compare_facts();
    compare_queues();
    compare_pages();
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, Twins, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace steward::storage
