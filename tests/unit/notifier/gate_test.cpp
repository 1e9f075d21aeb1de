#include "notifier/gate.hpp"

#include "channels/telegram.hpp"
#include "channels/web_chat.hpp"

#include <gtest/gtest.h>

#include <string>

namespace steward::notifier {
namespace {

using namespace std::chrono_literals;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3)};

TEST(TokenBucket, gives_a_burst_and_then_the_rate) {
  TokenBucket bucket(2, 3);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(bucket.wait(start), 0ms);
    bucket.take(start);
  }
  EXPECT_EQ(bucket.wait(start), 500ms);
  EXPECT_EQ(bucket.wait(start + 500ms), 0ms);
  EXPECT_FALSE(bucket.is_full(start + 500ms));
  EXPECT_TRUE(bucket.is_full(start + 10s));
}

TEST(TokenBucket, a_clock_that_goes_back_gives_nothing) {
  TokenBucket bucket(1, 1);
  bucket.take(start);
  EXPECT_EQ(bucket.wait(start - 1h), 1000ms);
}

TEST(Breaker, opens_after_five_failures_and_lets_one_try_at_a_time) {
  Breaker breaker;
  for (int i = 0; i < 4; ++i) breaker.failed(start);
  EXPECT_EQ(breaker.wait(start), 0ms);
  breaker.failed(start);
  EXPECT_TRUE(breaker.is_open());
  EXPECT_EQ(breaker.wait(start), 5s);
  EXPECT_EQ(breaker.wait(start + 5s), 0ms) << "the trial";
  EXPECT_GT(breaker.wait(start + 5s), 0ms) << "nobody else meanwhile";
  breaker.failed(start + 6s);
  EXPECT_EQ(breaker.wait(start + 6s), 10s) << "longer each time";
  breaker.succeeded();
  EXPECT_FALSE(breaker.is_open());
  EXPECT_EQ(breaker.wait(start + 6s), 0ms);
}

TEST(Breaker, one_success_forgets_all_failures) {
  Breaker breaker;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i) breaker.failed(start);
    breaker.succeeded();
  }
  EXPECT_FALSE(breaker.is_open());
}

class GatesOfTelegram : public testing::Test {
 protected:
  channels::Telegram telegram_{{.name = "tg", .token = "1:a", .secret_token = "s"}};
  Gates gates_;
};

TEST_F(GatesOfTelegram, one_chat_gets_a_message_a_second) {
  int sent = 0;
  for (auto at = start; at < start + 10s; at += 100ms) sent += gates_.pass(telegram_, "1", at) == 0ms;
  EXPECT_LE(sent, 13);
  EXPECT_GE(sent, 12);
}

TEST_F(GatesOfTelegram, all_chats_together_get_thirty) {
  int sent = 0;
  for (int i = 0; i < 5000; ++i) sent += gates_.pass(telegram_, std::to_string(i), start + i * 1ms) == 0ms;
  EXPECT_LE(sent, 30 + 5 * 30);
  EXPECT_GE(sent, 5 * 30);
}

TEST_F(GatesOfTelegram, a_platform_in_trouble_is_left_alone_and_no_other) {
  const channels::WebChat web("web");
  for (int i = 0; i < 5; ++i) gates_.failed(telegram_, start);
  EXPECT_TRUE(gates_.is_open("tg"));
  EXPECT_GT(gates_.pass(telegram_, "1", start), 0ms);
  EXPECT_EQ(gates_.pass(web, "1", start), 0ms);
}

TEST_F(GatesOfTelegram, a_trial_is_not_spent_on_a_chat_that_has_to_wait) {
  for (int i = 0; i < 3; ++i) gates_.pass(telegram_, "1", start + 5s);
  for (int i = 0; i < 5; ++i) gates_.failed(telegram_, start);
  EXPECT_GT(gates_.pass(telegram_, "1", start + 5s), 0ms) << "its own bucket is empty";
  EXPECT_EQ(gates_.pass(telegram_, "2", start + 5s), 0ms) << "so the trial is still to be had";
}

}  // namespace
}  // namespace steward::notifier
