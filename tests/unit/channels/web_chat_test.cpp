#include "channels/web_chat.hpp"

#include "channels/media_type.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "channels_under_test.hpp"

namespace steward::channels {
namespace {

using namespace std::string_literals;

const domain::AccountId chen("web:0123456789abcdef");

TEST(WebChat, reads_what_the_page_posts) {
  const WebChat chat("web", "donghu");
  const auto decoded = chat.decode_message(
      R"({"id":"c-1","text":"灯不亮","media":[{"form":"photo","id":"abc"}],"press":"x","reply_to":"7K3M9Q","from":{"phone":"+8613800000501"},"written_at":"2020-01-01T00:00:00Z"})",
      chen, at_second(1000));
  const auto& message = only<domain::MessageReceived>(decoded);
  EXPECT_EQ(std::get<Inbound>(decoded).events[0].once, "web:0123456789abcdef:c-1");
  EXPECT_EQ(message.from, chen);
  EXPECT_EQ(message.text, "灯不亮");
  EXPECT_EQ(message.press, "x");
  EXPECT_EQ(message.quote.str(), "7K3M9Q");
  EXPECT_EQ(message.place.str(), "donghu");
  EXPECT_EQ(message.media.at(0).ref, "web:abc");
  EXPECT_EQ(message.profile_phone, "") << "a page proves no phone";
  EXPECT_EQ(message.written_at, at_second(1000)) << "nor a time";
}

TEST(WebChat, refuses_what_is_no_message) {
  const WebChat chat("web");
  for (const std::string_view body :
       {"", "[]", R"({"text":"x"})", R"({"id":"a b","text":"x"})", R"({"id":"1"})"})
    EXPECT_EQ(std::get<Refused>(chat.decode_message(body, chen, at_second(1))).status, 400) << body;
}

TEST(WebChat, shows_a_line_whatever_stands_in_it) {
  domain::ThreadEntry line{
      chen, "m-1", "desk", at_second(3), "</script>\"\\\n漏", {{domain::Media::Form::photo, "web:p1", ""}},
      {}};
  line.buttons = {{"修好了", "fixed:7K3M9Q"}};
  const auto json = nlohmann::json::parse(WebChat("web").encode_line(line, "/chat/web/media/"));
  EXPECT_EQ(json["id"], "m-1");
  EXPECT_EQ(json["by"], "desk");
  EXPECT_EQ(json["at"], 3000);
  EXPECT_EQ(json["text"], "</script>\"\\\n漏");
  EXPECT_EQ(json["buttons"][0]["data"], "fixed:7K3M9Q");
  EXPECT_EQ(json["media"][0]["url"], "/chat/web/media/web:p1");
}

TEST(WebChat, an_account_follows_from_its_token_and_not_the_other_way_round) {
  const std::string token(32, 'a');
  EXPECT_TRUE(is_chat_token(token));
  EXPECT_EQ(account_peer_of(token).size(), 16u);
  EXPECT_NE(account_peer_of(token), account_peer_of(std::string(31, 'a') + "b"));
  EXPECT_EQ(token.find(account_peer_of(token)), std::string::npos);
  for (const std::string& bad :
       {""s, std::string(31, 'a'), std::string(33, 'a'), std::string(32, 'G'), std::string(32, 'A')})
    EXPECT_FALSE(is_chat_token(bad)) << bad;
}

struct File {
  std::string bytes;
  std::string_view mime;
  bool may_be_shown;
};

TEST(MediaType, is_told_by_the_bytes) {
  const File table[] = {
      {"\xFF\xD8\xFF\xE0 JFIF"s, "image/jpeg", true},
      {"\x89PNG\r\n\x1A\n...."s, "image/png", true},
      {"RIFF\x10\0\0\0WEBPVP8 "s, "image/webp", true},
      {"RIFF\x10\0\0\0WAVEfmt "s, "audio/wav", false},
      {"OggS\0\2"s, "audio/ogg", false},
      {"\0\0\0\x18"
       "ftypisom"s,
       "video/mp4", false},
      {"\0\0\0\x18"
       "ftypM4A "s,
       "audio/mp4", false},
      {"%PDF-1.7"s, "application/pdf", false},
  };
  for (const auto& file : table) {
    const auto type = media_type_of(file.bytes);
    ASSERT_TRUE(type) << file.mime;
    EXPECT_EQ(type->mime, file.mime);
    EXPECT_EQ(type->may_be_shown, file.may_be_shown) << file.mime;
  }
}

TEST(MediaType, markup_and_the_unknown_are_not_taken) {
  for (const std::string& bytes : {""s, "<svg xmlns='http://www.w3.org/2000/svg'>"s, "<html>"s, "GIF"s,
                                   "PK\3\4"s, "MZ"s, "plain text"s, "RIFF\x10\0\0\0AVI "s})
    EXPECT_FALSE(media_type_of(bytes)) << bytes;
}

}  // namespace
}  // namespace steward::channels
