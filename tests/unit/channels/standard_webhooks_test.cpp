#include "channels/standard_webhooks.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "channels_under_test.hpp"

namespace steward::channels {
namespace {

using Check = WebhookKeys::Check;

const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string other_secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

struct Vector {
  std::string id, timestamp, body, signature;
};
const Vector vectors[] = {
    {"msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", R"({"test": 2432232314})",
     "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="},
    {"msg_2KWPBgLlAfxdpx2AI54pPJ85f4W", "1674087231", R"({"a":"漏水"})",
     "v1,S8NN6jPBVK+/gq990Yn1D2yo9ZUNyhAX6ZsHz8pv8J0="},
};

Check check(const Vector& vector, int seconds_later = 0) {
  const WebhookKeys keys({secret});
  return keys.check({vector.id, vector.timestamp, vector.signature}, vector.body,
                    at_second(std::stoll(vector.timestamp) + seconds_later));
}

TEST(StandardWebhooks, signs_and_checks_the_published_vectors) {
  for (const auto& vector : vectors) {
    EXPECT_EQ(WebhookKeys({secret}).sign(vector.id, vector.timestamp, vector.body), vector.signature);
    EXPECT_EQ(check(vector), Check::good);
  }
}

TEST(StandardWebhooks, a_secret_without_prefix_is_base64_too) {
  EXPECT_EQ(WebhookKeys({secret.substr(6)}).sign(vectors[0].id, vectors[0].timestamp, vectors[0].body),
            vectors[0].signature);
}

TEST(StandardWebhooks, five_minutes_are_borne_not_a_second_more) {
  EXPECT_EQ(check(vectors[0], 300), Check::good);
  EXPECT_EQ(check(vectors[0], -300), Check::good);
  EXPECT_EQ(check(vectors[0], 301), Check::stale);
  EXPECT_EQ(check(vectors[0], -301), Check::stale);
}

TEST(StandardWebhooks, any_signature_that_fits_will_do) {
  Vector vector = vectors[0];
  const std::string good = vector.signature;
  for (const std::string& before :
       {std::string("v1,AAAA "), std::string("v1a,AAAA "), "v2," + good.substr(3) + " ", std::string(" ")}) {
    vector.signature = before + good;
    EXPECT_EQ(check(vector), Check::good) << before;
  }
}

TEST(StandardWebhooks, whatever_is_changed_is_wrong) {
  const auto changed = [](auto change) {
    Vector vector = vectors[0];
    change(vector);
    return check(vector);
  };
  EXPECT_EQ(changed([](Vector& v) { v.body += " "; }), Check::wrong);
  EXPECT_EQ(changed([](Vector& v) { v.id += "x"; }), Check::wrong);
  EXPECT_EQ(changed([](Vector& v) { v.signature[5] ^= 1; }), Check::wrong);
  EXPECT_EQ(changed([](Vector& v) { v.signature = v.signature.substr(3); }), Check::wrong);
  EXPECT_EQ(changed([](Vector& v) { v.signature = "v2," + v.signature.substr(3); }), Check::wrong);
  EXPECT_EQ(changed([](Vector& v) { v.signature = "v1,"; }), Check::wrong);
}

TEST(StandardWebhooks, what_is_missing_or_no_number_is_refused) {
  const auto changed = [](auto change) {
    Vector vector = vectors[0];
    const Instant now = at_second(std::stoll(vector.timestamp));
    change(vector);
    return WebhookKeys({secret}).check({vector.id, vector.timestamp, vector.signature}, vector.body, now);
  };
  EXPECT_EQ(changed([](Vector& v) { v.id.clear(); }), Check::missing);
  EXPECT_EQ(changed([](Vector& v) { v.signature.clear(); }), Check::missing);
  for (const std::string_view timestamp :
       {"", "1614265330x", "-1614265330", " 1614265330", "1614265330.0", "99999999999999999999"})
    EXPECT_EQ(changed([&](Vector& v) { v.timestamp = timestamp; }), Check::missing) << timestamp;
}

TEST(StandardWebhooks, a_key_may_be_replaced_while_both_are_in_use) {
  const Vector& vector = vectors[0];
  const Instant now = at_second(std::stoll(vector.timestamp));
  const WebhookKeys both({other_secret, secret}), other({other_secret});
  EXPECT_EQ(both.check({vector.id, vector.timestamp, vector.signature}, vector.body, now), Check::good);
  EXPECT_EQ(other.check({vector.id, vector.timestamp, vector.signature}, vector.body, now), Check::wrong);
}

TEST(StandardWebhooks, refuses_secrets_that_protect_nothing) {
  for (const std::string bad :
       {"", "whsec_", "whsec_c2hvcnQ=", "v1,whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "geheim!"})
    EXPECT_THROW(WebhookKeys({bad}), std::invalid_argument) << bad;
  EXPECT_THROW(WebhookKeys({}), std::invalid_argument);
}

}  // namespace
}  // namespace steward::channels
