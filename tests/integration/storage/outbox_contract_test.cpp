// What the outbox tells of its messages, what goes together, and how fast.

#include "tests/integration/storage/store_under_test.hpp"

#include <gmock/gmock.h>

namespace steward::storage {
namespace {

using namespace domain;
using namespace std::chrono_literals;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::IsEmpty;
using enum SendOutcome::What;

class Outbox : public StoreContract {
 protected:
  OutMessage message(const std::string& id, const std::string& order = "7K3M9Q") {
    OutMessage message;
    message.id = id;
    message.to = AccountId("sms:+8613800000001");
    message.text = "text of " + id;
    message.created_at = now();
    if (!order.empty()) message.orders.push_back(OrderId(order));
    return message;
  }
  void put(std::vector<OutMessage> messages) {
    Commit commit;
    commit.messages = std::move(messages);
    EXPECT_EQ(apply(commit), Applied::How::done);
  }
  ClaimedMessage claim() {
    auto claimed = run(store().claim_messages(Lane::normal, 10));
    return claimed.empty() ? ClaimedMessage{} : claimed.front();
  }
  bool settle(const ClaimedMessage& claimed, const SendOutcome& outcome) {
    return run(store().settle(claimed, outcome));
  }
  std::vector<std::string> waiting_ids() {
    std::vector<std::string> ids;
    for (const auto& one : run(store().waiting(Lane::normal, 0, 10))) ids.push_back(one.message.id);
    return ids;
  }
};

// ---- bundles

TEST_P(Outbox, of_a_bundle_those_that_wait_go_together) {
  auto first = message("m1"), second = message("m2", "8L4N0R"), other = message("m3", "9M5P1S");
  first.bundle = second.bundle = "alerts";
  second.not_before = now() + 1h;
  put({first, other, second});
  const auto claimed = claim();
  EXPECT_EQ(claimed.message.id, "m1");
  EXPECT_EQ(claimed.message.bundle, "alerts");
  ASSERT_EQ(claimed.with.size(), 1u);
  EXPECT_EQ(claimed.with[0].id, "m2");
  EXPECT_TRUE(settle(claimed, {.through = "kannel"}));
  EXPECT_THAT(waiting_ids(), ElementsAre("m3"));
  EXPECT_THAT(run(store().ends_of(OrderId("8L4N0R"))), ElementsAre(Field(&MessageEnd::id, "m2")));
}

TEST_P(Outbox, a_bundle_that_is_put_off_waits_together) {
  auto first = message("m1"), second = message("m2");
  first.bundle = second.bundle = "alerts";
  put({first, second});
  EXPECT_TRUE(settle(claim(), {.what = later, .again_at = now() - 1s, .reason = "rate"}));
  const auto again = claim();
  EXPECT_TRUE(again.is_retried);
  EXPECT_EQ(again.attempts, 1);
  EXPECT_EQ(again.with.size(), 1u);
  EXPECT_TRUE(settle(again, {.what = dead, .reason = "blocked"}));
  EXPECT_EQ(run(store().dead_letters(10)).size(), 2u);
}

TEST_P(Outbox, a_bundle_replaces_nothing) {
  auto first = message("m1"), second = message("m2");
  first.bundle = second.bundle = first.slot = second.slot = "alerts";
  put({first});
  put({second});
  EXPECT_THAT(waiting_ids(), ElementsAre("m1", "m2"));
}

TEST_P(Outbox, one_of_a_bundle_is_withdrawn_by_its_slot) {
  auto first = message("m1"), second = message("m2");
  first.bundle = second.bundle = "alerts";
  first.slot = "alert:7K3M9Q", second.slot = "alert:8L4N0R";
  put({first, second});
  Commit commit;
  commit.withdrawn.emplace_back(first.to, first.slot);
  EXPECT_EQ(apply(commit), Applied::How::done);
  EXPECT_THAT(waiting_ids(), ElementsAre("m2"));
}

// ---- what is told

TEST_P(Outbox, what_waits_is_listed_with_what_it_waits_for) {
  put({message("m1"), message("m2")});
  const Instant again = now() + 1h;
  EXPECT_TRUE(settle(claim(), {.what = later, .again_at = again, .reason = "no answer"}));
  const auto expected =
      ElementsAre(AllOf(Field(&WaitingMessage::wake, again), Field(&WaitingMessage::attempts, 1),
                        Field(&WaitingMessage::reason, testing::AnyOf("no answer", "no_answer"))),
                  AllOf(Field(&WaitingMessage::attempts, 0), Field(&WaitingMessage::reason, "")));
  EXPECT_THAT(run(store().waiting(Lane::normal, 0, 10)), expected);
  EXPECT_THAT(run(store().waiting_for({AccountId("sms:+8613800000001")})), expected);
  EXPECT_THAT(run(store().waiting(Lane::normal, 1, 10)), IsEmpty());
  EXPECT_THAT(run(store().waiting(Lane::urgent, 0, 10)), IsEmpty());
  EXPECT_THAT(run(store().waiting_for({AccountId("web:2")})), IsEmpty());
}

TEST_P(Outbox, the_end_of_a_message_stands_with_its_orders) {
  put({message("m1"), message("m2"), message("m3", "")});
  EXPECT_TRUE(settle(claim(), {.through = "kannel"}));
  EXPECT_TRUE(settle(claim(), {.what = dead, .reason = "no such number"}));
  EXPECT_TRUE(settle(claim(), {.through = "kannel"}));
  const auto ends = run(store().ends_of(OrderId("7K3M9Q")));
  ASSERT_EQ(ends.size(), 2u);
  EXPECT_EQ(ends[0].what, MessageEnd::What::sent);
  EXPECT_EQ(ends[0].id, "m1");
  EXPECT_EQ(ends[0].to.value, "sms:+8613800000001");
  EXPECT_EQ(ends[0].through, "kannel");
  EXPECT_LE(now() - ends[0].wanted_at, 5s);
  EXPECT_LE(ends[0].wanted_at, ends[0].at);
  EXPECT_EQ(ends[1].what, MessageEnd::What::failed);
  EXPECT_EQ(ends[1].why, "no such number");
  EXPECT_THAT(run(store().ends_of(OrderId("8L4N0R"))), IsEmpty());
}

TEST_P(Outbox, what_a_newer_one_replaces_has_ended_too) {
  auto older = message("m1"), newer = message("m2");
  older.slot = newer.slot = "status:7K3M9Q";
  older.text = R"(she wrote "o":["8L4N0R"])";
  put({older});
  put({newer});
  const auto ends = run(store().ends_of(OrderId("7K3M9Q")));
  ASSERT_EQ(ends.size(), 1u);
  EXPECT_EQ(ends[0].id, "m1");
  EXPECT_EQ(ends[0].what, MessageEnd::What::withdrawn);
  EXPECT_EQ(ends[0].why, "replaced");
  EXPECT_THAT(run(store().ends_of(OrderId("8L4N0R"))), IsEmpty());
}

// ---- pace

TEST_P(Outbox, tokens_are_taken_of_all_buckets_or_of_none) {
  const Bucket account{"kannel", 0.001, 3, 0}, chat{"kannel:1", 0.001, 1, 0}, other{"kannel:2", 0.001, 1, 0};
  EXPECT_EQ(run(store().take({account, chat})).wait, 0ms);
  const Taken refused = run(store().take({account, chat}));
  EXPECT_EQ(refused.lacking, 1u);
  EXPECT_GT(refused.wait, 990s);
  EXPECT_LE(refused.wait, 1000s);
  EXPECT_EQ(run(store().take({account, other})).wait, 0ms) << "the refused one took none of the account's";
  EXPECT_EQ(run(store().take({account})).wait, 0ms);
  const Taken empty = run(store().take({account, {"kannel:3", 0.001, 1, 0}}));
  EXPECT_EQ(empty.lacking, 0u);
  EXPECT_GT(empty.wait, 0ms);
}

TEST_P(Outbox, some_tokens_are_left_to_who_is_in_a_hurry) {
  const Bucket bulk{"kannel", 0.001, 4, 2}, urgent{"kannel", 0.001, 4, 0};
  EXPECT_EQ(run(store().take({bulk})).wait, 0ms);
  EXPECT_EQ(run(store().take({bulk})).wait, 0ms);
  EXPECT_GT(run(store().take({bulk})).wait, 0ms);
  EXPECT_EQ(run(store().take({urgent})).wait, 0ms);
  EXPECT_EQ(run(store().take({urgent})).wait, 0ms);
  EXPECT_GT(run(store().take({urgent})).wait, 0ms);
}

INSTANTIATE_TEST_SUITE_P(Stores, Outbox, testing::Values(Kind::memory, Kind::redis), [](const auto& tested) {
  return tested.param == Kind::memory ? "memory" : "redis";
});

// ---- what only Redis can show

TEST(OutboxInRedis, a_bucket_fills_at_its_rate_and_one_that_is_full_is_forgotten) {
  RedisStoreUnderTest redis;
  const Bucket bucket{"kannel", 100, 1, 0};
  EXPECT_EQ(redis.run(redis.store().take({bucket})).value().wait, 0ms);
  Taken taken = redis.run(redis.store().take({bucket})).value();
  EXPECT_GT(taken.wait, 0ms);
  EXPECT_LE(taken.wait, 10ms);
  for (int tries = 0; taken.wait > 0ms && tries < 100'000; ++tries)
    taken = redis.run(redis.store().take({bucket})).value();
  EXPECT_EQ(taken.wait, 0ms);
  for (int tries = 0; tries < 100'000; ++tries)
    if (redis.ask(redis::command("EXISTS", redis.keys().bucket("kannel"))).number == 0) return;
  FAIL() << "the bucket is kept";
}

}  // namespace
}  // namespace steward::storage
