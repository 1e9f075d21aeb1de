#include "channels/bridge.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "channels_under_test.hpp"

namespace steward::channels {
namespace {

using testing::ElementsAre;

const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

Bridge bridge(BridgeOptions options = {.name = "wecom"}) {
  if (options.secrets.empty()) options.secrets = {secret};
  if (options.url.empty()) options.url = "https://bridge.example/out";
  return Bridge(std::move(options));
}

Posted posted(std::string body, std::string id = "msg_1") {
  Posted post;
  post.body = std::move(body);
  const std::string timestamp = "1772500000";
  post.headers["webhook-signature"] = WebhookKeys({secret}).sign(id, timestamp, post.body);
  post.headers["webhook-id"] = std::move(id);
  post.headers["webhook-timestamp"] = timestamp;
  return post;
}

const std::string whole = R"({"id": "m-1001",
  "from": {"id": "u-77", "name": "陈晓\u0007", "phone": "+8613800000501", "language": "zh-TW"},
  "text": "厨房水管爆了", "media": [{"form": "photo", "id": "f1"}, {"form": "voice", "id": "f2", "transcript": "漏水"}],
  "reply_to": "您的报修 7K3M9Q 已登记", "place": "donghu", "written_at": "2026-03-03T09:00:00+08:00"})";

TEST(Bridge, reads_a_whole_message) {
  Posted post = posted(whole);
  const auto decoded = bridge().decode(post.request());
  EXPECT_EQ(std::get<Inbound>(decoded).events.at(0).once, "wecom:u-77:m-1001");
  const auto& message = only<domain::MessageReceived>(decoded);
  EXPECT_EQ(message.from.str(), "wecom:u-77");
  EXPECT_EQ(message.text, "厨房水管爆了");
  EXPECT_EQ(message.profile_name, "陈晓");
  EXPECT_EQ(message.profile_phone, "+8613800000501");
  EXPECT_EQ(message.profile_language, domain::Language::zh_hant);
  EXPECT_EQ(message.quote.str(), "7K3M9Q");
  EXPECT_EQ(message.place.str(), "donghu");
  using domain::Media;
  EXPECT_THAT(message.media, ElementsAre(Media{Media::Form::photo, "wecom:f1", ""},
                                         Media{Media::Form::voice, "wecom:f2", "漏水"}));
  EXPECT_EQ(message.written_at, domain::parse_iso8601("2026-03-03T09:00:00+08:00"));
}

TEST(Bridge, what_became_of_a_message_of_ours_is_a_report) {
  using What = domain::MessageReported::What;
  const auto report = [](const std::string& rest) {
    return posted(R"({"type":"report","message":"M1-1","to":{"id":"u-77"},"orders":["7K3M9Q"],)" + rest +
                  "}");
  };
  Posted read = report(R"("state":"read")");
  const auto seen = only<domain::MessageReported>(bridge().decode(read.request()));
  EXPECT_EQ(seen.what, What::read);
  EXPECT_EQ(seen.to.str(), "wecom:u-77");
  EXPECT_EQ(seen.message_id, "M1-1");
  EXPECT_EQ(seen.through, "wecom");
  EXPECT_THAT(seen.orders, ElementsAre(domain::OrderId("7K3M9Q")));
  Posted blocked = report(R"("state":"failed","reason":"blocked")");
  EXPECT_EQ(only<domain::MessageReported>(bridge().decode(blocked.request())).why, "blocked");
  Posted failed = report(R"("state":"failed","reason":"<script>")");
  EXPECT_EQ(only<domain::MessageReported>(bridge().decode(failed.request())).why, "undelivered");
  for (const std::string wrong : {R"("state":"seen")", R"("state":7)", R"("x":1)"}) {
    Posted post = report(wrong);
    EXPECT_EQ(std::get<Refused>(bridge().decode(post.request())).status, 400) << wrong;
  }
  for (const std::string body : {R"({"type":"report","message":"M 1","to":{"id":"u"},"state":"read"})",
                                 R"({"type":"report","message":"M1","to":{},"state":"read"})"}) {
    Posted post = posted(body);
    EXPECT_EQ(std::get<Refused>(bridge().decode(post.request())).status, 400) << body;
  }
}

TEST(Bridge, a_message_is_never_from_the_future) {
  Posted post = posted(R"({"id":"1","from":{"id":"u"},"text":"hi","written_at":"2031-01-01T00:00:00Z"})");
  EXPECT_EQ(only<domain::MessageReceived>(bridge().decode(post.request())).written_at, post.received_at);
}

TEST(Bridge, a_phone_counts_only_where_the_bridge_vouches_for_it) {
  Posted post = posted(whole);
  const auto careful = bridge({.name = "wecom", .vouches_for_phones = false});
  EXPECT_EQ(only<domain::MessageReceived>(careful.decode(post.request())).profile_phone, "");
  for (const std::string_view phone :
       {"13800000501", "+0123456789", "+86138", "+86 138 0000 0501", "+861380000050112345"}) {
    Posted bad =
        posted(R"({"id":"1","text":"hi","from":{"id":"u","phone":")" + std::string(phone) + R"("}})");
    EXPECT_EQ(only<domain::MessageReceived>(bridge().decode(bad.request())).profile_phone, "") << phone;
  }
}

TEST(Bridge, whoever_cannot_sign_is_not_heard) {
  Posted post = posted(whole);
  post.body[10] ^= 1;
  EXPECT_EQ(std::get<Refused>(bridge().decode(post.request())).status, 401);
  post = posted(whole);
  post.headers.erase("webhook-signature");
  EXPECT_EQ(std::get<Refused>(bridge().decode(post.request())).status, 401);
  post = posted("no json at all");
  post.received_at += std::chrono::seconds(301);
  EXPECT_EQ(std::get<Refused>(bridge().decode(post.request())).status, 401) << "before anything is parsed";
}

TEST(Bridge, what_makes_no_message_is_refused) {
  const std::string table[] = {
      "",
      "[]",
      "null",
      "{",
      R"({"id":"1","text":"hi"})",
      R"({"from":{"id":"u"},"text":"hi"})",
      R"({"id":"1","from":{"id":""},"text":"hi"})",
      R"({"id":"1","from":{"id":"a b"},"text":"hi"})",
      R"({"id":"1","from":{"id":7},"text":"hi"})",
      R"({"id":"1","from":"u","text":"hi"})",
      R"({"id":"1","from":{"id":"u"}})",
      R"({"id":"1","from":{"id":"u"},"text":""})",
      R"({"id":"1","from":{"id":"u"},"text":"a\u0000b"})",
      R"({"id":"1","from":{"id":"u"},"text":"\ud83d"})",
      "{\"id\":\"1\",\"from\":{\"id\":\"u\"},\"text\":\"\xFF\"}",
      "{\"id\":\"1\",\"from\":{\"id\":\"u\"},\"text\":\"\xC0\x80\"}",
      R"({"id":"1","from":{"id":"u"},"text":"x","media":[{"form":"script","id":"f"}]})",
      R"({"id":"1","from":{"id":"u"},"text":"x","media":[{"form":"photo","id":"http://10.0.0.1/"}]})",
      R"({"id":"1","from":{"id":"u"},"press":")" + std::string(65, 'x') + R"("})",
      R"({"id":")" + std::string(129, 'x') + R"(","from":{"id":"u"},"text":"hi"})",
      R"({"id":"1","from":{"id":"u"},"text":"hi","x":)" + std::string(40, '[') + std::string(40, ']') + "}",
  };
  for (const auto& body : table) {
    Posted post = posted(body);
    const auto decoded = bridge().decode(post.request());
    ASSERT_TRUE(std::holds_alternative<Refused>(decoded)) << body;
    EXPECT_EQ(std::get<Refused>(decoded).status, 400) << body;
  }
}

TEST(Bridge, a_backslash_before_u0000_is_only_text) {
  Posted post = posted(R"({"id":"1","from":{"id":"u"},"text":"a\\u0000b"})");
  EXPECT_EQ(only<domain::MessageReceived>(bridge().decode(post.request())).text, "a\\u0000b");
}

TEST(Bridge, the_site_of_the_channel_serves_where_no_other_is_named) {
  Posted post = posted(R"({"id":"1","from":{"id":"u"},"text":"hi"})");
  EXPECT_EQ(only<domain::MessageReceived>(bridge({.name = "b", .site = "donghu"}).decode(post.request()))
                .place.str(),
            "donghu");
}

TEST(Bridge, sends_a_signed_message_whose_id_stays) {
  domain::OutMessage message = message_to("wecom:u-77");
  message.asks = domain::Ask::unit;
  message.orders = {domain::OrderId("7K3M9Q")};
  message.lane = domain::Lane::urgent;
  const Rendered words{"请问是哪一户？\n\"A\"", {{"修好了", "fixed:7K3M9Q"}}};
  const auto encoded = bridge().encode({message, "u-77", words, at_second(1'772'500'060)});
  const auto& request = std::get<Requests>(encoded).at(0);

  EXPECT_EQ(request.url, "https://bridge.example/out");
  std::map<std::string, std::string> headers(request.headers.begin(), request.headers.end());
  EXPECT_EQ(headers["webhook-id"], "m-7K3M9Q-1");
  EXPECT_EQ(headers["webhook-timestamp"], "1772500060");
  EXPECT_EQ(WebhookKeys({secret}).check(
                {headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"]},
                request.body, at_second(1'772'500'060)),
            WebhookKeys::Check::good);

  const auto body = nlohmann::json::parse(request.body);
  EXPECT_EQ(body["type"], "message");
  EXPECT_EQ(body["id"], "m-7K3M9Q-1");
  EXPECT_EQ(body["to"]["id"], "u-77");
  EXPECT_EQ(body["text"], "请问是哪一户？\n\"A\"");
  EXPECT_EQ(body["buttons"][0]["label"], "修好了");
  EXPECT_EQ(body["buttons"][0]["data"], "fixed:7K3M9Q");
  EXPECT_EQ(body["asks"], "unit");
  EXPECT_EQ(body["orders"][0], "7K3M9Q");
  EXPECT_EQ(body["urgent"], true);
}

TEST(Bridge, a_bridge_may_have_a_secret_for_each_direction) {
  const std::string other = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  const auto message = message_to("b:u");
  const Rendered words{"hi", {}};
  const auto encoded =
      bridge({.name = "b", .send_secret = other}).encode({message, "u", words, at_second(60)});
  const auto& request = std::get<Requests>(encoded).at(0);
  std::map<std::string, std::string> headers(request.headers.begin(), request.headers.end());
  EXPECT_EQ(headers["webhook-signature"], WebhookKeys({other}).sign("m-7K3M9Q-1", "60", request.body));
}

TEST(Bridge, without_an_address_nothing_can_go_out) {
  const Bridge deaf({.name = "b", .secrets = {secret}});
  const auto message = message_to("b:u");
  const Rendered words{"hi", {}};
  EXPECT_EQ(std::get<NoWay>(deaf.encode({message, "u", words, at_second(60)})).reason, "no_channel");
}

struct Judged {
  int status;
  std::string_view body;
  Verdict::What what;
  std::string_view reason;
};

TEST(Bridge, answers_mean_what_the_guide_says) {
  using What = Verdict::What;
  constexpr Judged table[] = {
      {200, "", What::sent, ""},
      {204, "", What::sent, ""},
      {301, "", What::later, "server"},
      {400, "", What::permanent, "refused"},
      {401, "", What::later, "unauthorised"},
      {404, "", What::later, "misconfigured"},
      {410, "", What::permanent, "gone"},
      {422, R"({"reason":"blocked"})", What::permanent, "blocked"},
      {422, R"({"reason":"<script>"})", What::permanent, "refused"},
      {429, "", What::later, "rate"},
      {500, "", What::later, "server"},
      {502, "<html>", What::later, "server"},
  };
  for (const auto& row : table) {
    const auto verdict = bridge().judge({row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.status;
    EXPECT_EQ(verdict.reason, row.reason) << row.status;
  }
  EXPECT_EQ(bridge().judge({429, "17", ""}).retry_after, std::chrono::seconds(17));
  EXPECT_FALSE(bridge().judge({429, "soon", ""}).retry_after);
}

}  // namespace
}  // namespace steward::channels
