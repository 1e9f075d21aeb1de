// Messages and answers as the platform documents them: https://core.telegram.org/bots/api.
#include "channels/telegram.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "channels_under_test.hpp"

namespace steward::channels {
namespace {

using domain::Media;

const Telegram& telegram() {
  static const Telegram channel(
      {.name = "tg", .token = "110201543:AAHdqTcv", .secret_token = "s3cret_Token-1", .site = "donghu"});
  return channel;
}

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
