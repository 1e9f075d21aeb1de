#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/projections.hpp"
#include "net/log.hpp"
#include "tests/unit/console/console_under_test.hpp"

namespace steward::console {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* orders = "/console/api/orders";

std::string entered(ConsoleUnderTest& desk) {
  const Answer answer =
      desk.post(orders, {{"text", "厨房漏水"}, {"unit", "3-2-501"}, {"phone", "13800000501"}});
  EXPECT_EQ(answer.status, 200) << answer.body;
  return answer.value().value("answer", "");
}

TEST(Orders, what_a_caller_says_is_an_order_on_the_board) {
  ConsoleUnderTest desk;
  const std::string number = entered(desk);
  const json list = desk.get(orders).value();
  ASSERT_EQ(list["orders"].size(), 1u);
  const json& order = list["orders"][0];
  EXPECT_EQ(order["number"], number);
  EXPECT_EQ(order["via"], "phone");
  EXPECT_EQ(order["unit"], "3-2-501");
  EXPECT_EQ(order["state"], "dispatched");
  EXPECT_EQ(order["holder"]["name"], "李师傅");
  EXPECT_EQ(order["opened_at"], "2026-03-03T09:00:00+08:00");
  EXPECT_EQ(order["clocks"][0]["rule"], "offer");
}

TEST(Orders, the_same_key_enters_one_order_and_answers_the_same) {
  ConsoleUnderTest desk;
  const Call call{.method = net::Method::post,
                  .path = orders,
                  .body = R"({"text":"漏水","unit":"3-2-501"})",
                  .headers = {{"Idempotency-Key", "k1"}}};
  const json first = desk.ask(call).value();
  const json second = desk.ask(call).value();
  EXPECT_EQ(first["outcome"], "applied");
  EXPECT_EQ(second["outcome"], "repeated");
  EXPECT_EQ(first["answer"], second["answer"]);
  EXPECT_EQ(desk.get(orders).value()["orders"].size(), 1u);
}

TEST(Orders, one_shows_who_lives_there_and_who_let_them_in) {
  ConsoleUnderTest desk;
  const domain::UnitId unit("3-2-501");
  domain::Commit moving_in;
  const auto lives_there = [&](const char* phone, const char* name, const char* site,
                               std::optional<domain::LetIn> let_in) {
    domain::Resident one{.id = domain::resident_id_of(phone), .phone = phone, .name = name};
    one.homes = {{unit, domain::SiteId(site), "family", std::move(let_in)}};
    domain::project(moving_in, nullptr, one);
    moving_in.writes.push_back({one, ""});
  };
  lives_there("+8613800000501", "陈晓明", "donghu", std::nullopt);
  lives_there("+8613800001111", "陈小妹", "donghu",
              domain::LetIn{domain::resident_id_of("+8613800000501"),
                            *domain::parse_iso8601("2026-03-03T09:00:00+08:00"), "女儿"});
  lives_there("+8613800002222", "别处", "xihu", std::nullopt);  // a site that fang does not serve
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(moving_in)));

  const json order = desk.get(std::string(orders) + "/" + entered(desk)).value();
  ASSERT_EQ(order["household"].size(), 2u);
  const bool is_girl_first = order["household"][0]["name"] == "陈小妹";
  const json &girl = order["household"][is_girl_first ? 0 : 1],
             &chen = order["household"][is_girl_first ? 1 : 0];
  EXPECT_EQ(chen["let_in"], json());
  EXPECT_EQ(girl["let_in"],
            json({{"by", "陈晓明"}, {"at", "2026-03-03T09:00:00+08:00"}, {"called", "女儿"}}));
  EXPECT_THAT(girl["phone"].get<std::string>(), Not(HasSubstr("138")));
}

TEST(Orders, a_phone_is_masked_until_asked_for_and_the_asking_is_logged) {
  ConsoleUnderTest desk;
  const std::string number = entered(desk);
  const Answer order = desk.get(std::string(orders) + "/" + number);
  EXPECT_THAT(order.body, Not(HasSubstr("13800000501")));
  EXPECT_THAT(order.value()["contact"]["phone"].get<std::string>(), HasSubstr("0501"));

  std::string log;
  net::log::set_sink([&](std::string_view line) { log += line; });
  const Answer phone = desk.post(std::string(orders) + "/" + number + "/phone", json::object());
  net::log::set_sink({});
  EXPECT_EQ(phone.value()["phone"], "+8613800000501");
  EXPECT_THAT(log, HasSubstr("phone_shown"));
  EXPECT_THAT(log, HasSubstr("fang"));
  EXPECT_THAT(log, Not(HasSubstr("13800000501")));
}

TEST(Orders, of_a_site_that_one_does_not_serve_do_not_exist) {
  ConsoleUnderTest desk;
  domain::WorkOrder order;
  order.id = domain::OrderId("ABC123");
  order.site = domain::SiteId("xihu");
  desk.store.put(order);
  EXPECT_EQ(desk.get("/console/api/orders/ABC123", "fang's token").status, 404);
  EXPECT_EQ(desk.get("/console/api/orders/ABC123", "song's token").status, 200);
  EXPECT_EQ(desk.post("/console/api/orders/ABC123/actions", {{"verb", "cancel"}, {"text", "x"}}).status, 404);
  EXPECT_EQ(desk.get("/console/api/orders/NOTONE").status, 404);
}

TEST(Orders, are_entered_at_the_site_they_are_of) {
  ConsoleUnderTest desk;
  const auto site_of = [&](const json& call) {
    const Answer answer = desk.post(orders, call, "song's token");
    EXPECT_EQ(answer.status, 200) << answer.body;
    const std::string number = answer.value().value("answer", "");
    return desk.get(std::string(orders) + "/" + number, "song's token").value().value("site", "");
  };
  EXPECT_EQ(site_of({{"text", "漏水"}, {"unit", "9-1-101"}}), "xihu");
  EXPECT_EQ(site_of({{"text", "漏水"}, {"site", "xihu"}}), "xihu");
  EXPECT_EQ(site_of({{"text", "漏水"}}), "donghu");
  for (const char* site : {"xihu", "nowhere"})
    EXPECT_EQ(desk.post(orders, {{"text", "漏水"}, {"site", site}}).status, 422) << "fang does not serve it";
}

TEST(Orders, words_that_do_not_parse_do_not_hide_their_order) {
  ConsoleUnderTest desk;
  const std::string number = entered(desk);
  desk.store.put_text(domain::words_key_of(domain::OrderId(number)), "{broken");
  const json list = desk.get(orders).value();
  ASSERT_EQ(list["orders"].size(), 1u);
  EXPECT_EQ(list["unreadable"], json::array({number}));
  EXPECT_EQ(desk.get(std::string(orders) + "/" + number).status, 200);
}

TEST(Orders, an_action_takes_effect_and_stands_in_the_history) {
  ConsoleUnderTest desk;
  const std::string path = std::string(orders) + "/" + entered(desk);
  EXPECT_EQ(desk.post(path + "/actions", {{"verb", "cancel"}, {"text", "重复登记"}}).status, 200);
  const json order = desk.get(path).value();
  EXPECT_EQ(order["state"], "cancelled");
  EXPECT_EQ(order["history"].back()["what"], "cancelled");
  EXPECT_EQ(order["history"].back()["name"], "方静");
}

TEST(Orders, a_refusal_has_its_status) {
  ConsoleUnderTest desk;
  const std::string path = std::string(orders) + "/" + entered(desk) + "/actions";
  EXPECT_EQ(desk.post(path, {{"verb", "resume"}}).status, 409);
  EXPECT_EQ(desk.post(path, {{"verb", "explode"}}).status, 422);
  EXPECT_EQ(desk.post(path, {{"verb", "close"}, {"text", "x"}}).status, 403) << "known, and the manager's";
  EXPECT_EQ(desk.post(path, {{"verb", "swap_shifts"}}).status, 422) << "a word of the chat";
  EXPECT_EQ(desk.post(path, {{"verb", {{"nested", "object"}}}}).status, 422);
  EXPECT_EQ(desk.post(path, json::array()).status, 422);
  const Answer refused = desk.post(path, {{"verb", "resume"}});
  EXPECT_EQ(refused.headers.get("content-type"), "application/problem+json");
  EXPECT_EQ(refused.value()["type"], "/problems/not-now");
}

TEST(Orders, one_document_that_does_not_parse_hides_no_other) {
  ConsoleUnderTest desk;
  const std::string good = entered(desk);
  const std::string bad = entered(desk);
  desk.store.put_text(domain::key_of(domain::OrderId(bad)), "{broken");
  const json list = desk.get(orders).value();
  ASSERT_EQ(list["orders"].size(), 1u);
  EXPECT_EQ(list["orders"][0]["number"], good);
  EXPECT_EQ(list["unreadable"][0], bad);
}

TEST(Orders, what_somebody_wrote_stays_text) {
  ConsoleUnderTest desk;
  const std::string hostile = "<img src=x onerror=alert(1)>\" \xff 漏水";
  const Answer answer =
      desk.ask({.method = net::Method::post,
                .path = orders,
                .body = json{{"text", "<img src=x onerror=alert(1)> 漏水"}, {"unit", "3-2-501"}}.dump()});
  ASSERT_EQ(answer.status, 200);
  const Answer list = desk.get(orders);
  EXPECT_EQ(list.headers.get("content-type").substr(0, 16), "application/json");
  EXPECT_EQ(list.headers.get("x-content-type-options"), "nosniff");
  EXPECT_THAT(list.value()["orders"][0]["matter"].get<std::string>(), HasSubstr("<img"));
}

}  // namespace
}  // namespace steward::console
