// Updates as the platform documents them: https://core.telegram.org/bots/api.
#include "channels/telegram.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "channels_under_test.hpp"

namespace steward::channels {
namespace {

using domain::Media;
using domain::MessageReceived;
using testing::ElementsAre;
using testing::IsEmpty;

const Telegram& telegram() {
  static const Telegram channel(
      {.name = "tg", .token = "110201543:AAHdqTcv", .secret_token = "s3cret_Token-1", .site = "donghu"});
  return channel;
}

Posted posted(std::string body) {
  Posted post;
  post.body = std::move(body);
  post.headers["X-Telegram-Bot-Api-Secret-Token"] = "s3cret_Token-1";
  return post;
}

Inbound decoded(std::string body) {
  const Posted post = posted(std::move(body));
  return std::get<Inbound>(telegram().decode(post.request()));
}

// A private message of Anna with these members beside the usual ones.
std::string update_with(const std::string& members, const std::string& kind = "message") {
  return R"({"update_id":10000,")" + kind + R"(":{"date":1772499990,"message_id":1365,
    "chat":{"last_name":"Smith","id":1111111,"type":"private","first_name":"Anna"},
    "from":{"last_name":"Smith","id":1111111,"is_bot":false,"first_name":"Anna","language_code":"en"},)" +
         members + "}}";
}

MessageReceived message_of(const std::string& members) {
  return std::get<MessageReceived>(decoded(update_with(members)).events.at(0).body);
}

TEST(Telegram, reads_a_text) {
  const auto inbound = decoded(update_with(R"("text":"水管爆了")"));
  ASSERT_EQ(inbound.events.size(), 1u);
  EXPECT_EQ(inbound.events[0].once, "tg:1111111:1365");
  EXPECT_EQ(inbound.answer, "");
  const auto& message = std::get<MessageReceived>(inbound.events[0].body);
  EXPECT_EQ(message.from.str(), "tg:1111111");
  EXPECT_EQ(message.text, "水管爆了");
  EXPECT_EQ(message.profile_name, "Anna Smith");
  EXPECT_EQ(message.profile_language, domain::Language::en);
  EXPECT_EQ(message.place.str(), "donghu");
  EXPECT_EQ(message.written_at, at_second(1772499990));
}

TEST(Telegram, of_a_photo_the_largest_size_is_kept) {
  const auto message = message_of(R"("caption":"漏水","media_group_id":"1377","photo":[
    {"file_id":"small","width":90,"height":67,"file_size":1000},
    {"file_id":"large","width":1280,"height":960,"file_size":200000},
    {"file_id":"middle","width":320,"height":240,"file_size":20000}])");
  EXPECT_THAT(message.media, ElementsAre(Media{Media::Form::photo, "tg:large", ""}));
  EXPECT_EQ(message.text, "漏水");
}

TEST(Telegram, reads_voice_video_and_files) {
  EXPECT_THAT(message_of(R"("voice":{"file_id":"v1","duration":3})").media,
              ElementsAre(Media{Media::Form::voice, "tg:v1", ""}));
  EXPECT_TRUE(message_of(R"("voice":{"file_id":"v1"})").is_voice_without_words());
  EXPECT_THAT(message_of(R"("video":{"file_id":"v2"})").media,
              ElementsAre(Media{Media::Form::video, "tg:v2", ""}));
  EXPECT_THAT(message_of(R"("document":{"file_id":"d1","mime_type":"image/jpeg"})").media,
              ElementsAre(Media{Media::Form::photo, "tg:d1", ""}));
  EXPECT_THAT(message_of(R"("document":{"file_id":"d2","mime_type":"text/html"})").media,
              ElementsAre(Media{Media::Form::file, "tg:d2", ""}));
  EXPECT_EQ(message_of(R"("sticker":{"file_id":"s","emoji":"👍"})").text, "👍");
}

TEST(Telegram, a_reply_names_the_order_it_quotes) {
  const auto message = message_of(
      R"("text":"还在漏","reply_to_message":{"message_id":7,"text":"单号 7K3M9Q，李师傅 15:00 到"})");
  EXPECT_EQ(message.quote.str(), "7K3M9Q");
  EXPECT_TRUE(
      message_of(R"("text":"还在漏","reply_to_message":{"message_id":7,"text":"您好"})").quote.empty());
}

TEST(Telegram, an_edited_message_is_another_event) {
  const auto inbound = decoded(update_with(R"("edit_date":1772499995,"text":"502")", "edited_message"));
  EXPECT_EQ(inbound.events.at(0).once, "tg:1111111:1365e1772499995");
  EXPECT_EQ(std::get<MessageReceived>(inbound.events[0].body).written_at, at_second(1772499995));
}

TEST(Telegram, the_start_button_is_a_greeting_and_names_the_place) {
  EXPECT_EQ(message_of(R"("text":"/start")").text, "Hello");
  const auto linked = message_of(R"("text":"/start xihu")");
  EXPECT_EQ(linked.place.str(), "xihu");
  EXPECT_EQ(linked.text, "Hello");
  EXPECT_EQ(message_of(R"("text":"/startle me")").text, "/startle me");
}

TEST(Telegram, only_ones_own_card_proves_a_phone) {
  EXPECT_EQ(message_of(R"("contact":{"phone_number":"8613800000501","user_id":1111111})").profile_phone,
            "+8613800000501");
  const auto other = decoded(update_with(R"("contact":{"phone_number":"8613800000501","user_id":2222222})"));
  EXPECT_THAT(other.events, IsEmpty());
}

TEST(Telegram, a_press_carries_data_label_and_order_and_is_answered) {
  const auto inbound = decoded(R"({"update_id":10001,"callback_query":{"id":"4382bfdwdsb323b2d9",
    "from":{"id":1111111,"is_bot":false,"first_name":"Li","language_code":"zh-hans"},"data":"accept:7K3M9Q",
    "message":{"message_id":12,"date":1772499000,"chat":{"id":1111111,"type":"private"},
      "text":"新工单 7K3M9Q：厨房漏水","reply_markup":{"inline_keyboard":[[{"text":"拒绝","callback_data":"decline:7K3M9Q"},
      {"text":"接单","callback_data":"accept:7K3M9Q"}]]}}}})");
  ASSERT_EQ(inbound.events.size(), 1u);
  const auto& message = std::get<MessageReceived>(inbound.events[0].body);
  EXPECT_EQ(message.press, "accept:7K3M9Q");
  EXPECT_EQ(message.text, "接单");
  EXPECT_EQ(message.quote.str(), "7K3M9Q");
  EXPECT_EQ(inbound.events[0].once, "tg:1111111:press4382bfdwdsb323b2d9");
  const auto answer = nlohmann::json::parse(inbound.answer);
  EXPECT_EQ(answer["method"], "answerCallbackQuery");
  EXPECT_EQ(answer["callback_query_id"], "4382bfdwdsb323b2d9");
}

TEST(Telegram, a_press_of_no_use_is_answered_all_the_same) {
  const auto inbound = decoded(
      R"({"update_id":1,"callback_query":{"id":"9","from":{"id":1},"inline_message_id":"x","data":"d"}})");
  EXPECT_THAT(inbound.events, IsEmpty());
  EXPECT_NE(inbound.answer.find("\"9\""), std::string::npos);
}

TEST(Telegram, being_blocked_is_told_to_somebody) {
  const auto change = [](const std::string& status) {
    return decoded(R"({"update_id":10002,"my_chat_member":{"chat":{"id":1111111,"type":"private"},
      "from":{"id":1111111},"date":1772499990,"old_chat_member":{"status":"member"},
      "new_chat_member":{"user":{"id":9,"is_bot":true},"status":")" +
                   status + R"("}}})");
  };
  const auto inbound = change("kicked");
  ASSERT_EQ(inbound.events.size(), 1u);
  const auto& failed = std::get<domain::MessageFailed>(inbound.events[0].body);
  EXPECT_EQ(failed.to.str(), "tg:1111111");
  EXPECT_EQ(failed.reason, "blocked");
  EXPECT_THAT(change("member").events, IsEmpty());
}

TEST(Telegram, what_is_none_of_our_business_is_taken_and_forgotten) {
  const std::string group =
      R"({"update_id":1,"message":{"date":1,"message_id":1,"chat":{"id":-100,"type":"supergroup"},
    "from":{"id":1,"is_bot":false},"text":"hi"}})";
  const std::string bot =
      R"({"update_id":1,"message":{"date":1,"message_id":1,"chat":{"id":5,"type":"private"},
    "from":{"id":5,"is_bot":true},"text":"hi"}})";
  for (const auto& body :
       {group, bot, std::string(R"({"update_id":1,"poll":{"id":"5"}})"),
        std::string(R"({"update_id":1,"message":[]})"), update_with(R"("new_chat_title":"x")")})
    EXPECT_THAT(decoded(body).events, IsEmpty()) << body;
}

TEST(Telegram, the_secret_decides_before_the_body_is_read) {
  for (const std::string_view given : {"", "wrong", "s3cret_Token-", "s3cret_Token-1 ", "S3cret_Token-1"}) {
    Posted post = posted("not even JSON");
    post.headers["X-Telegram-Bot-Api-Secret-Token"] = given;
    EXPECT_EQ(std::get<Refused>(telegram().decode(post.request())).status, 401) << given;
  }
  for (const std::string_view body : {"", "[]", "{}", "{\"update_id\":\"1\"}", "{\"update_id\":1", "\xFF"})
    EXPECT_EQ(std::get<Refused>(telegram().decode(posted(std::string(body)).request())).status, 400) << body;
}

TEST(Telegram, a_bot_without_a_secret_is_refused) {
  for (const std::string& bad : {std::string(), std::string("with space"), std::string(257, 'a')})
    EXPECT_THROW(Telegram({.name = "t", .token = "1:a", .secret_token = bad}), std::invalid_argument);
}

}  // namespace
}  // namespace steward::channels
