#include "tests/support/bot_api.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/integration/bot/chat_server.hpp"

namespace steward::bot {
namespace {

std::string message(const std::string& id, const std::string& text, const std::string& from = "u-77") {
  return nlohmann::json{{"id", id}, {"from", {{"id", from}, {"name", "陈"}}}, {"text", text}}.dump();
}

TEST(Gateway, a_signed_message_becomes_an_order_once) {
  ChatServer server;
  const std::string body = message("m1", "3-2-501 厨房漏水");
  EXPECT_EQ(server.post_signed("msg_1", body).status, 200);
  EXPECT_EQ(server.orders(), 1u);
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(server.post_signed("msg_1", body).status, 200) << "a repeat is answered as well";
  EXPECT_EQ(server.orders(), 1u);
}

TEST(Gateway, tells_nobody_why_it_does_not_listen) {
  ChatServer server;
  const std::string body = message("m1", "漏水");
  const auto unknown = server.post("/hooks/nobody", body);
  const auto unsigned_post = server.post("/hooks/bridge", body);
  const auto wrong =
      server.post("/hooks/bridge", body,
                  {{"webhook-id", "1"}, {"webhook-timestamp", "1"}, {"webhook-signature", "v1,AA=="}});
  const auto web = server.post("/hooks/web", body);
  const auto telegram = server.post("/hooks/tg", body, {{"X-Telegram-Bot-Api-Secret-Token", "guess"}});
  EXPECT_EQ(unknown.status, 401);
  for (const auto& other : {unsigned_post, wrong, web, telegram}) {
    EXPECT_EQ(other.status, unknown.status);
    EXPECT_EQ(other.body, unknown.body);
  }
  EXPECT_EQ(server.orders(), 0u);
}

TEST(Gateway, what_is_signed_and_makes_no_sense_is_refused) {
  ChatServer server;
  EXPECT_EQ(server.post_signed("msg_1", "{").status, 400);
  EXPECT_EQ(server.post_signed("msg_1", "{}").status, 400);
}

TEST(Gateway, a_place_that_is_no_site_is_refused_and_takes_nothing) {
  ChatServer server;
  const auto at = [](const char* place) {
    return nlohmann::json{
        {"id", "m1"}, {"from", {{"id", "u-77"}}}, {"text", "3-2-501 厨房漏水"}, {"place", place}}
        .dump();
  };
  for (const char* nowhere : {"xihu", "two words"}) {
    const auto refused = server.post_signed("msg_1", at(nowhere));
    EXPECT_EQ(refused.status, 422) << nowhere;
    EXPECT_EQ(refused.headers.get("Content-Type"), "application/problem+json");
    EXPECT_NE(refused.body.find("no-such-site"), std::string::npos) << refused.body;
  }
  EXPECT_EQ(server.orders(), 0u);
  EXPECT_EQ(server.post_signed("msg_1", at("donghu")).status, 200) << "mended, with the same id";
  EXPECT_EQ(server.orders(), 1u);
}

TEST(Gateway, a_link_into_telegram_that_names_no_site_opens_the_chat_all_the_same) {
  ChatServer server;
  EXPECT_EQ(server
                .post_update({{"update_id", 1},
                              {"message",
                               {{"message_id", 1},
                                {"date", 1},
                                {"chat", {{"id", 5}, {"type", "private"}}},
                                {"from", {{"id", 5}}},
                                {"text", "/start nowhere"}}}})
                .status,
            200);
  const auto talk = server.store.document(domain::key_of(domain::AccountId("tg:5")));
  ASSERT_TRUE(talk);
  EXPECT_EQ(std::get<domain::Conversation>(*talk).site, domain::SiteId("donghu"));
}

TEST(Gateway, asks_to_come_again_while_the_store_is_away) {
  ChatServer server;
  server.store.is_away = true;
  const auto away = server.post_signed("msg_1", message("m1", "3-2-501 厨房漏水"));
  EXPECT_EQ(away.status, 503);
  EXPECT_FALSE(away.headers.get("Retry-After").empty());
  EXPECT_EQ(server
                .post_update({{"update_id", 1},
                              {"message",
                               {{"message_id", 1},
                                {"date", 1},
                                {"chat", {{"id", 5}, {"type", "private"}}},
                                {"from", {{"id", 5}}},
                                {"text", "hi"}}}})
                .status,
            503);
  server.store.is_away = false;
  EXPECT_EQ(server.post_signed("msg_1", message("m1", "3-2-501 厨房漏水")).status, 200);
  EXPECT_EQ(server.orders(), 1u);
}

TEST(Gateway, a_text_that_cannot_be_understood_is_set_aside_and_not_sent_for_ever) {
  ChatServer server;
  const std::string body = message("m1", "3-2-501 绊 漏水");
  EXPECT_EQ(server.post_signed("msg_1", body).status, 200);
  EXPECT_EQ(server.post_signed("msg_1", body).status, 200);
  const auto asides = server.on_thread(server.store.set_asides(10)).value();
  ASSERT_EQ(asides.size(), 1u);
  EXPECT_EQ(asides[0].reason, "not_understood: a bad table");
  EXPECT_EQ(asides[0].raw, body);
  EXPECT_FALSE(asides[0].event.empty()) << "it can be tried again";
  EXPECT_EQ(server.post_signed("msg_2", message("m2", "3-2-501 漏水")).status, 200);
  EXPECT_EQ(server.orders(), 1u);
}

TEST(Gateway, one_person_is_slowed_down_and_nobody_else) {
  ChatServer server({.person = {3, 0.001}, .hazard = {2, 0.001}});
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(server.post_signed("a", message("a" + std::to_string(i), "嗨")).status, 200);
  const auto limited = server.post_signed("a", message("a9", "嗨"));
  EXPECT_EQ(limited.status, 429);
  EXPECT_FALSE(limited.headers.get("Retry-After").empty());
  EXPECT_EQ(server.post_signed("b", message("b1", "嗨", "u-78")).status, 200);
  EXPECT_EQ(server.post_signed("a", message("a10", "3-2-501 水管爆了，漏水")).status, 200)
      << "an emergency passes";
  EXPECT_EQ(server.orders(), 1u);
}

TEST(Gateway, a_telegram_message_opens_an_order_and_a_press_is_answered_in_place) {
  ChatServer server;
  test::BotApi api("1:abc");
  EXPECT_EQ(server.post_update(api.message_from(42, "3-2-501 厨房漏水")).status, 200);
  EXPECT_EQ(server.orders(), 1u);
  // As the notifier would have sent it.
  net::Request sent;
  sent.path = "/bot1:abc/sendMessage";
  sent.body =
      R"({"chat_id":"42","text":"完工了","reply_markup":{"inline_keyboard":[[{"text":"还没好","callback_data":"x:1"}]]}})";
  ASSERT_EQ(api.handle(sent).status, 200);
  const auto press = api.press_from(42, "还没好");
  ASSERT_EQ(api.open_callbacks().size(), 1u);
  const auto answer = server.post_update(press);
  EXPECT_EQ(answer.status, 200);
  api.webhook_answered(answer.body);
  EXPECT_TRUE(api.open_callbacks().empty());
}

TEST(Gateway, an_update_sent_many_times_at_once_has_one_effect) {
  ChatServer server;
  test::BotApi api("1:abc");
  const auto update = api.message_from(42, "3-2-501 厨房漏水");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(server.post_update(update).status, 200);
  EXPECT_EQ(server.orders(), 1u);
}

}  // namespace
}  // namespace steward::bot
