// Updates and answers as the platform documents them: https://core.telegram.org/bots/api.
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

// ---- out ----

Requests requests_for(const Rendered& words, const domain::OutMessage& message = message_to("tg:1111111")) {
  return std::get<Requests>(telegram().encode({message, "1111111", words, at_second(0)}));
}

TEST(Telegram, sends_text_and_buttons) {
  const auto requests =
      requests_for({"已登记，单号 7K3M9Q", {{"修好了", "fixed:7K3M9Q"}, {"还没好", "not:7K3M9Q"}}});
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].url, "https://api.telegram.org/bot110201543:AAHdqTcv/sendMessage");
  const auto body = nlohmann::json::parse(requests[0].body);
  EXPECT_EQ(body["chat_id"], "1111111");
  EXPECT_EQ(body["text"], "已登记，单号 7K3M9Q");
  EXPECT_FALSE(body.contains("parse_mode")) << "what a resident wrote must never be markup";
  const auto& rows = body["reply_markup"]["inline_keyboard"];
  ASSERT_EQ(rows.size(), 1u) << "short labels share a row";
  EXPECT_EQ(rows[0][1]["text"], "还没好");
  EXPECT_EQ(rows[0][1]["callback_data"], "not:7K3M9Q");
}

TEST(Telegram, long_labels_stand_alone_and_scores_in_a_row) {
  const auto rows_for = [](std::vector<domain::ThreadButton> buttons) {
    return nlohmann::json::parse(
        requests_for({"?", std::move(buttons)})[0].body)["reply_markup"]["inline_keyboard"];
  };
  EXPECT_EQ(
      rows_for({{"厨房水管爆了（今天 9:00 报修）", "a"}, {"卫生间灯不亮（昨天 18:20 报修）", "b"}}).size(),
      2u);
  EXPECT_EQ(rows_for({{"1", "a"}, {"2", "b"}, {"3", "c"}, {"4", "d"}, {"5", "e"}}).size(), 1u);
}

TEST(Telegram, buttons_that_the_platform_would_refuse_are_left_out) {
  const auto body =
      nlohmann::json::parse(requests_for({"?", {{"a", std::string(65, 'x')}, {"", "b"}, {"c", ""}}})[0].body);
  EXPECT_FALSE(body.contains("reply_markup"));
}

TEST(Telegram, a_long_text_is_several_messages_with_the_buttons_below_the_last) {
  std::string text;
  for (int i = 0; i < 9000; ++i) text += "漏";
  const auto requests = requests_for({text, {{"好", "ok"}}});
  ASSERT_EQ(requests.size(), 3u);
  EXPECT_FALSE(nlohmann::json::parse(requests[0].body).contains("reply_markup"));
  EXPECT_TRUE(nlohmann::json::parse(requests[2].body).contains("reply_markup"));
}

TEST(Telegram, passes_a_photo_on_by_its_id_behind_the_text) {
  auto message = message_to("tg:1111111");
  message.media = {{Media::Form::photo, "tg:large", ""}, {Media::Form::photo, "web:other", ""}};
  const auto requests = requests_for({"看图", {}}, message);
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_TRUE(requests[0].url.ends_with("/sendMessage"));
  EXPECT_FALSE(requests[0].is_extra);
  EXPECT_TRUE(requests[1].url.ends_with("/sendPhoto"));
  EXPECT_TRUE(requests[1].is_extra) << "a picture that fails must not cost the text";
  EXPECT_EQ(nlohmann::json::parse(requests[1].body)["photo"], "large");
}

TEST(Telegram, hands_over_a_photo_that_came_another_way) {
  const auto message = message_to("tg:1111111");
  const Rendered words{"看图", {}};
  const std::vector<Attachment> attachments{
      {Media::Form::photo, "image/png", std::string("\x89PNG\0\r\n--", 9)}};
  const auto encoded = telegram().encode({message, "1111111", words, at_second(0), attachments});
  const auto& upload = std::get<Requests>(encoded).at(1);
  EXPECT_TRUE(upload.url.ends_with("/sendPhoto"));
  const std::string type = upload.headers.at(0).second;
  const std::string boundary = type.substr(type.find("boundary=") + 9);
  const std::string part = "--" + boundary + "\r\nContent-Disposition: form-data; name=";
  EXPECT_EQ(upload.body, part + "\"chat_id\"\r\n\r\n1111111\r\n" + part +
                             "\"photo\"; filename=\"file\"\r\nContent-Type: image/png\r\n\r\n" +
                             attachments[0].bytes + "\r\n--" + boundary + "--\r\n");
}

TEST(Telegram, nothing_to_say_is_not_sent) {
  const auto message = message_to("tg:1");
  const Rendered nothing;
  EXPECT_EQ(std::get<NoWay>(telegram().encode({message, "1", nothing, at_second(0)})).reason, "empty");
}

struct Judged {
  int status;
  std::string_view body;
  Verdict::What what;
  std::string_view reason;
};

TEST(Telegram, answers_are_told_apart) {
  using What = Verdict::What;
  constexpr Judged table[] = {
      {200, R"({"ok":true,"result":{"message_id":77}})", What::sent, ""},
      {400, R"({"ok":false,"error_code":400,"description":"Bad Request: message is not modified: x"})",
       What::sent, ""},
      {400, R"({"ok":false,"error_code":400,"description":"Bad Request: chat not found"})", What::permanent,
       "unknown_peer"},
      {400, R"({"ok":false,"error_code":400,"description":"Bad Request: message text is empty"})",
       What::permanent, "refused"},
      {403, R"({"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"})",
       What::permanent, "blocked"},
      {403, R"({"ok":false,"error_code":403,"description":"Forbidden: user is deactivated"})",
       What::permanent, "blocked"},
      {401, R"({"ok":false,"error_code":401,"description":"Unauthorized"})", What::later, "unauthorised"},
      {404, R"({"ok":false,"error_code":404,"description":"Not Found"})", What::later, "unauthorised"},
      {429,
       R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 5","parameters":{"retry_after":5}})",
       What::later, "rate"},
      {409, R"({"ok":false,"error_code":409,"description":"Conflict"})", What::later, "server"},
      {500, R"({"ok":false,"error_code":500,"description":"Internal Server Error"})", What::later, "server"},
      {502, "<html>Bad Gateway</html>", What::later, "server"},
      {200, "<html>captive portal</html>", What::later, "garbage"},
      {200, "", What::later, "garbage"},
  };
  for (const auto& row : table) {
    const auto verdict = telegram().judge({row.status, "", row.body});
    EXPECT_EQ(verdict.what, row.what) << row.body;
    EXPECT_EQ(verdict.reason, row.reason) << row.body;
  }
  EXPECT_EQ(telegram().judge({200, "", table[0].body}).provider_id, "77");
  EXPECT_EQ(telegram().judge({429, "", table[8].body}).retry_after, std::chrono::seconds(5));
  EXPECT_EQ(telegram().judge({429, "9", R"({"ok":false,"error_code":429})"}).retry_after,
            std::chrono::seconds(9));
}

TEST(Telegram, a_chat_that_moved_is_followed) {
  const auto verdict = telegram().judge(
      {400, "",
       R"({"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded","parameters":{"migrate_to_chat_id":-1001234567890}})"});
  EXPECT_EQ(verdict.what, Verdict::What::moved);
  EXPECT_EQ(verdict.peer, "-1001234567890");
}

TEST(Telegram, fetches_files_in_two_steps_and_from_nowhere_else) {
  EXPECT_EQ(telegram().media_request("AgADBAAD")->url,
            "https://api.telegram.org/bot110201543:AAHdqTcv/getFile?file_id=AgADBAAD");
  EXPECT_FALSE(telegram().media_request("a&b=c"));
  const auto behind = [](std::string_view path) {
    return telegram().media_behind(
        {200, "", R"({"ok":true,"result":{"file_path":")" + std::string(path) + R"("}})"});
  };
  EXPECT_EQ(behind("photos/file_2.jpg")->url,
            "https://api.telegram.org/file/bot110201543:AAHdqTcv/photos/file_2.jpg");
  for (const std::string_view bad : {"../../etc/passwd", "", "a?b", "a#b", "photos/\\u000afile"})
    EXPECT_FALSE(behind(bad)) << bad;
}

}  // namespace
}  // namespace steward::channels
