#include "scheduler/fire.hpp"

#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;
using domain::ClockRule;
using domain::Instant;
using testing::IsEmpty;
using testing::SizeIs;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + 3h};
const domain::AccountId chen("web:0011");

// A conversation in which somebody waits for a person, with the clock that tells the place in the queue.
domain::Commit somebody_waiting(Instant due) {
  domain::Conversation conversation;
  conversation.account = chen;
  conversation.site = domain::SiteId("donghu");
  conversation.language = domain::Language::zh_hans;
  conversation.handover = domain::Handover{start, {}, "asked"};
  conversation.clocks.set(ClockRule::handover_place, due);
  domain::Commit commit;
  commit.once = "test";
  commit.writes.push_back({conversation, ""});
  commit.timers.push_back({"handover_place:c:web:0011", due});
  return commit;
}

class Firing : public testing::Test {
 protected:
  void somebody_waits() { ASSERT_TRUE(test::run(store_.apply(somebody_waiting(start + 90s)))); }
  void set_timer(const std::string& timer, Instant due) {
    domain::Commit commit;
    commit.once = "test" + timer;
    commit.timers.push_back({timer, due});
    ASSERT_TRUE(test::run(store_.apply(commit)));
  }
  std::vector<storage::ClaimedTimer> claim() { return test::run(store_.claim_timers(10)).value(); }
  Fired fire_it(const storage::ClaimedTimer& timer) {
    return test::run(fire(store_, *rules_, timer)).value();
  }

  storage::MemoryStore store_{start};
  std::shared_ptr<const domain::Rules> rules_ = test::small_rules();
};

TEST_F(Firing, what_is_due_takes_effect_and_is_gone) {
  somebody_waits();
  EXPECT_THAT(claim(), IsEmpty());
  store_.set_now(start + 90s);
  const auto due = claim();
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(fire_it(due[0]), Fired::done);
  EXPECT_THAT(store_.unsent(), SizeIs(1)) << "the place in the queue is told";
  EXPECT_FALSE(store_.timers().contains("handover_place:c:web:0011"));
}

TEST_F(Firing, two_workers_with_the_same_timer_have_one_effect) {
  somebody_waits();
  store_.set_now(start + 90s);
  const auto frozen = claim();
  store_.set_now(start + 90s + storage::claim_lasts + 1s);
  const auto other = claim();
  ASSERT_THAT(other, SizeIs(1));
  EXPECT_NE(other[0].token, frozen[0].token);
  EXPECT_EQ(fire_it(other[0]), Fired::done);
  EXPECT_EQ(fire_it(frozen[0]), Fired::taken);
  EXPECT_THAT(store_.unsent(), SizeIs(1));
}

// This host's clock, or that of a server that took over: claimed by one that was ahead.
TEST_F(Firing, a_clock_that_is_put_back_loses_no_timer) {
  somebody_waits();
  store_.set_now(start + 90s);
  const auto due = claim();
  ASSERT_THAT(due, SizeIs(1));
  store_.set_now(start - 1h);
  EXPECT_EQ(fire_it(due[0]), Fired::postponed);
  EXPECT_THAT(store_.unsent(), IsEmpty()) << "before its time";
  store_.set_now(start + 89s);
  EXPECT_THAT(claim(), IsEmpty());
  store_.set_now(start + 90s);
  const auto again = claim();
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(fire_it(again[0]), Fired::done);
  EXPECT_THAT(store_.unsent(), SizeIs(1));
}

TEST_F(Firing, a_clock_that_is_put_forward_fires_what_is_due_by_it_once) {
  somebody_waits();
  store_.set_now(start + 1h);
  const auto due = claim();
  ASSERT_THAT(due, SizeIs(1));
  EXPECT_EQ(fire_it(due[0]), Fired::done);
  store_.set_now(start + 90s);
  EXPECT_THAT(claim(), IsEmpty());
  EXPECT_THAT(store_.unsent(), SizeIs(1));
}

TEST_F(Firing, a_timer_whose_document_is_gone_is_harmless) {
  set_timer("offer:o:7K3M9Q", start);
  EXPECT_EQ(fire_it(claim().at(0)), Fired::done);
  EXPECT_THAT(store_.timers(), IsEmpty());
  EXPECT_THAT(store_.unsent(), IsEmpty());
}

TEST_F(Firing, a_name_nobody_knows_is_set_aside) {
  set_timer("tomorrow:o:7K3M9Q", start);
  EXPECT_EQ(fire_it(claim().at(0)), Fired::done);
  EXPECT_THAT(store_.timers(), IsEmpty());
  const auto aside = test::run(store_.set_asides(10)).value();
  ASSERT_THAT(aside, SizeIs(1));
  EXPECT_EQ(aside[0].raw, "tomorrow:o:7K3M9Q");
}

TEST_F(Firing, a_document_that_does_not_parse_stops_no_other_timer) {
  store_.put_text(domain::key_of(chen), "{broken");
  set_timer("gather:c:web:0011", start);
  set_timer("offer:o:7K3M9Q", start);
  for (const auto& timer : claim()) EXPECT_EQ(fire_it(timer), Fired::done) << timer.timer;
  EXPECT_THAT(store_.timers(), IsEmpty());
  EXPECT_THAT(test::run(store_.set_asides(10)).value(), SizeIs(1));
}

// As the Redis store answers while others keep changing the document.
class BusyStore : public storage::MemoryStore {
 public:
  using MemoryStore::MemoryStore;
  storage::awaitable<storage::Result<storage::Applied>> apply(const domain::Commit& commit) override {
    if (is_busy) co_return storage::Applied{storage::Applied::How::conflict, {}};
    co_return co_await MemoryStore::apply(commit);
  }
  bool is_busy = false;
};

TEST(FiringWhileBusy, it_comes_again_a_second_later) {
  BusyStore store(start);
  ASSERT_TRUE(test::run(store.apply(somebody_waiting(start))));
  const auto due = test::run(store.claim_timers(10)).value();
  store.is_busy = true;
  const auto rules = test::small_rules();
  EXPECT_EQ(test::run(fire(store, *rules, due.at(0))).value(), Fired::postponed);
  store.is_busy = false;
  EXPECT_THAT(test::run(store.claim_timers(10)).value(), IsEmpty());
  store.set_now(start + 1s);
  EXPECT_THAT(test::run(store.claim_timers(10)).value(), SizeIs(1));
}

// As every call answers while Redis is away.
class AwayStore : public storage::MemoryStore {
 public:
  using MemoryStore::MemoryStore;
  storage::awaitable<storage::Result<domain::Snapshot>> load(const domain::Reads& reads) override {
    if (is_away) co_return net::Error{"unreachable", "redis", ""};
    co_return co_await MemoryStore::load(reads);
  }
  bool is_away = false;
};

TEST(FiringWhileAway, the_claim_runs_out_and_it_is_fired_then) {
  AwayStore store(start);
  domain::Commit commit;
  commit.once = "test";
  commit.timers.push_back({"offer:o:7K3M9Q", start});
  ASSERT_TRUE(test::run(store.apply(commit)));
  const auto due = test::run(store.claim_timers(10)).value();
  store.is_away = true;
  const auto rules = test::small_rules();
  EXPECT_EQ(test::run(fire(store, *rules, due.at(0))).error().code, "unreachable");
  EXPECT_TRUE(store.timers().contains("offer:o:7K3M9Q"));
}

}  // namespace
}  // namespace steward::scheduler
