#include "notifier/policy.hpp"

#include "net/http_client.hpp"

#include <gtest/gtest.h>

namespace steward::notifier {
namespace {

using namespace std::chrono_literals;
using channels::Verdict;
using domain::Lane;
using What = storage::SendOutcome::What;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3)};

storage::ClaimedMessage claimed(Lane lane = Lane::normal, int attempts = 0) {
  storage::ClaimedMessage message;
  message.message.id = "m-1";
  message.message.lane = lane;
  message.message.created_at = start;
  message.attempts = attempts;
  return message;
}

struct Pause {
  int attempts;
  double jitter;
  Duration expected;
};

TEST(DeliveryPolicy, pauses_double_and_stay_in_their_bounds) {
  constexpr Pause table[] = {{0, 0.5, 1s}, {1, 0.5, 2s},     {3, 0.5, 8s},  {3, 0.0, 4s},  {3, 1.0, 12s},
                             {0, 0.0, 1s}, {11, 0.5, 2048s}, {12, 0.5, 1h}, {99, 0.9, 1h}, {-1, 0.5, 1s}};
  for (const auto& row : table)
    EXPECT_EQ(backoff(row.attempts, 1h, row.jitter), row.expected) << row.attempts;
  EXPECT_EQ(backoff(20, 30s, 0.9), 30s);
}

struct Row {
  Verdict verdict;
  int attempts;
  Duration age;
  What what;
  Duration pause;  // until it is tried again
};

TEST(DeliveryPolicy, follows_the_verdict) {
  const Row table[] = {
      {{Verdict::What::sent}, 0, 0s, What::sent, 0s},
      {{Verdict::What::permanent, "blocked"}, 0, 0s, What::dead, 0s},
      {{Verdict::What::later, "server"}, 0, 0s, What::later, 1s},
      {{Verdict::What::later, "server"}, 4, 1min, What::later, 16s},
      {{Verdict::What::later, "rate", 37s}, 0, 0s, What::later, 37s},
      {{Verdict::What::later, "rate", 1s},
       4,
       0s,
       What::later,
       16s},  // never sooner than we would by ourselves
      {{Verdict::What::later, "server"}, 30, 22h, What::later, 1h},
      {{Verdict::What::later, "server"}, 30, 24h, What::dead, 0s},
      {{Verdict::What::later, "rate", 48h}, 0, 0s, What::dead, 0s},
  };
  for (const auto& row : table) {
    const Instant now = start + row.age;
    const auto outcome = what_follows(row.verdict, claimed(Lane::normal, row.attempts), now, 0.5);
    EXPECT_EQ(outcome.what, row.what) << row.verdict.reason;
    if (row.what == What::later) {
      EXPECT_EQ(outcome.again_at - now, row.pause) << row.verdict.reason;
      EXPECT_TRUE(outcome.counts);
    }
    if (row.what == What::dead) {
      EXPECT_EQ(outcome.reason, row.verdict.reason);
    }
  }
}

TEST(DeliveryPolicy, what_is_urgent_is_never_silent_for_long) {
  const auto outcome =
      what_follows({Verdict::What::later, "server"}, claimed(Lane::urgent, 20), start + 1h, 0.99);
  EXPECT_EQ(outcome.again_at, start + 1h + 30s);
}

TEST(DeliveryPolicy, no_retry_reaches_beyond_its_use) {
  auto message = claimed();
  message.message.expires_at = start + 10s;
  EXPECT_EQ(what_follows({Verdict::What::later, "server"}, message, start, 0.5).what, What::later);
  const auto late = what_follows({Verdict::What::later, "rate", 10s}, message, start, 0.5);
  EXPECT_EQ(late.what, What::dead);
  EXPECT_EQ(late.reason, "expired");
}

TEST(DeliveryPolicy, what_waited_for_its_hour_is_tried_as_long_as_any_other) {
  auto message = claimed();
  message.message.not_before = start + 40h;
  EXPECT_EQ(what_follows({Verdict::What::later, "server"}, message, start + 41h, 0.5).what, What::later);
}

TEST(DeliveryPolicy, drops_what_is_of_no_use_any_more) {
  auto message = claimed().message;
  EXPECT_FALSE(reason_to_drop(message, start + 23h));
  EXPECT_EQ(reason_to_drop(message, start + 25h), "too_old");
  message.not_before = start + 20h;
  EXPECT_FALSE(reason_to_drop(message, start + 25h)) << "it waited for its hour, not for a platform";
  message.expires_at = start + 25h;
  EXPECT_EQ(reason_to_drop(message, start + 25h), "expired");
}

TEST(DeliveryPolicy, poison_is_given_up_with_the_third_try) {
  EXPECT_EQ(what_follows_poison(claimed(Lane::normal, 0), start, 0.5).what, What::later);
  EXPECT_EQ(what_follows_poison(claimed(Lane::normal, 1), start, 0.5).what, What::later);
  const auto third = what_follows_poison(claimed(Lane::normal, 2), start, 0.5);
  EXPECT_EQ(third.what, What::dead);
  EXPECT_EQ(third.reason, "unreadable");
}

TEST(DeliveryPolicy, a_request_without_an_answer_is_tried_again) {
  for (const auto code : {net::client_error::resolve, net::client_error::refused, net::client_error::tls,
                          net::client_error::timeout_after_sent, net::client_error::garbage}) {
    const auto verdict = verdict_of({std::string(code), "", ""});
    EXPECT_EQ(verdict.what, Verdict::What::later) << code;
    EXPECT_TRUE(is_account_trouble(verdict)) << code;
  }
}

TEST(DeliveryPolicy, tells_the_account_s_trouble_from_the_message_s) {
  EXPECT_TRUE(is_account_trouble({Verdict::What::later, "server"}));
  EXPECT_TRUE(is_account_trouble({Verdict::What::later, "unauthorised"}));
  EXPECT_FALSE(is_account_trouble({Verdict::What::later, "rate"}));
  EXPECT_FALSE(is_account_trouble({Verdict::What::permanent, "blocked"}));
  EXPECT_FALSE(is_account_trouble({Verdict::What::sent}));
}

}  // namespace
}  // namespace steward::notifier
