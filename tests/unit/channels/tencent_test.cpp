// https://cloud.tencent.com/document/api/382/55981; the signature is that of its SDK 4.1.
#include "channels/tencent.hpp"

#include <gtest/gtest.h>

#include "channels_under_test.hpp"
#include "sms_under_test.hpp"

namespace steward::channels {
namespace {

const std::string key = "0123456789abcdef";

Tencent tencent() {
  return Tencent({.sms = {.name = "tencent", .from = "示例物业"},
                  .secret_id = "AKIDEXAMPLE",
                  .secret_key = "SECRETEXAMPLE",
                  .app = "1400006666",
                  .key = key,
                  .templates = {{"", "1110", {"code"}}}});
}

Hook hook(std::string body) { return {.query = {{"key", key}}, .body = std::move(body)}; }

TEST(Tencent, signs_as_its_sdk_does) {
  const std::string body =
      R"({"PhoneNumberSet":["+8613800138000"],"SmsSdkAppId":"1400006666","TemplateId":"1110","SignName":"示例物业","TemplateParamSet":["1234"],"SessionContext":"wo-20260115-001"})";
  EXPECT_EQ(
      tencent_authorization({"AKIDEXAMPLE", "SECRETEXAMPLE", "sms.tencentcloudapi.com", "application/json",
                             body, std::chrono::sys_seconds(std::chrono::seconds(1'768'464'000))}),
      "TC3-HMAC-SHA256 Credential=AKIDEXAMPLE/2026-01-15/sms/tc3_request, SignedHeaders=content-type;host, "
      "Signature=c931ae6fac7f6f7200e27e40a9b17e8be52b8eed8d6106aafb6e5d2357c70b34");
}

TEST(Tencent, sends_a_template_with_its_values_in_sequence) {
  domain::OutMessage message = message_to("sms:+8613800138000");
  message.orders = {domain::OrderId("7K3M9Q")};
  const Rendered rendered{"x", {}, {{"code", "1234"}}};
  const auto request =
      std::get<Requests>(tencent().encode({message, "+8613800138000", rendered, at_second(1'768'464'000)}))
          .at(0);
  EXPECT_EQ(request.url, "https://sms.tencentcloudapi.com/");
  EXPECT_EQ(request.body,
            R"({"PhoneNumberSet":["+8613800138000"],"SmsSdkAppId":"1400006666","TemplateId":"1110",)"
            R"("SignName":"示例物业","TemplateParamSet":["1234"],)"
            R"("SessionContext":"m-7K3M9Q-1/+8613800138000/7K3M9Q"})");
}

TEST(Tencent, hears_reports_by_our_mark_or_by_its_own_id) {
  const auto decoded = tencent().decode(
      hook(R"([{"nationcode":"86","mobile":"13800138000","report_status":"SUCCESS","errmsg":"DELIVRD",
               "sid":"5000:1","ext":"M1-1/+8613800138000/7K3M9Q"},
              {"nationcode":"86","mobile":"13800138000","report_status":"FAIL","errmsg":"MK:0001","sid":"5000:2"},
              {"report_status":"something new","sid":"5000:3"}])")
          .request(at_second(0)));
  const auto& inbound = std::get<Inbound>(decoded);
  ASSERT_EQ(inbound.events.size(), 1u);
  EXPECT_EQ(report_in(decoded).message_id, "M1-1");
  ASSERT_EQ(inbound.reports.size(), 1u);
  EXPECT_EQ(inbound.reports[0].provider_id, "5000:2");
  EXPECT_EQ(std::get<domain::MessageReported>(inbound.reports[0].event.body).why, "undelivered: MK:0001");
  EXPECT_EQ(inbound.answer, R"({"result":0,"errmsg":"OK"})");
}

TEST(Tencent, hears_a_reply_once) {
  const auto reply = [](const char* time) {
    return tencent().decode(hook(std::string(R"({"extend":"01","mobile":"13800138000","nationcode":"86",)"
                                             R"("sign":"示例物业","text":"还在漏","time":)") +
                                 time + "}")
                                .request(at_second(0)));
  };
  EXPECT_EQ(message_in(reply("1457336869")).text, "还在漏");
  EXPECT_EQ(message_in(reply("1457336869")).from.value, "sms:+8613800138000");
  const auto once = [](const Decoded& decoded) { return std::get<Inbound>(decoded).events.at(0).once; };
  EXPECT_EQ(once(reply("1457336869")), once(reply("1457336869")));
  EXPECT_NE(once(reply("1457336869")), once(reply("1457336870")));
}

TEST(Tencent, whoever_lacks_the_key_is_not_heard) {
  EXPECT_EQ(std::get<Refused>(tencent().decode(Hook{.body = "[]"}.request(at_second(0)))).status, 401);
  for (const char* odd : {"", "{}", "[1]", R"([{"report_status":"FAIL"}])", R"({"mobile":"1","text":"x"})"})
    EXPECT_EQ(std::get<Refused>(tencent().decode(hook(odd).request(at_second(0)))).status, 400) << odd;
}

TEST(Tencent, what_it_answers) {
  struct Row {
    int status;
    const char* body;
    Verdict::What what;
    const char* reason;
  };
  constexpr Row rows[] = {
      {200, R"({"Response":{"SendStatusSet":[{"SerialNo":"5000:1","Code":"Ok"}]}})", Verdict::What::sent, ""},
      {200, R"({"Response":{"SendStatusSet":[{"Code":"FailedOperation.PhoneNumberInBlacklist"}]}})",
       Verdict::What::permanent, "stopped"},
      {200, R"({"Response":{"SendStatusSet":[{"Code":"LimitExceeded.PhoneNumberDailyLimit"}]}})",
       Verdict::What::later, "rate"},
      {200, R"({"Response":{"SendStatusSet":[{"Code":"FailedOperation.InsufficientBalanceInSmsPackage"}]}})",
       Verdict::What::later, "unauthorised"},
      {200, R"({"Response":{"SendStatusSet":[{"Code":"InvalidParameterValue.IncorrectPhoneNumber"}]}})",
       Verdict::What::permanent, "unknown_peer"},
      {200, R"({"Response":{"SendStatusSet":[{"Code":"FailedOperation.TemplateIncorrectOrUnapproved"}]}})",
       Verdict::What::permanent, "refused"},
      {200, R"({"Response":{"Error":{"Code":"AuthFailure.SignatureExpire"}}})", Verdict::What::later,
       "unauthorised"},
      {200, R"({"Response":{"Error":{"Code":"InternalError.Timeout"}}})", Verdict::What::permanent,
       "unknown"},
      {200, R"({"Response":{"Error":{"Code":"RequestLimitExceeded"}}})", Verdict::What::later, "rate"},
      {429, "", Verdict::What::later, "rate"},
      {502, "<html>", Verdict::What::permanent, "unknown"},
      {200, "{}", Verdict::What::permanent, "unknown"},
  };
  for (const Row& row : rows) {
    const Verdict verdict = tencent().judge({row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.body;
    EXPECT_EQ(verdict.reason, row.reason) << row.body;
  }
  EXPECT_EQ(tencent().judge({200, "", rows[0].body}).provider_id, "5000:1");
}

}  // namespace
}  // namespace steward::channels
