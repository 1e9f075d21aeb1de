// https://www.twilio.com/docs/usage/security and /docs/messaging/api/message-resource; signatures made by its
// SDK 6.2.
#include "channels/twilio.hpp"

#include <gtest/gtest.h>

#include "channels_under_test.hpp"
#include "sms_under_test.hpp"

namespace steward::channels {
namespace {

const std::string token = "12345678901234567890123456789012";

Twilio twilio() {
  return Twilio(
      {.sms = {.name = "twilio", .from = "+14155550199", .hook_url = "https://example.com/hooks/twilio"},
       .account = "AC00000000000000000000000000000001",
       .token = token});
}

Hook signed_hook(HookRequest::Pairs form, HookRequest::Pairs query = {}) {
  Hook hook{.query = std::move(query), .form = std::move(form)};
  const std::string url =
      "https://example.com/hooks/twilio" + (hook.query.empty() ? "" : "?" + encoded(hook.query));
  hook.headers["x-twilio-signature"] = twilio_signature(token, url, hook.form);
  return hook;
}

TEST(Twilio, signs_as_its_sdk_does) {
  const HookRequest::Pairs form{{"AccountSid", "AC00000000000000000000000000000001"},
                                {"Body", "报修 leak & more"},
                                {"From", "+14155550100"},
                                {"MessageSid", "SM00000000000000000000000000000001"},
                                {"NumMedia", "0"},
                                {"NumSegments", "1"},
                                {"To", "+14155550199"}};
  EXPECT_EQ(twilio_signature(token, "https://example.com/sms/inbound?site=7", form),
            "8GJpIGXyFIlPrTPAQfGBkjbDO/U=");
  EXPECT_EQ(twilio_signature(token,
                             "https://example.com/cb?bodySHA256="
                             "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
                             {}),
            "XkH4+1Gk5UzmNx3Y6EYVPS/YNb4=");
}

TEST(Twilio, sends_a_form_and_asks_for_a_report) {
  domain::OutMessage message = message_to("sms:+14155550100");
  message.id = "M1-1";
  message.orders = {domain::OrderId("7K3M9Q")};
  const auto request =
      std::get<Requests>(twilio().encode({message, "+14155550100", {"it is fixed", {}}, at_second(0)})).at(0);
  EXPECT_EQ(request.url,
            "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/Messages.json");
  EXPECT_EQ(request.body,
            "To=%2B14155550100&Body=it%20is%20fixed&From=%2B14155550199&StatusCallback=https%3A%2F%2Fexample."
            "com%2Fhooks"
            "%2Ftwilio%3Fmessage%3DM1-1%26to%3D%252B14155550100%26orders%3D7K3M9Q");
  EXPECT_EQ(request.headers.at(1).first, "Authorization");
}

TEST(Twilio, cuts_what_is_far_too_long_between_characters) {
  std::string text;
  for (int i = 0; i < 700; ++i) text += "😀";
  const auto request =
      std::get<Requests>(
          twilio().encode({message_to("sms:+14155550100"), "+14155550100", {text, {}}, at_second(0)}))
          .at(0);
  EXPECT_NE(request.body.find("%F0%9F%98%80%E2%80%A6&From="), std::string::npos);
}

TEST(Twilio, hears_what_is_signed_and_answers_nothing) {
  const Hook hook =
      signed_hook({{"MessageSid", "SM1"}, {"From", "+14155550100"}, {"Body", "the lift is stuck"}});
  const auto decoded = twilio().decode(hook.request(at_second(7)));
  EXPECT_EQ(message_in(decoded).from.value, "sms:+14155550100");
  EXPECT_EQ(message_in(decoded).text, "the lift is stuck");
  EXPECT_EQ(std::get<Inbound>(decoded).events[0].once, "twilio:SM1");
  EXPECT_EQ(std::get<Inbound>(decoded).answer_type, "text/xml");
  Hook forged = hook;
  forged.form[2].second = "the lift is fine";
  EXPECT_EQ(std::get<Refused>(twilio().decode(forged.request(at_second(7)))).status, 401);
  EXPECT_EQ(std::get<Refused>(twilio().decode(Hook{}.request(at_second(7)))).status, 401);
}

TEST(Twilio, a_json_body_is_signed_by_its_hash) {
  Hook hook{.query = {{"bodySHA256", "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"}},
            .body = "{\"a\":1}"};
  const std::string url = "https://example.com/hooks/twilio?" + encoded(hook.query);
  hook.headers["x-twilio-signature"] = twilio_signature(token, url, {});
  EXPECT_EQ(std::get<Refused>(twilio().decode(hook.request(at_second(0)))).why, "MessageSid")
      << "it was signed";
  hook.body = "{\"a\":2}";
  EXPECT_EQ(std::get<Refused>(twilio().decode(hook.request(at_second(0)))).why, "signature");
}

TEST(Twilio, what_it_has_answered_itself_is_marked) {
  const Hook hook = signed_hook(
      {{"MessageSid", "SM1"}, {"From", "+14155550100"}, {"Body", "STOP"}, {"OptOutType", "STOP"}});
  EXPECT_EQ(message_in(twilio().decode(hook.request(at_second(0)))).press, "opt_out_answered:stop");
  const Hook help = signed_hook(
      {{"MessageSid", "SM1"}, {"From", "+14155550100"}, {"Body", "HELP"}, {"OptOutType", "HELP"}});
  EXPECT_EQ(message_in(twilio().decode(help.request(at_second(0)))).press, "") << "somebody may need it";
}

TEST(Twilio, reports) {
  using What = domain::MessageReported::What;
  const auto report = [](const char* status, const char* code = "") {
    return signed_hook({{"MessageSid", "SM1"}, {"MessageStatus", status}, {"ErrorCode", code}},
                       {{"message", "M1-1"}, {"to", "+14155550100"}, {"orders", "7K3M9Q"}});
  };
  EXPECT_EQ(report_in(twilio().decode(report("delivered").request(at_second(0)))).what, What::delivered);
  EXPECT_EQ(report_in(twilio().decode(report("read").request(at_second(0)))).what, What::read);
  const auto failed = twilio().decode(report("undelivered", "30006").request(at_second(0)));
  EXPECT_EQ(report_in(failed).what, What::failed);
  EXPECT_EQ(report_in(failed).why, "undelivered: 30006");
  for (const char* on_its_way : {"queued", "sending", "sent", "something new"})
    EXPECT_TRUE(std::get<Inbound>(twilio().decode(report(on_its_way).request(at_second(0)))).events.empty())
        << on_its_way;
}

TEST(Twilio, what_it_answers) {
  struct Row {
    int status;
    const char* body;
    Verdict::What what;
    const char* reason;
  };
  constexpr Row rows[] = {
      {201, R"({"sid": "SM1", "status": "queued"})", Verdict::What::sent, ""},
      {400, R"({"code": 21211})", Verdict::What::permanent, "unknown_peer"},
      {400, R"({"code": 21610})", Verdict::What::permanent, "stopped"},
      {400, R"({"code": 1})", Verdict::What::permanent, "refused"},
      {401, R"({"code": 20003})", Verdict::What::later, "unauthorised"},
      {429, R"({"code": 20429})", Verdict::What::later, "rate"},
      {500, "", Verdict::What::permanent, "unknown"},
      {503, "<html>", Verdict::What::permanent, "unknown"},
  };
  for (const Row& row : rows) {
    const Verdict verdict = twilio().judge({row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.body;
    EXPECT_EQ(verdict.reason, row.reason) << row.body;
  }
  EXPECT_EQ(twilio().judge({201, "", R"({"sid": "SM1"})"}).provider_id, "SM1");
}

// ---- a send whose answer was lost

struct LostSend {
  domain::OutMessage message = message_to("sms:+14155550100");
  Rendered words{"厨房", {}};
  Outgoing outgoing() const { return {message, "+14155550100", words, at_second(1'772'500'000)}; }
};

TEST(Twilio, is_asked_for_the_newest_messages_to_that_number) {
  const LostSend sms;
  const auto asked = twilio().lookup(sms.outgoing());
  ASSERT_TRUE(asked);
  EXPECT_EQ(asked->url,
            "https://api.twilio.com/2010-04-01/Accounts/AC00000000000000000000000000000001/"
            "Messages.json?To=%2B14155550100&PageSize=20");
  EXPECT_TRUE(asked->is_repeatable);
  EXPECT_EQ(asked->body, "");
}

TEST(Twilio, what_it_lists_says_whether_ours_was_taken) {
  struct Row {
    int status;
    const char* body;
    Verdict::What what;
    const char* reason;
  };
  constexpr Row rows[] = {
      {200, R"({"messages":[{"sid":"SM7","body":"厨房","date_created":"Tue, 03 Mar 2026 01:06:41 +0000"}]})",
       Verdict::What::sent, ""},
      {200,
       R"({"messages":[{"sid":"SM7","body":"Sent from your Twilio trial account - 厨房","date_created":"Tue, 03 Mar 2026 01:06:41 +0000"}]})",
       Verdict::What::sent, ""},
      {200, R"({"messages":[]})", Verdict::What::later, "unreachable"},
      {200, R"({"messages":[{"sid":"SM6","body":"厨房","date_created":"Tue, 03 Mar 2026 00:50:00 +0000"}]})",
       Verdict::What::later, "unreachable"},
      {200,
       R"({"messages":[{"sid":"SM6","body":"卫生间","date_created":"Tue, 03 Mar 2026 01:06:41 +0000"}]})",
       Verdict::What::later, "unreachable"},
      {200,
       R"({"messages":[{"sid":"SM6","body":"厨房","direction":"inbound","date_created":"Tue, 03 Mar 2026 01:06:41 +0000"}]})",
       Verdict::What::later, "unreachable"},
      {200, R"({"messages":[{"sid":"SM6","body":"厨房","date_created":"yesterday"}]})", Verdict::What::later,
       "unreachable"},
      {200, "<html>", Verdict::What::permanent, "unknown"},
      {500, "", Verdict::What::permanent, "unknown"},
  };
  const LostSend sms;
  for (const Row& row : rows) {
    const Verdict verdict = twilio().judge_lookup(sms.outgoing(), {row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.body;
    EXPECT_EQ(verdict.reason, row.reason) << row.body;
    EXPECT_EQ(verdict.provider_id, verdict.what == Verdict::What::sent ? "SM7" : "");
  }
}

}  // namespace
}  // namespace steward::channels
