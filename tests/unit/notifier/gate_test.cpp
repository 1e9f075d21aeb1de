#include "notifier/gate.hpp"

#include "channels/telegram.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"

#include <gtest/gtest.h>

#include <list>
#include <string>

namespace steward::notifier {
namespace {

using namespace std::chrono_literals;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3)};

TEST(Reserve, an_alert_never_waits_behind_a_notice) {
  for (const double burst : {2.0, 3.0, 7.5, 100.0}) {
    const double urgent = reserve_before(domain::Lane::urgent, burst),
                 normal = reserve_before(domain::Lane::normal, burst),
                 bulk = reserve_before(domain::Lane::bulk, burst);
    EXPECT_EQ(urgent, 0);
    EXPECT_LT(urgent, normal);
    EXPECT_LE(normal, bulk);
    EXPECT_LE(bulk, burst - 1) << "or no notice ever went";
  }
}

TEST(Breaker, opens_after_five_failures_and_lets_one_try_at_a_time) {
  Breaker breaker;
  for (int i = 0; i < 4; ++i) breaker.failed(start);
  EXPECT_EQ(breaker.wait(start), 0ms);
  breaker.failed(start);
  EXPECT_TRUE(breaker.is_open());
  EXPECT_EQ(breaker.wait(start), 5s);
  EXPECT_EQ(breaker.wait(start + 5s), 0ms) << "the trial";
  breaker.begin_trial(start + 5s);
  EXPECT_GT(breaker.wait(start + 5s), 0ms) << "nobody else meanwhile";
  breaker.failed(start + 6s);
  EXPECT_EQ(breaker.wait(start + 6s), 10s) << "longer each time";
  breaker.succeeded();
  EXPECT_FALSE(breaker.is_open());
  EXPECT_EQ(breaker.wait(start + 6s), 0ms);
}

TEST(Breaker, many_that_fail_at_once_are_one_failure) {
  Breaker breaker;
  for (int i = 0; i < 30; ++i) breaker.failed(start + i * 1ms);
  EXPECT_EQ(breaker.wait(start + 30ms), 5s - 26ms) << "as from the fifth";
  EXPECT_EQ(breaker.wait(start + 6s), 0ms) << "the trial";
  breaker.failed(start + 7s);
  EXPECT_EQ(breaker.wait(start + 7s), 10s);
  breaker.failed(start + 8s);
  EXPECT_EQ(breaker.wait(start + 8s), 9s) << "one that was under way for long";
}

TEST(Breaker, one_success_forgets_all_failures) {
  Breaker breaker;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) breaker.failed(start);
    breaker.succeeded();
  }
  EXPECT_FALSE(breaker.is_open());
}

// Each `pass` is told when it is and what would go to whom.
class GatesOfTelegram : public testing::Test {
 protected:
  Duration pass(const std::string& peer, Instant now, domain::Lane lane = domain::Lane::normal,
                bool is_retried = false) {
    store_.set_now(now);
    storage::ClaimedMessage claimed;
    claimed.message.to = domain::AccountId("tg:" + peer);
    claimed.message.lane = lane;
    claimed.is_retried = is_retried;
    return test::run(gates_.pass(store_, telegram_, claimed, now)).value();
  }

  channels::Telegram telegram_{{.name = "tg", .token = "1:a", .secret_token = "s"}};
  storage::MemoryStore store_{start};
  Gates gates_;
};

TEST_F(GatesOfTelegram, one_chat_gets_a_message_a_second) {
  int sent = 0;
  for (auto at = start; at < start + 10s; at += 100ms) sent += pass("1", at) == 0ms;
  EXPECT_LE(sent, 13);
  EXPECT_GE(sent, 12);
}

TEST_F(GatesOfTelegram, all_chats_together_get_thirty_a_second) {
  int sent = 0;
  for (int i = 0; i < 5000; ++i) sent += pass(std::to_string(i), start + i * 1ms) == 0ms;
  EXPECT_LE(sent, 30 * 5 / 4 + 4 * 30);
  EXPECT_GE(sent, 5 * 30);
}

TEST_F(GatesOfTelegram, processes_share_the_rate) {
  Gates other;
  int sent = 0;
  for (int i = 0; i < 5000; ++i) {
    Gates& gates = i % 2 == 0 ? gates_ : other;
    storage::ClaimedMessage claimed;
    claimed.message.to = domain::AccountId("tg:" + std::to_string(i));
    store_.set_now(start + i * 1ms);
    sent += test::run(gates.pass(store_, telegram_, claimed, start + i * 1ms)).value() == 0ms;
  }
  EXPECT_LE(sent, 30 * 5 / 4 + 4 * 30);
}

TEST_F(GatesOfTelegram, behind_a_notice_an_alert_goes_at_once) {
  for (int i = 0; i < 100; ++i) pass(std::to_string(i), start, domain::Lane::bulk);
  EXPECT_GT(pass("200", start, domain::Lane::bulk), 0ms);
  EXPECT_EQ(pass("201", start, domain::Lane::urgent), 0ms);
}

TEST_F(GatesOfTelegram, each_of_those_that_wait_has_a_time_of_its_own) {
  while (pass("first", start, domain::Lane::bulk) == 0ms) continue;
  for (int i = 0; i < 100; ++i) pass(std::to_string(i), start, domain::Lane::bulk);
  const Duration first = pass("101", start, domain::Lane::bulk),
                 next = pass("102", start, domain::Lane::bulk);
  EXPECT_GE(next - first, 33ms);
  EXPECT_LE(next - first, 34ms);
  EXPECT_LE(pass("103", start, domain::Lane::bulk, true), 40ms) << "it has waited its time already";
}

TEST_F(GatesOfTelegram, a_platform_in_trouble_is_left_alone_and_no_other) {
  for (int i = 0; i < 5; ++i) gates_.failed(telegram_, start);
  EXPECT_TRUE(gates_.is_open("tg"));
  EXPECT_FALSE(gates_.is_open("sms"));
  EXPECT_GT(pass("1", start), 0ms);
}

TEST_F(GatesOfTelegram, one_that_does_not_answer_leaves_places_to_others) {
  std::list<Gates::UnderWay> under_way;
  for (int i = 0; i < 24; ++i) {
    EXPECT_EQ(pass(std::to_string(i), start + i * 100ms), 0ms);
    under_way.emplace_back(gates_, telegram_, domain::Lane::normal, start + i * 100ms);
  }
  EXPECT_EQ(pass("30", start + 3s), 1s) << "24 of 32 places, the first of them for three seconds";
  EXPECT_EQ(pass("31", start + 3s, domain::Lane::urgent), 0ms) << "another lane";
  under_way.pop_front();
  EXPECT_EQ(pass("32", start + 3s), 0ms);
}

TEST_F(GatesOfTelegram, one_that_answers_has_all_places) {
  std::list<Gates::UnderWay> under_way;
  for (int i = 0; i < 24; ++i) under_way.emplace_back(gates_, telegram_, domain::Lane::normal, start);
  EXPECT_EQ(pass("30", start), 50ms) << "it has yet to show that it answers";
  gates_.succeeded(telegram_, start + 10ms);
  EXPECT_EQ(pass("30", start + 50ms), 0ms);
}

TEST_F(GatesOfTelegram, a_trial_is_not_spent_on_a_chat_that_has_to_wait) {
  for (int i = 0; i < 3; ++i) pass("1", start + 5s);
  for (int i = 0; i < 5; ++i) gates_.failed(telegram_, start);
  EXPECT_GT(pass("1", start + 5s), 0ms) << "its own bucket is empty";
  EXPECT_EQ(pass("2", start + 5s), 0ms) << "so the trial is still to be had";
  EXPECT_GT(pass("3", start + 5s), 0ms) << "and nobody else tries meanwhile";
}

}  // namespace
}  // namespace steward::notifier
