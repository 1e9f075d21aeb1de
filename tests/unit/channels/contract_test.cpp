// What every channel must hold, whatever its platform.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "channels/bridge.hpp"
#include "channels/channels.hpp"
#include "channels/kannel.hpp"
#include "channels/telegram.hpp"
#include "channels/text.hpp"
#include "channels/web_chat.hpp"
#include "channels_under_test.hpp"

namespace steward::channels {
namespace {

struct Named {
  const char* name;
  std::function<std::unique_ptr<Channel>()> make;
};

class ChannelContract : public testing::TestWithParam<Named> {
 protected:
  std::unique_ptr<Channel> channel_ = GetParam().make();
  std::string account() const { return std::string(channel_->name()) + ":1111111"; }

  // All texts that go out for it, whichever way.
  std::vector<std::string> bodies_of(const Rendered& words) const {
    const auto message = message_to(account());
    const auto encoded = channel_->encode({message, "1111111", words, at_second(1000)});
    std::vector<std::string> bodies;
    if (const auto* requests = std::get_if<Requests>(&encoded))
      for (const auto& request : *requests) bodies.push_back(request.body);
    return bodies;
  }
};

TEST_P(ChannelContract, refuses_a_request_that_proves_nothing) {
  for (const std::string& body :
       {std::string(), std::string("{}"), std::string(R"({"update_id":1,"id":"1","text":"hi"})")}) {
    Posted post;
    post.body = body;
    const auto decoded = channel_->decode(post.request());
    ASSERT_TRUE(std::holds_alternative<Refused>(decoded)) << body;
    EXPECT_EQ(std::get<Refused>(decoded).status, 401);
  }
}

TEST_P(ChannelContract, stays_within_its_limits) {
  std::string text;
  for (int i = 0; i < 9999; ++i) text += i % 50 == 49 ? "。\n" : "漏";
  const auto& limits = channel_->limits();
  size_t characters = 0;
  for (const auto& body :
       bodies_of({text, {{"好", "ok"}, {"长", std::string(limits.data_bytes + 1, 'x')}}})) {
    const auto json = nlohmann::json::parse(body);  // throws, and fails, where a character was cut in two
    const std::string part = json["text"];
    EXPECT_LE(count_code_points(part), limits.text_code_points);
    characters += count_code_points(part);
  }
  if (characters > 0) {
    EXPECT_GE(characters, 9999u - 50) << "only white space at the cuts may be missing";
  }
}

TEST_P(ChannelContract, the_same_message_makes_the_same_request) {
  const Rendered words{"一样", {{"好", "ok"}}};
  EXPECT_EQ(bodies_of(words), bodies_of(words));
}

TEST_P(ChannelContract, judges_any_answer_without_throwing) {
  std::mt19937 random(7);
  for (int status = 100; status < 600; ++status) {
    std::string body(random() % 40, '\0');
    for (auto& byte : body) byte = static_cast<char>(random());
    for (const std::string& answer : {body, std::string(R"({"ok":false,"error_code":"x","parameters":[]})"),
                                      std::string(R"({"ok":1})")}) {
      const auto verdict = channel_->judge({status, body, answer});
      if (verdict.what == Verdict::What::permanent) {
        EXPECT_FALSE(verdict.reason.empty());
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, ChannelContract,
                         testing::Values(Named{"telegram",
                                               [] {
                                                 return std::make_unique<Telegram>(TelegramOptions{
                                                     .name = "tg", .token = "1:a", .secret_token = "s"});
                                               }},
                                         Named{"bridge",
                                               [] {
                                                 return std::make_unique<Bridge>(BridgeOptions{
                                                     .name = "b",
                                                     .secrets = {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"},
                                                     .url = "https://b.example/"});
                                               }},
                                         Named{"web_chat", [] { return std::make_unique<WebChat>("web"); }},
                                         Named{"sms_board", [] { return std::make_unique<SmsBoard>(); }}),
                         [](const auto& row) { return row.param.name; });

TEST(Channels, an_sms_goes_by_the_first_provider_that_takes_its_number) {
  const auto kannel = [](std::string name, std::vector<std::string> prefixes) {
    return std::make_unique<Kannel>(KannelOptions{
        .sms = {.name = std::move(name), .prefixes = std::move(prefixes)}, .key = "a-key-of-our-own"});
  };
  Channels channels;
  channels.add(kannel("z", {"+86"}));
  channels.add(kannel("a", {}));
  const auto names = [&](const char* account) {
    std::string all;
    for (const Channel* one : channels.carriers_of(domain::AccountId(account))) all += one->name();
    return all;
  };
  EXPECT_EQ(names("sms:+8613800000501"), "za");
  EXPECT_EQ(names("sms:+14155550100"), "a");
  EXPECT_EQ(names("web:1"), "");
  channels.add(std::make_unique<SmsBoard>("sms"));
  EXPECT_EQ(names("sms:+14155550100"), "asms") << "what nobody can send, the board shows";
}

TEST(Channels, finds_who_carries_a_message_by_the_account) {
  Channels channels;
  channels.add(std::make_unique<WebChat>("web"));
  channels.add(std::make_unique<SmsBoard>("sms"));
  const auto carriers = [&](const char* account) { return channels.carriers_of(domain::AccountId(account)); };
  ASSERT_EQ(carriers("sms:+8613800000501").size(), 1u);
  EXPECT_EQ(carriers("sms:+8613800000501").front()->name(), "sms");
  EXPECT_TRUE(carriers("telegram:1").empty());
  EXPECT_TRUE(carriers("web").empty());
  EXPECT_EQ(channels.find(""), nullptr);
  EXPECT_THROW(channels.add(std::make_unique<WebChat>("web")), std::invalid_argument);
}

TEST(Channels, an_account_may_hold_colons) {
  const domain::AccountId account("matrix:@anna:example.org");
  EXPECT_EQ(split(account).channel, "matrix");
  EXPECT_EQ(split(account).peer, "@anna:example.org");
  EXPECT_EQ(account_of("matrix", "@anna:example.org"), account);
}

}  // namespace
}  // namespace steward::channels
