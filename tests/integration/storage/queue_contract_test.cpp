// What the queues promise: due things come, to one at a time, in sequence, and never get lost.

#include "tests/integration/storage/store_under_test.hpp"
#include "tests/support/filled.hpp"

#include <gmock/gmock.h>

namespace steward::storage {
namespace {

using namespace domain;
using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using enum SendOutcome::What;

class Queues : public StoreContract {
 protected:
  void set(const std::string& timer, std::optional<Instant> due) {
    Commit commit;
    commit.timers.push_back({timer, due});
    EXPECT_EQ(apply(commit), Applied::How::done);
  }
  std::vector<ClaimedTimer> claim_timers(size_t limit = 100) { return run(store().claim_timers(limit)); }

  OutMessage message(const std::string& id, const std::string& to = "web:1") {
    OutMessage message;
    message.id = id;
    message.to = AccountId(to);
    message.text = "text of " + id;
    message.created_at = now();
    return message;
  }
  void put(std::vector<OutMessage> messages) {
    Commit commit;
    commit.messages = std::move(messages);
    EXPECT_EQ(apply(commit), Applied::How::done);
  }
  void withdraw(const std::string& to, const std::string& slot) {
    Commit commit;
    commit.withdrawn.emplace_back(AccountId(to), slot);
    EXPECT_EQ(apply(commit), Applied::How::done);
  }
  std::vector<ClaimedMessage> claim(Lane lane = Lane::normal, size_t limit = 100) {
    return run(store().claim_messages(lane, limit));
  }
  std::vector<std::string> ids_claimed(Lane lane = Lane::normal) {
    std::vector<std::string> ids;
    for (const ClaimedMessage& one : claim(lane)) ids.push_back(one.message.id);
    return ids;
  }
  bool settle(const ClaimedMessage& message, SendOutcome outcome) {
    return run(store().settle(message, outcome));
  }
  bool sent(const ClaimedMessage& message) { return settle(message, {}); }
  bool later(const ClaimedMessage& message, Instant again, bool counts = true) {
    return settle(message, {.what = SendOutcome::What::later, .again_at = again, .counts = counts});
  }
  // Sends all there is, one after the other.
  std::vector<std::string> drain(Lane lane = Lane::normal) {
    std::vector<std::string> ids;
    for (auto claimed = claim(lane); !claimed.empty(); claimed = claim(lane))
      for (const ClaimedMessage& one : claimed) {
        ids.push_back(one.message.id);
        EXPECT_TRUE(sent(one));
      }
    return ids;
  }
};

// ---- timers

TEST_P(Queues, a_timer_comes_when_it_is_due) {
  const Instant due = now() - 1s, not_yet = now() + 1h;
  set("offer:o:A", due);
  set("alert:o:B", not_yet);
  EXPECT_EQ(run(store().next_timer()), due);
  const auto claimed = claim_timers();
  ASSERT_EQ(claimed.size(), 1u);
  EXPECT_EQ(claimed[0].timer, "offer:o:A");
  EXPECT_EQ(claimed[0].due, due);
  EXPECT_THAT(claim_timers(), IsEmpty());
  EXPECT_TRUE(run(store().acknowledge(claimed[0])));
  EXPECT_FALSE(run(store().acknowledge(claimed[0])));
  EXPECT_EQ(run(store().next_timer()), not_yet);
}

TEST_P(Queues, timers_come_in_the_sequence_of_their_time) {
  for (int i : {3, 1, 2}) set("offer:o:" + std::to_string(i), now() - std::chrono::seconds(10 - i));
  const auto first = claim_timers(2);
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[0].timer, "offer:o:1");
  EXPECT_EQ(first[1].timer, "offer:o:2");
  EXPECT_NE(first[0].token, first[1].token);
  EXPECT_EQ(claim_timers().size(), 1u);
}

TEST_P(Queues, all_that_is_set_can_be_listed_page_by_page) {
  const Instant past = now() - 1s, soon = now() + 1h, later_on = now() + 2h;
  set("idle:o:C", later_on);
  set("offer:o:A", soon);
  set("alert:o:B", past);
  EXPECT_THAT(run(store().coming_timers(0, 2)),
              ElementsAre(ComingTimer{"alert:o:B", past, {}}, ComingTimer{"offer:o:A", soon, {}}));
  EXPECT_THAT(run(store().coming_timers(2, 2)), ElementsAre(ComingTimer{"idle:o:C", later_on, {}}));
  EXPECT_THAT(run(store().coming_timers(3, 2)), IsEmpty());
  EXPECT_THAT(run(store().coming_timers(0, 0)), IsEmpty());
}

TEST_P(Queues, what_is_claimed_or_postponed_is_listed_with_the_slot_it_was_set_for) {
  const Instant past = now() - 5s, other = now() - 3s;
  set("alert:o:A", past);
  set("offer:o:B", other);
  set("idle:o:C", now() + 1h);
  const auto claimed = claim_timers();
  ASSERT_EQ(claimed.size(), 2u);
  const Instant again = now() + 10min;
  EXPECT_TRUE(run(store().postpone(claimed[1], again)));
  const auto listed = run(store().coming_timers(0, 10));
  ASSERT_EQ(listed.size(), 3u);
  EXPECT_EQ(listed[0].timer, "alert:o:A");
  EXPECT_EQ(listed[0].due, past);
  EXPECT_GT(listed[0].again_at, now());
  EXPECT_EQ(listed[1], (ComingTimer{"offer:o:B", other, again}));
  EXPECT_TRUE(run(store().acknowledge(claimed[0])));
  EXPECT_EQ(run(store().coming_timers(0, 10)).size(), 2u);
}

TEST_P(Queues, a_timer_that_is_stopped_does_not_come) {
  set("offer:o:A", now() - 1s);
  set("offer:o:A", std::nullopt);
  EXPECT_THAT(claim_timers(), IsEmpty());
}

TEST_P(Queues, the_claim_of_a_frozen_process_lapses_and_its_token_is_worth_nothing) {
  const Instant due = now() - 1s;
  set("offer:o:A", due);
  const auto frozen = claim_timers();
  ASSERT_EQ(frozen.size(), 1u);
  under_test().lapse_claims();
  const auto taken_over = claim_timers();
  ASSERT_EQ(taken_over.size(), 1u);
  EXPECT_EQ(taken_over[0].due, due);  // the slot stays: the event takes effect once
  EXPECT_FALSE(run(store().acknowledge(frozen[0])));
  EXPECT_FALSE(run(store().postpone(frozen[0], now())));
  EXPECT_TRUE(run(store().acknowledge(taken_over[0])));
  EXPECT_EQ(run(store().next_timer()), std::nullopt);
}

TEST_P(Queues, a_timer_set_anew_while_claimed_outlives_the_acknowledgement) {
  set("offer:o:A", now() - 1s);
  const auto claimed = claim_timers();
  const Instant next = now() + 1h;
  set("offer:o:A", next);
  EXPECT_FALSE(run(store().acknowledge(claimed.at(0))));
  EXPECT_EQ(run(store().next_timer()), next);
  set("offer:o:A", now() - 5s);
  const auto again = claim_timers();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_NE(again[0].due, claimed[0].due);
}

TEST_P(Queues, a_timer_stopped_while_claimed_stays_stopped) {
  set("offer:o:A", now() - 1s);
  const auto claimed = claim_timers();
  set("offer:o:A", std::nullopt);
  EXPECT_FALSE(run(store().postpone(claimed.at(0), now() - 1s)));
  EXPECT_THAT(claim_timers(), IsEmpty());
}

TEST_P(Queues, a_postponed_timer_comes_again_with_its_slot) {
  const Instant due = now() - 10s;
  set("offer:o:A", due);
  EXPECT_TRUE(run(store().postpone(claim_timers().at(0), now() + 1h)));
  EXPECT_THAT(claim_timers(), IsEmpty());
  set("alert:o:B", due);
  const auto other = claim_timers();
  EXPECT_TRUE(run(store().postpone(other.at(0), now() - 1s)));
  const auto again = claim_timers();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].due, due);
  EXPECT_FALSE(run(store().acknowledge(other[0])));
  EXPECT_TRUE(run(store().acknowledge(again[0])));
}

// Whoever sleeps until then would else find nothing due, and look again and again until the millisecond is
// over.
TEST(RedisTimers, the_next_is_due_when_it_says_though_it_is_claimed) {
  RedisStoreUnderTest under_test;
  Store& store = under_test.store();
  Commit commit;
  commit.timers.push_back({"offer:o:A", Instant{}});
  under_test.run(store.apply(commit)).value();
  ASSERT_EQ(under_test.run(store.claim_timers(1))->size(), 1u);
  const auto score = under_test.ask(redis::command("ZSCORE", under_test.keys().timers(), "offer:o:A"));
  const auto next = under_test.run(store.next_timer()).value();
  ASSERT_TRUE(next);
  EXPECT_GE(static_cast<double>(next->time_since_epoch().count()), std::stod(score.text));
}

TEST(RedisTimers, nothing_is_left_of_a_claim_that_ended_with_a_commit) {
  RedisStoreUnderTest under_test;
  Store& store = under_test.store();
  Commit commit;
  commit.timers.push_back({"offer:o:A", Instant{}});
  under_test.run(store.apply(commit)).value();
  ASSERT_EQ(under_test.run(store.claim_timers(1))->size(), 1u);
  commit.timers.back().due.reset();
  under_test.run(store.apply(commit)).value();
  EXPECT_EQ(under_test.ask(redis::command("EXISTS", under_test.keys().timer_slots())).number, 0);
}

// ---- messages

TEST_P(Queues, a_message_comes_as_it_was_put) {
  auto whole = test::filled<OutMessage>();
  whole.id = "m1";
  whole.slot = "status:A";
  whole.lane = Lane::bulk;
  whole.created_at = now() - 1s;
  whole.not_before.reset();
  put({whole});
  EXPECT_THAT(ids_claimed(Lane::normal), IsEmpty());
  const auto claimed = claim(Lane::bulk);
  ASSERT_EQ(claimed.size(), 1u);
  EXPECT_EQ(claimed[0].message, whole);
  EXPECT_EQ(claimed[0].attempts, 0);
  EXPECT_TRUE(sent(claimed[0]));
  EXPECT_FALSE(sent(claimed[0]));
  EXPECT_EQ(run(store().next_message(Lane::bulk)), std::nullopt);
}

TEST_P(Queues, one_message_a_recipient_at_a_time_in_sequence) {
  put({message("m1"), message("m2"), message("n1", "web:2")});
  put({message("m3")});
  EXPECT_THAT(ids_claimed(), testing::UnorderedElementsAre("m1", "n1"));
  EXPECT_THAT(ids_claimed(), IsEmpty());
  under_test().lapse_claims();
  EXPECT_THAT(drain(), testing::UnorderedElementsAre("m1", "n1", "m2", "m3"));
}

TEST_P(Queues, lanes_do_not_wait_for_one_another) {
  auto urgent = message("u1");
  urgent.lane = Lane::urgent;
  put({message("m1"), urgent});
  EXPECT_THAT(ids_claimed(Lane::normal), ElementsAre("m1"));
  EXPECT_THAT(ids_claimed(Lane::urgent), ElementsAre("u1"));
}

TEST_P(Queues, no_more_than_asked_for) {
  for (int i = 0; i < 5; ++i) put({message("m" + std::to_string(i), "web:" + std::to_string(i))});
  EXPECT_EQ(claim(Lane::normal, 3).size(), 3u);
  EXPECT_EQ(claim(Lane::normal, 3).size(), 2u);
}

TEST_P(Queues, a_retry_counts_waits_and_holds_back_those_behind_it) {
  put({message("m1"), message("m2")});
  const auto first = claim();
  EXPECT_TRUE(later(first.at(0), now() + 1h));
  EXPECT_THAT(ids_claimed(), IsEmpty());
  put({message("m3")});
  EXPECT_THAT(ids_claimed(), IsEmpty());
}

TEST_P(Queues, a_retry_that_is_due_comes_before_those_behind_it) {
  put({message("m1"), message("m2")});
  EXPECT_TRUE(later(claim().at(0), now() - 1s));
  auto again = claim();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].message.id, "m1");
  EXPECT_EQ(again[0].message.text, "text of m1");
  EXPECT_EQ(again[0].attempts, 1);
  EXPECT_TRUE(later(again[0], now() - 1s, false));
  again = claim();
  EXPECT_EQ(again.at(0).attempts, 1);
  EXPECT_TRUE(sent(again[0]));
  EXPECT_THAT(drain(), ElementsAre("m2"));
}

TEST_P(Queues, what_is_only_not_due_yet_does_not_hold_back_others) {
  auto tomorrow = message("m1");
  tomorrow.not_before = now() + 12h;
  put({tomorrow});
  EXPECT_THAT(ids_claimed(), IsEmpty());
  EXPECT_EQ(run(store().next_message(Lane::normal)), tomorrow.not_before);
  put({message("m2")});
  EXPECT_THAT(drain(), ElementsAre("m2"));
  EXPECT_EQ(run(store().next_message(Lane::normal)), tomorrow.not_before);
}

TEST_P(Queues, a_newer_message_replaces_an_unsent_one_of_its_slot) {
  auto status = message("m1");
  status.slot = "status:A";
  put({status, message("m2")});
  status.id = "m3";
  put({status});
  auto other = status;
  other.id = "n1";
  other.to = AccountId("web:2");
  put({other});
  EXPECT_THAT(drain(), testing::UnorderedElementsAre("m2", "m3", "n1"));
}

TEST_P(Queues, a_slot_reaches_over_the_lanes) {
  auto status = message("m1");
  status.slot = "status:A";
  put({status});
  status.id = "m2";
  status.lane = Lane::urgent;
  put({status});
  EXPECT_EQ(run(store().next_message(Lane::normal)), std::nullopt);
  EXPECT_THAT(drain(Lane::urgent), ElementsAre("m2"));
}

TEST_P(Queues, an_unsent_message_can_be_withdrawn) {
  auto status = message("m1");
  status.slot = "status:A";
  put({status});
  withdraw("web:1", "other");
  withdraw("web:2", "status:A");
  EXPECT_NE(run(store().next_message(Lane::normal)), std::nullopt);
  withdraw("web:1", "status:A");
  EXPECT_EQ(run(store().next_message(Lane::normal)), std::nullopt);
  EXPECT_THAT(drain(), IsEmpty());
}

TEST_P(Queues, what_is_withdrawn_while_it_is_sent_does_not_come_again) {
  auto status = message("m1");
  status.slot = "status:A";
  put({status, message("m2")});
  const auto claimed = claim();
  withdraw("web:1", "status:A");
  EXPECT_THAT(ids_claimed(), IsEmpty());  // still being sent
  EXPECT_TRUE(later(claimed.at(0), now() - 1s));
  EXPECT_THAT(drain(), ElementsAre("m2"));
}

TEST_P(Queues, what_is_withdrawn_while_it_is_sent_by_a_process_that_dies_leaves_nothing) {
  auto status = message("m1");
  status.slot = "status:A";
  put({status});
  claim();
  withdraw("web:1", "status:A");
  under_test().lapse_claims();
  EXPECT_THAT(claim(), IsEmpty());
  EXPECT_EQ(run(store().next_message(Lane::normal)), std::nullopt);
}

TEST_P(Queues, the_claim_on_a_message_lapses_and_its_token_is_worth_nothing) {
  put({message("m1"), message("m2")});
  const auto frozen = claim();
  under_test().lapse_claims();
  const auto taken_over = claim();
  ASSERT_EQ(taken_over.size(), 1u);
  EXPECT_EQ(taken_over[0].message.id, "m1");
  EXPECT_EQ(taken_over[0].attempts, 0);  // attempts are sends, not crashes
  EXPECT_FALSE(sent(frozen.at(0)));
  EXPECT_FALSE(later(frozen[0], now() - 1s));
  EXPECT_FALSE(run(store().keep(frozen[0])));
  EXPECT_FALSE(settle(frozen[0], {.what = dead, .reason = "refused"}));
  EXPECT_THAT(claim(), IsEmpty());
  EXPECT_TRUE(sent(taken_over[0]));
  EXPECT_THAT(drain(), ElementsAre("m2"));
}

TEST_P(Queues, a_heartbeat_keeps_the_claim) {
  put({message("m1")});
  const auto claimed = claim();
  under_test().lapse_claims();
  EXPECT_TRUE(run(store().keep(claimed.at(0))));
  EXPECT_THAT(claim(), IsEmpty());
  EXPECT_TRUE(sent(claimed[0]));
}

TEST_P(Queues, what_is_given_up_is_a_dead_letter) {
  put({message("m1"), message("m2")});
  EXPECT_TRUE(settle(claim().at(0), {.what = dead, .reason = "blocked"}));
  EXPECT_TRUE(settle(claim().at(0), {.what = dead, .reason = "expired"}));
  EXPECT_THAT(drain(), IsEmpty());
  const auto letters = run(store().dead_letters(10));
  ASSERT_EQ(letters.size(), 2u);
  EXPECT_EQ(letters[1].message.text, "text of m1");
  EXPECT_EQ(letters[1].message.id, "m1");
  EXPECT_EQ(letters[1].reason, "blocked");
  EXPECT_LT(now() - letters[1].at, 1min);
  EXPECT_EQ(run(store().dead_letters(1)).size(), 1u);
  EXPECT_EQ(run(store().health()).dead_letters, 2u);
}

TEST_P(Queues, a_dead_letter_can_be_tried_again_or_dropped) {
  auto urgent = message("m1");
  urgent.lane = Lane::urgent;
  urgent.slot = "a slot";
  put({urgent, message("m2")});
  EXPECT_TRUE(settle(claim(Lane::urgent).at(0), {.what = dead, .reason = "blocked"}));
  EXPECT_TRUE(settle(claim().at(0), {.what = dead, .reason = "blocked"}));
  EXPECT_TRUE(run(store().requeue("m1")));
  EXPECT_FALSE(run(store().requeue("m1")));
  EXPECT_TRUE(run(store().drop("m2")));
  EXPECT_FALSE(run(store().drop("m2")));
  EXPECT_THAT(run(store().dead_letters(10)), IsEmpty());
  const auto again = claim(Lane::urgent);
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].message.id, "m1");
  EXPECT_EQ(again[0].message.slot, urgent.slot);
  EXPECT_EQ(again[0].attempts, 0);
}

TEST_P(Queues, the_age_of_what_is_tried_again_by_a_person_counts_from_then) {
  auto old = message("m1");
  old.created_at = now() - std::chrono::hours(100);
  old.expires_at = now() - std::chrono::hours(90);
  put({old});
  const auto first = claim();
  ASSERT_EQ(first.size(), 1u);
  EXPECT_LE(now() - first[0].claimed_at, 5s);
  EXPECT_TRUE(settle(first[0], {.what = dead, .reason = "too_old"}));
  EXPECT_TRUE(run(store().requeue("m1")));
  const auto again = claim();
  ASSERT_EQ(again.size(), 1u);
  ASSERT_TRUE(again[0].message.not_before);
  EXPECT_LE(now() - *again[0].message.not_before, 5s);
  EXPECT_FALSE(again[0].message.expires_at);
}

TEST_P(Queues, sending_over_the_web_chat_is_the_line_in_the_thread) {
  put({message("m1")});
  ThreadEntry entry{.account = AccountId("web:1"), .id = "m1", .by = "desk", .at = now(), .text = "来了"};
  const auto claimed = claim();
  EXPECT_TRUE(settle(claimed.at(0), {.what = SendOutcome::What::sent, .thread = entry}));
  EXPECT_FALSE(settle(claimed.at(0), {.what = SendOutcome::What::sent, .thread = entry}));
  const auto lines = run(store().thread(AccountId("web:1"), "", 10));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].entry.text, "来了");
}

TEST_P(Queues, a_long_queue_of_one_recipient_keeps_its_sequence) {
  std::vector<OutMessage> many;
  std::vector<std::string> ids;
  for (int i = 0; i < 50; ++i) {
    ids.push_back("m" + std::to_string(100 + i));
    many.push_back(message(ids.back()));
    if (i % 2 == 0) many.back().not_before = now() + 1h;
  }
  put(many);
  std::erase_if(ids, [](const std::string& id) { return (id.back() - '0') % 2 == 0; });
  EXPECT_EQ(drain(), ids);
}

TEST_P(Queues, health_tells_what_is_late) {
  EXPECT_EQ(run(store().health()).oldest_overdue_timer, std::nullopt);
  auto old = message("m1");
  old.created_at = now() - 1h;
  put({old});
  set("offer:o:A", now() - 2h);
  const Health health = run(store().health());
  EXPECT_EQ(health.oldest_unsent_message, old.created_at);
  ASSERT_TRUE(health.oldest_overdue_timer);
  EXPECT_GE(now() - *health.oldest_overdue_timer, 2h);
  EXPECT_EQ(health.trouble, "");
}

INSTANTIATE_TEST_SUITE_P(Stores, Queues, testing::Values(Kind::memory, Kind::redis), [](const auto& tested) {
  return tested.param == Kind::memory ? "memory" : "redis";
});

}  // namespace
}  // namespace steward::storage
