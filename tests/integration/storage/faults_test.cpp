// What goes wrong between us and Redis: numbers are those of the catalogue of faults.

#include "tests/integration/storage/store_under_test.hpp"
#include "tests/support/faulty_proxy.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>

#include <gmock/gmock.h>

#include <set>

namespace steward::storage {
namespace {

using namespace domain;
using namespace std::chrono_literals;
using testing::AnyOf;

WorkOrder order(const std::string& id) {
  WorkOrder order;
  order.id = OrderId(id);
  order.kind = "kind of " + id;
  return order;
}

Commit opening(const std::string& id) {
  Commit commit;
  commit.once = "event:" + id;
  commit.answer = "opened " + id;
  commit.writes.push_back({order(id), ""});
  return commit;
}

Reads reading(const std::string& id) { return {.documents = {key_of(OrderId(id))}}; }

RedisOptions impatient(RedisOptions options, int connections = 1) {
  options.connections = connections;
  options.patience = 250ms;
  options.connect_within = 250ms;
  options.longest_pause = 50ms;
  return options;
}

// The code of what keeps a store away; empty: nothing does.
awaitable<std::string> check_away(RedisOptions options) {
  redis::Link link(co_await boost::asio::this_coro::executor, options);
  auto reply = co_await link.execute(redis::command("PING"));
  co_return reply ? std::string() : reply.error().code;
}

// Tries until it works, as the callers of a store do. What is asked for outlives the call.
template <class Call>
auto eventually(RedisStoreUnderTest& desk, Call call) {
  for (int i = 0; i < 100; ++i) {
    auto result = desk.run(call(desk.store()));
    if (result) return *result;
    desk.run(net::sleep_for(20ms));
  }
  throw std::runtime_error("it does not recover");
}

Snapshot eventually_load(RedisStoreUnderTest& desk, const std::string& id) {
  const Reads reads = reading(id);
  return eventually(desk, [&reads](Store& store) { return store.load(reads); });
}

Applied eventually_apply(RedisStoreUnderTest& desk, const std::string& id) {
  const Commit commit = opening(id);
  return eventually(desk, [&commit](Store& store) { return store.apply(commit); });
}

class RestartedRedis : public testing::Test {
 protected:
  test::RedisUnderTest redis_;
  RedisStoreUnderTest desk_{impatient(redis_.options())};
  Result<Applied> apply(const Commit& commit) { return desk_.run(desk_.store().apply(commit)); }
  Result<Snapshot> load(const Reads& reads) { return desk_.run(desk_.store().load(reads)); }
};

TEST_F(RestartedRedis, fault_8_killed_and_started_again) {
  ASSERT_TRUE(apply(opening("A")));
  redis_.kill();
  const auto failed = load(reading("A"));
  ASSERT_FALSE(failed);
  EXPECT_THAT(failed.error().code, AnyOf("lost", "refused", "unreachable"));
  const net::Ticks began = net::ticks();
  EXPECT_FALSE(apply(opening("B")));
  EXPECT_LT(net::ticks() - began, 2s);  // nobody waits longer than the patience
  redis_.start();
  const Snapshot seen = eventually_load(desk_, "A");
  EXPECT_NE(seen.find<WorkOrder>(key_of(OrderId("A"))), nullptr);
  // Its scripts went with it.
  EXPECT_EQ(eventually_apply(desk_, "C").how, Applied::How::done);
}

TEST_F(RestartedRedis, fault_9_stopped_for_a_while) {
  ASSERT_TRUE(apply(opening("A")));
  redis_.freeze();
  for (int i = 0; i < 3; ++i) {
    const auto failed = load(reading("A"));
    ASSERT_FALSE(failed);
    EXPECT_THAT(failed.error().code, AnyOf("timeout", "lost", "unreachable"));
  }
  redis_.thaw();
  const Snapshot seen = eventually_load(desk_, "A");
  EXPECT_EQ(seen.find<WorkOrder>(key_of(OrderId("A")))->kind, "kind of A");
}

TEST_F(RestartedRedis, fault_14_what_is_wrong_is_named_and_recovered_from) {
  const auto config = [this](const char* name, const char* value) {
    desk_.ask(redis::command("CONFIG", "SET", name, value));
  };
  const auto trouble = [this] { return desk_.run(desk_.store().health()).value().trouble; };
  EXPECT_EQ(trouble(), "");

  desk_.ask(redis::command("REPLICAOF", "127.0.0.1", "1"));
  EXPECT_EQ(apply(opening("A")).error().code, "readonly");
  EXPECT_THAT(trouble(), testing::HasSubstr("read-only"));
  desk_.ask(redis::command("REPLICAOF", "NO", "ONE"));

  config("maxmemory", "1");
  EXPECT_EQ(apply(opening("A")).error().code, "full");
  EXPECT_THAT(trouble(), testing::HasSubstr("memory"));
  config("maxmemory", "0");

  config("min-replicas-to-write", "1");
  EXPECT_EQ(apply(opening("A")).error().code, "noreplicas");
  EXPECT_THAT(trouble(), testing::HasSubstr("replicas"));
  config("min-replicas-to-write", "0");

  EXPECT_EQ(trouble(), "");
  EXPECT_EQ(apply(opening("A"))->how, Applied::How::done);
}

TEST_F(RestartedRedis, fault_14_a_wrong_password_is_named) {
  desk_.ask(redis::command("CONFIG", "SET", "requirepass", "secret"));
  RedisOptions none = impatient(redis_.options());
  none.patience = none.connect_within = 1s;
  RedisOptions wrong = none, right = none;
  wrong.address.password = net::Secret("guess");
  right.address.password = net::Secret("secret");
  EXPECT_EQ(test::run(check_away(wrong)), "auth");
  EXPECT_EQ(test::run(check_away(none)), "auth");
  EXPECT_EQ(test::run(check_away(right)), "");
}

TEST(Scripts, flushed_ones_are_sent_again) {
  RedisStoreUnderTest desk;
  for (const char* id : {"A", "B"}) {
    desk.ask(redis::command("SCRIPT", "FLUSH"));
    EXPECT_EQ(desk.run(desk.store().apply(opening(id)))->how, Applied::How::done);
    desk.ask(redis::command("SCRIPT", "FLUSH"));
    EXPECT_TRUE(desk.run(desk.store().claim_timers(10)));
  }
}

// ---- a proxy in between

class ProxiedRedis : public testing::Test {
 protected:
  // A loop for the proxy alone could not be turned in step with the store's; so it uses the store's.
  ProxiedRedis() {
    for (int i = 0; i < 20; ++i) {
      const std::string id = "O" + std::to_string(i);
      eventually_apply(desk_, id);
    }
  }
  static RedisOptions proxied(const std::string& path) {
    RedisOptions options = impatient({});
    options.address.socket = path;
    return options;
  }

  // Many at once over one connection; each checks that what came is what it asked for.
  struct Tally {
    int right = 0, failed = 0, wrong = 0;
  };
  static awaitable<void> load_one(Store& store, std::string id, Tally& tally) {
    auto seen = co_await store.load(reading(id));
    if (!seen) {
      ++tally.failed;
      co_return;
    }
    const auto* found = seen->find<WorkOrder>(key_of(OrderId(id)));
    ++(found && found->kind == "kind of " + id ? tally.right : tally.wrong);
  }
  Tally load_many(int count) {
    Tally tally;
    for (int i = 0; i < count; ++i)
      boost::asio::co_spawn(desk_.loop(), load_one(desk_.store(), "O" + std::to_string(i % 20), tally),
                            boost::asio::detached);
    while (tally.right + tally.failed + tally.wrong < count) desk_.run(net::sleep_for(1ms));
    return tally;
  }

  // All of many come right again, if not the first then soon: a machine may be busy for longer than our
  // patience.
  bool recovers() {
    for (int i = 0; i < 20; ++i) {
      const Tally tally = load_many(20);
      EXPECT_EQ(tally.wrong, 0);
      if (tally.right == 20) return true;
    }
    return false;
  }

  test::TempFolder folder_;
  std::string path_ = (folder_.path() / "p.sock").string();
  RedisStoreUnderTest desk_{proxied(path_)};
  test::FaultyProxy proxy_{desk_.loop(), path_, shared_redis().socket()};
};

TEST_F(ProxiedRedis, fault_10_slow_replies_time_out_and_are_not_taken_for_others) {
  proxy_.delay(400ms);
  const Tally slow = load_many(30);
  EXPECT_EQ(slow.failed, 30);
  proxy_.delay(0ms);
  desk_.run(net::sleep_for(500ms));
  EXPECT_TRUE(recovers());
}

TEST_F(ProxiedRedis, fault_11_replies_sliced_to_single_bytes) {
  proxy_.slice(true);
  const Tally tally = load_many(60);
  EXPECT_EQ(tally.wrong, 0);
  EXPECT_EQ(tally.right + tally.failed, 60);
  EXPECT_GT(tally.right, 0);
}

TEST_F(ProxiedRedis, fault_11_cut_in_the_middle_of_a_reply) {
  int right = 0, failed = 0;
  for (size_t bytes = 1; bytes < 1200; bytes += 37) {
    proxy_.cut_after(bytes);
    const Tally tally = load_many(8);
    EXPECT_EQ(tally.wrong, 0) << bytes;
    right += tally.right;
    failed += tally.failed;
    proxy_.pass();
    eventually(desk_, [](Store& store) { return store.now(); });
  }
  EXPECT_GT(right, 0);
  EXPECT_GT(failed, 0);
  EXPECT_TRUE(recovers());
}

TEST_F(ProxiedRedis, fault_12_the_answer_of_a_commit_is_lost) {
  eventually(desk_, [](Store& store) { return store.now(); });
  proxy_.cut_after(0);
  const auto lost = desk_.run(desk_.store().apply(opening("X")));
  ASSERT_FALSE(lost);
  EXPECT_THAT(lost.error().code, AnyOf("lost", "timeout"));
  proxy_.pass();
  const Applied again = eventually_apply(desk_, "X");
  EXPECT_EQ(again.how, Applied::How::repeated);
  EXPECT_EQ(again.answer, "opened X");
}

TEST_F(ProxiedRedis, whoever_is_cancelled_leaves_the_replies_of_others_alone) {
  proxy_.delay(100ms);
  Tally tally;
  for (int i = 0; i < 10; ++i)
    boost::asio::co_spawn(desk_.loop(), load_one(desk_.store(), "O" + std::to_string(i), tally),
                          boost::asio::detached);
  const auto cancelled = desk_.run(net::within(10ms, desk_.store().load(reading("O19"))));
  EXPECT_EQ(cancelled.error().code, "timeout");
  while (tally.right + tally.failed + tally.wrong < 10) desk_.run(net::sleep_for(1ms));
  EXPECT_EQ(tally.wrong, 0);
  proxy_.delay(0ms);
  EXPECT_TRUE(recovers());
}

TEST_F(ProxiedRedis, it_comes_back_by_itself_however_often_it_is_cut) {
  for (int i = 0; i < 5; ++i) {
    proxy_.cut();
    EXPECT_EQ(eventually_load(desk_, "O3").documents.size(), 1u);
  }
  EXPECT_GE(proxy_.connections(), 5);
}

// ---- two processes

TEST(TwoClaimants, share_what_is_due_without_taking_anything_twice) {
  RedisStoreUnderTest desk;
  const auto other = desk.another();
  Commit commit;
  const Instant now = desk.run(desk.store().now()).value();
  for (int i = 0; i < 200; ++i) {
    commit.timers.push_back({"offer:o:" + std::to_string(i), now - 1s});
    OutMessage message;
    message.id = "m" + std::to_string(i);
    message.to = AccountId("web:" + std::to_string(i));
    message.created_at = now;
    commit.messages.push_back(message);
  }
  ASSERT_TRUE(desk.run(desk.store().apply(commit)));

  std::multiset<std::string> timers, messages;
  int ended = 0;
  const auto claimant = [&](Store& store) -> awaitable<void> {
    while (true) {
      const auto some_timers = (co_await store.claim_timers(7)).value();
      for (const auto& timer : some_timers) timers.insert(timer.timer);
      const auto some_messages = (co_await store.claim_messages(Lane::normal, 7)).value();
      for (const auto& message : some_messages) messages.insert(message.message.id);
      if (some_timers.empty() && some_messages.empty()) break;
    }
    ++ended;
  };
  boost::asio::co_spawn(desk.loop(), claimant(desk.store()), boost::asio::detached);
  boost::asio::co_spawn(desk.loop(), claimant(*other), boost::asio::detached);
  while (ended < 2) desk.run(net::sleep_for(1ms));
  EXPECT_EQ(timers.size(), 200u);
  EXPECT_EQ(std::set<std::string>(timers.begin(), timers.end()).size(), 200u);
  EXPECT_EQ(messages.size(), 200u);
  EXPECT_EQ(std::set<std::string>(messages.begin(), messages.end()).size(), 200u);
  other->close();
}

TEST(Poison, a_message_that_does_not_parse_goes_to_the_dead_letters_and_the_others_go_on) {
  RedisStoreUnderTest desk;
  const std::string lane = desk.keys().lane(Lane::normal);
  desk.ask(redis::command("RPUSH", lane + ":web:1", "0 1000 n m1 \n{\"broken"));
  desk.ask(redis::command("ZADD", lane, "1000", "web:1"));
  Commit commit;
  OutMessage message;
  message.id = "m2";
  message.to = AccountId("web:2");
  commit.messages.push_back(message);
  ASSERT_TRUE(desk.run(desk.store().apply(commit)));
  const auto claimed = desk.run(desk.store().claim_messages(Lane::normal, 10)).value();
  ASSERT_EQ(claimed.size(), 1u);
  EXPECT_EQ(claimed[0].message.id, "m2");
  const auto dead = desk.run(desk.store().dead_letters(10)).value();
  ASSERT_EQ(dead.size(), 1u);
  EXPECT_EQ(dead[0].message.id, "m1");
  EXPECT_EQ(dead[0].reason, "unreadable");
}

TEST(Memory, once_keys_have_an_expiry) {
  RedisStoreUnderTest desk;
  ASSERT_TRUE(desk.run(desk.store().apply(opening("A"))));
  const auto keys = desk.ask(redis::command("KEYS", desk.keys().prefix() + "u*"));
  ASSERT_EQ(keys.list.size(), 2u);  // the bucket and the answer
  for (const auto& key : keys.list) EXPECT_GT(desk.ask(redis::command("PTTL", key.text)).number, 1000);
}

TEST(Memory, counters_of_a_day_have_an_expiry) {
  RedisStoreUnderTest desk;
  domain::Commit commit;
  commit.once = "web:1:m1";
  commit.counters = {{"opened_repair:donghu:2026-03-03", 1}};
  ASSERT_TRUE(desk.run(desk.store().apply(commit)));
  const std::string key = desk.keys().prefix() + "n:donghu:2026-03-03";
  EXPECT_EQ(desk.ask(redis::command("HGET", key, "opened_repair")).text, "1");
  EXPECT_GT(desk.ask(redis::command("PTTL", key)).number, 1000);
}

}  // namespace
}  // namespace steward::storage
