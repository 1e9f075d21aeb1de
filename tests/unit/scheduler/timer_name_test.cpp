#include "scheduler/fire.hpp"

#include <gtest/gtest.h>

namespace steward::scheduler {
namespace {

TEST(TimerName, names_rule_and_document) {
  const auto due = parse_timer("offer:o:7K3M9Q");
  ASSERT_TRUE(due);
  EXPECT_EQ(due->rule, domain::ClockRule::offer);
  EXPECT_EQ(due->document, domain::key_of(domain::OrderId("7K3M9Q")));
}

TEST(TimerName, the_id_of_a_conversation_holds_colons_itself) {
  const auto due = parse_timer("gather:c:web:0123456789abcdef");
  ASSERT_TRUE(due);
  EXPECT_EQ(due->rule, domain::ClockRule::gather);
  EXPECT_EQ(due->document, domain::key_of(domain::AccountId("web:0123456789abcdef")));
}

TEST(TimerName, what_it_does_not_know_it_says_so) {
  for (const std::string_view name :
       {"", "offer", "offer:o", "offer:o:", "offer:x:7K3M9Q", "later:o:7K3M9Q", ":o:1", "::"})
    EXPECT_FALSE(parse_timer(name)) << name;
}

TEST(TimerName, is_logged_without_whom_it_concerns) {
  const TimerName order = name_for_log("offer:o:7K3M9Q");
  EXPECT_EQ(order.rule, "offer");
  EXPECT_EQ(order.order, "7K3M9Q");
  const TimerName talk = name_for_log("gather:c:sms:+8613800000501");
  EXPECT_EQ(talk.rule, "gather");
  EXPECT_EQ(talk.order, "");
  EXPECT_EQ(name_for_log("+8613800000501").rule, "unknown");
}

TEST(TimerName, each_slot_is_an_event_of_its_own) {
  const storage::ClaimedTimer first{"alert:o:7K3M9Q", domain::Instant(std::chrono::milliseconds(120'000)),
                                    "t1"};
  storage::ClaimedTimer again = first;
  again.token = "t2";
  EXPECT_EQ(once_of(first), "timer:alert:o:7K3M9Q:120000");
  EXPECT_EQ(once_of(again), once_of(first)) << "claimed twice, it is the same";
  again.due += std::chrono::minutes(2);
  EXPECT_NE(once_of(again), once_of(first));
}

}  // namespace
}  // namespace steward::scheduler
