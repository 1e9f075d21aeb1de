// https://help.aliyun.com/document_detail/101414.html; the signature is that of its SDK 4.6.
#include "channels/aliyun.hpp"

#include <gtest/gtest.h>

#include "channels_under_test.hpp"
#include "sms_under_test.hpp"

namespace steward::channels {
namespace {

const std::string key = "0123456789abcdef";

Aliyun aliyun() {
  return Aliyun({.sms = {.name = "aliyun", .from = "示例物业"},
                 .access_key = "testAccessKeyId",
                 .secret = "testAccessKeySecret",
                 .key = key,
                 .templates = {{"code", "SMS_1", {"code", "site"}}, {"", "SMS_2", {"text"}}}});
}

Hook hook(std::string body) { return {.query = {{"key", key}}, .body = std::move(body)}; }

TEST(Aliyun, signs_as_its_sdk_does) {
  EXPECT_EQ(
      aliyun_authorization(
          {"testAccessKeyId",
           "testAccessKeySecret",
           "OutId=wo-20260115-001&PhoneNumbers=13800138000&SignName=%E7%A4%BA%E4%BE%8B%E7%89%A9%E4%B8%9A&"
           "TemplateCode=SMS_100000001&TemplateParam=%7B%22code%22%3A%221234%22%7D",
           {{"host", "dysmsapi.aliyuncs.com"},
            {"x-acs-action", "SendSms"},
            {"x-acs-content-sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
            {"x-acs-date", "2026-01-15T08:00:00Z"},
            {"x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"},
            {"x-acs-version", "2017-05-25"}}}),
      "ACS3-HMAC-SHA256 "
      "Credential=testAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-"
      "signature-nonce;x-acs-version,Signature="
      "27b23d17ba444f5e553a345197248c7b2a88ac52f720751848813e57b31826b5");
}

TEST(Aliyun, sends_the_template_of_the_phrase) {
  domain::OutMessage message = message_to("sms:+8613800138000");
  message.says = {{"code", {}}};
  message.orders = {domain::OrderId("7K3M9Q")};
  const Rendered rendered{"验证码\n1234", {}, {{"code", "1234"}, {"site", "东湖新城"}}};
  const auto request =
      std::get<Requests>(aliyun().encode({message, "+8613800138000", rendered, at_second(0)})).at(0);
  EXPECT_EQ(request.url.find("https://dysmsapi.aliyuncs.com/?OutId=m-7K3M9Q-1%2F%2B8613800138000%2F7K3M9Q&"
                             "PhoneNumbers=13800138000&SignName="),
            0u)
      << request.url;
  EXPECT_NE(
      request.url.find("TemplateCode=SMS_1&TemplateParam=%7B%22code%22%3A%221234%22%2C%22site%22%3A%22"),
      std::string::npos)
      << request.url;
  EXPECT_EQ(request.headers.front().first, "x-acs-action") << "the host is set by who sends it";
  message.says = {{"opened", {}}};
  const auto other =
      std::get<Requests>(aliyun().encode({message, "+85291234567", rendered, at_second(1)})).at(0);
  EXPECT_NE(other.url.find("PhoneNumbers=85291234567&"), std::string::npos);
  EXPECT_NE(other.url.find(
                "TemplateCode=SMS_2&TemplateParam=%7B%22text%22%3A%22%E9%AA%8C%E8%AF%81%E7%A0%81%201234"),
            std::string::npos)
      << "in one line: " << other.url;
}

TEST(Aliyun, a_nonce_is_never_used_again) {
  const domain::OutMessage message = message_to("sms:+8613800138000");
  const auto nonce = [&](Instant now) {
    const auto request =
        std::get<Requests>(aliyun().encode({message, "+8613800138000", {"x", {}}, now})).at(0);
    for (const auto& [name, value] : request.headers)
      if (name == "x-acs-signature-nonce") return value;
    return std::string();
  };
  EXPECT_EQ(nonce(at_second(1)).size(), 32u);
  EXPECT_NE(nonce(at_second(1)), nonce(at_second(2)));
}

TEST(Aliyun, what_no_template_is_for_goes_another_way) {
  Aliyun picky({.sms = {.name = "aliyun"}, .key = key, .templates = {{"code", "SMS_1", {}}}});
  const domain::OutMessage message = message_to("sms:+8613800138000");
  EXPECT_EQ(std::get<NoWay>(picky.encode({message, "+8613800138000", {"x", {}}, at_second(1)})).reason,
            "no_template");
}

TEST(Aliyun, hears_reports_and_replies) {
  const auto reports = aliyun().decode(
      hook(
          R"([{"phone_number":"13800138000","success":true,"err_code":"DELIVERED","sms_size":"1","biz_id":"9",
               "out_id":"M1-1/+8613800138000/7K3M9Q,8ABCDE"},
              {"phone_number":"13800138001","success":false,"err_code":"MK:0001",
               "out_id":"M1-2/+8613800138001/"},
              {"phone_number":"13800138001","success":true,"out_id":""}])")
          .request(at_second(0)));
  const auto& events = std::get<Inbound>(reports).events;
  ASSERT_EQ(events.size(), 2u) << "what is not of ours is none of ours";
  const auto& arrived = std::get<domain::MessageReported>(events[0].body);
  EXPECT_EQ(arrived.message_id, "M1-1");
  EXPECT_EQ(arrived.to.value, "sms:+8613800138000");
  EXPECT_EQ(arrived.orders.size(), 2u);
  EXPECT_EQ(events[0].once, "report:M1-1:delivered");
  EXPECT_EQ(std::get<domain::MessageReported>(events[1].body).why, "undelivered: MK:0001");
  EXPECT_EQ(std::get<Inbound>(reports).answer, R"({"code":0,"msg":"接收成功"})");

  const auto reply = aliyun().decode(
      hook(R"([{"phone_number":"13800138000","content":"还在漏","sign_name":"示例物业","dest_code":"1",
               "sequence_id":1234567890}])")
          .request(at_second(0)));
  EXPECT_EQ(message_in(reply).text, "还在漏");
  EXPECT_EQ(message_in(reply).from.value, "sms:+8613800138000");
  EXPECT_EQ(std::get<Inbound>(reply).events[0].once, "aliyun:1234567890");
}

TEST(Aliyun, whoever_lacks_the_key_is_not_heard) {
  Hook forged = hook("[]");
  forged.query[0].second = "0123456789abcdeg";
  EXPECT_EQ(std::get<Refused>(aliyun().decode(forged.request(at_second(0)))).status, 401);
  for (const char* odd : {"", "{}", "[1]", R"([{"content":"x","phone_number":"13800138000"}])"})
    EXPECT_EQ(std::get<Refused>(aliyun().decode(hook(odd).request(at_second(0)))).status, 400) << odd;
  EXPECT_THROW(Aliyun({.sms = {.name = "a"}, .key = "short", .templates = {{}}}), std::invalid_argument);
  EXPECT_THROW(Aliyun({.sms = {.name = "a"}, .key = key}), std::invalid_argument);
}

TEST(Aliyun, what_it_answers) {
  struct Row {
    int status;
    const char* body;
    Verdict::What what;
    const char* reason;
  };
  constexpr Row rows[] = {
      {200, R"({"Code":"OK","BizId":"9"})", Verdict::What::sent, ""},
      {200, R"({"Code":"isv.BUSINESS_LIMIT_CONTROL"})", Verdict::What::later, "rate"},
      {200, R"({"Code":"isv.OUT_OF_SERVICE"})", Verdict::What::later, "unauthorised"},
      {200, R"({"Code":"isp.SYSTEM_ERROR"})", Verdict::What::later, "server"},
      {200, R"({"Code":"isp.RAM_PERMISSION_DENY"})", Verdict::What::later, "unauthorised"},
      {200, R"({"Code":"isv.MOBILE_NUMBER_ILLEGAL"})", Verdict::What::permanent, "unknown_peer"},
      {200, R"({"Code":"isv.SMS_TEMPLATE_ILLEGAL"})", Verdict::What::permanent, "refused"},
      {400, R"({"Code":"SignatureDoesNotMatch"})", Verdict::What::later, "unauthorised"},
      {400, R"({"Code":"Throttling.User"})", Verdict::What::later, "rate"},
      {404, "<html>", Verdict::What::later, "misconfigured"},
      {500, R"({"Code":"InternalError"})", Verdict::What::permanent, "unknown"},
      {200, "garbage", Verdict::What::permanent, "unknown"},
  };
  for (const Row& row : rows) {
    const Verdict verdict = aliyun().judge({row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.body;
    EXPECT_EQ(verdict.reason, row.reason) << row.body;
  }
}

}  // namespace
}  // namespace steward::channels
