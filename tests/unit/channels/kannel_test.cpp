// Requests and answers as Kannel 1.4.5 makes and takes them.
#include "channels/kannel.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "channels_under_test.hpp"
#include "sms_under_test.hpp"

namespace steward::channels {
namespace {

const std::string key = "a-key-of-our-own";

Kannel kannel(SmsOptions sms = {
                  .name = "kannel", .from = "10690000", .hook_url = "http://127.0.0.1:8080/hooks/kannel"}) {
  return Kannel({.sms = std::move(sms),
                 .url = "http://127.0.0.1:13013/cgi-bin/sendsms",
                 .username = "steward",
                 .password = "foo",
                 .key = key});
}

std::string header_of(const OutRequest& request, std::string_view name) {
  for (const auto& [key_of_header, value] : request.headers)
    if (key_of_header == name) return value;
  return {};
}

OutRequest sent(const std::string& text) {
  domain::OutMessage message = message_to("sms:+8613800000000");
  message.id = "M1-1";
  message.orders = {domain::OrderId("7K3M9Q")};
  return std::get<Requests>(kannel().encode({message, "+8613800000000", {text, {}}, at_second(0)})).at(0);
}

TEST(Kannel, sends_chinese_as_ucs_2_and_asks_for_a_report) {
  const OutRequest request = sent("水管已修好");
  EXPECT_EQ(request.body, "水管已修好");
  EXPECT_EQ(header_of(request, "Content-Type"), "text/plain; charset=UTF-8");
  EXPECT_EQ(header_of(request, "X-Kannel-Coding"), "2");
  EXPECT_EQ(header_of(request, "X-Kannel-To"), "+8613800000000");
  EXPECT_EQ(header_of(request, "X-Kannel-From"), "10690000");
  EXPECT_EQ(
      header_of(request, "X-Kannel-DLR-Url"),
      "http://127.0.0.1:8080/hooks/kannel?message=M1-1&to=%2B8613800000000&orders=7K3M9Q&key=a-key-of-our-own"
      "&report=%d");
  EXPECT_FALSE(request.is_repeatable);
  EXPECT_EQ(header_of(sent("fixed"), "X-Kannel-Coding"), "0");
}

TEST(Kannel, what_it_answers) {
  struct Row {
    int status;
    const char* body;
    Verdict::What what;
    const char* reason;
  };
  constexpr Row rows[] = {
      {202, "0: Accepted for delivery", Verdict::What::sent, ""},
      {202, "3: Queued for later delivery", Verdict::What::sent, ""},
      {400, "Missing receiver number, rejected", Verdict::What::permanent, "refused"},
      {400, "Number(s) has/have been denied by white- and/or black-lists.", Verdict::What::permanent,
       "blocked"},
      {403, "Authorization failed for sendsms", Verdict::What::later, "unauthorised"},
      {403, "Not routable. Do not try again.", Verdict::What::later, "server"},
      {404, "Unknown request.", Verdict::What::later, "misconfigured"},
      {500, "Sending failed.", Verdict::What::later, "server"},
      {503, "Temporal failure, try again later.", Verdict::What::later, "rate"},
      {200, "<html>", Verdict::What::permanent, "unknown"},
      {502, "<html>Bad Gateway", Verdict::What::permanent, "unknown"},
      {302, "", Verdict::What::later, "server"},
  };
  for (const Row& row : rows) {
    const Verdict verdict = kannel().judge({row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.body;
    EXPECT_EQ(verdict.reason, row.reason) << row.body;
  }
  EXPECT_EQ(kannel().lost_answer().reason, "unknown");
}

TEST(Kannel, hears_in_whatever_charset_and_answers_nothing_that_a_phone_would_be_sent) {
  const Hook hook{.query = {{"key", key},
                            {"id", "m1"},
                            {"from", "13800000000"},
                            {"charset", "UTF-16BE"},
                            {"text", std::string("\x62\xA5\x4F\xEE\0"
                                                 "5\xD8\x3D\xDE\x00",
                                                 10)},
                            {"sent", "2026-03-03 02:00:00"}}};
  const auto decoded = kannel().decode(hook.request(at_second(4'000'000'000)));
  const auto& message = message_in(decoded);
  EXPECT_EQ(message.from.value, "sms:+8613800000000");
  EXPECT_EQ(message.text, "报修5😀");
  EXPECT_EQ(message.profile_phone, "+8613800000000");
  EXPECT_EQ(message.written_at, *domain::parse_iso8601("2026-03-03T02:00:00Z"));
  const auto& inbound = std::get<Inbound>(decoded);
  EXPECT_EQ(inbound.events[0].once, "kannel:m1");
  EXPECT_EQ(inbound.answer, "");
  EXPECT_EQ(inbound.answer_type, "text/plain");
}

TEST(Kannel, a_carriers_own_number_is_nobody) {
  const Hook hook{.query = {{"key", key}, {"id", "m1"}, {"from", "10086"}, {"text", "advert"}}};
  EXPECT_TRUE(std::get<Inbound>(kannel().decode(hook.request(at_second(0)))).events.empty());
}

TEST(Kannel, reports_say_what_became_of_which_message) {
  const auto report = [](const char* value) {
    return Hook{.query = {{"message", "M1-1"},
                          {"to", "+8613800000000"},
                          {"orders", "7K3M9Q,ABCDEF"},
                          {"key", key},
                          {"report", value}}};
  };
  const auto delivered = kannel().decode(report("1").request(at_second(0)));
  EXPECT_EQ(report_in(delivered).what, domain::MessageReported::What::delivered);
  EXPECT_EQ(report_in(delivered).message_id, "M1-1");
  EXPECT_EQ(report_in(delivered).orders.size(), 2u);
  const auto failed = kannel().decode(report("2").request(at_second(0)));
  EXPECT_EQ(report_in(failed).what, domain::MessageReported::What::failed);
  EXPECT_EQ(report_in(kannel().decode(report("16").request(at_second(0)))).why, "rejected");
  EXPECT_TRUE(std::get<Inbound>(kannel().decode(report("8").request(at_second(0)))).events.empty());
}

TEST(Kannel, takes_nothing_without_its_key) {
  const Hook wrong{
      .query = {{"key", "another-key-of-it"}, {"id", "m1"}, {"from", "13800000000"}, {"text", "t"}}};
  EXPECT_EQ(std::get<Refused>(kannel().decode(wrong.request(at_second(0)))).status, 401);
  EXPECT_EQ(std::get<Refused>(kannel().decode(Hook{}.request(at_second(0)))).status, 401);
  EXPECT_THROW(Kannel({.sms = {}, .url = "http://a", .username = "a", .password = "b", .key = "short"}),
               std::invalid_argument);
}

TEST(SmsRoutes, by_prefix) {
  const Kannel all = kannel(), china = kannel({.name = "k", .from = "1", .prefixes = {"+86", "+852"}});
  EXPECT_TRUE(all.carries("+4479"));
  EXPECT_TRUE(china.carries("+8613800000000"));
  EXPECT_FALSE(china.carries("+14155550100"));
}

}  // namespace
}  // namespace steward::channels
