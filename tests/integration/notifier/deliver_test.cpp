// Delivering over the in-memory store, against a stand-in of the Bot API that checks what the real one
// checks.
#include "notifier/deliver.hpp"

#include "channels/bridge.hpp"
#include "channels/telegram.hpp"
#include "channels/web_chat.hpp"
#include "storage/faulty_store.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/bot_api.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace steward::notifier {
namespace {

using namespace std::chrono_literals;
using domain::AccountId;
using domain::Lane;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using What = storage::SendOutcome::What;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + 3h};

class Delivering : public testing::Test {
 protected:
  Delivering() {
    channels_.add(std::make_unique<channels::Telegram>(channels::TelegramOptions{
        .name = "tg", .token = "1:abc", .secret_token = "s", .api_url = "http://bot.api"}));
    channels_.add(std::make_unique<channels::WebChat>("web"));
    channels_.add(std::make_unique<channels::SmsBoard>("sms"));
    channels_.add(std::make_unique<channels::Bridge>(
        channels::BridgeOptions{.name = "deaf", .secrets = {"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}));
    carriers_.send = [this](net::ClientRequest request) { return send(std::move(request)); };
    test::run(store_.replace_reference(test::small_reference())).value();
  }

  awaitable<net::Result<net::ClientResponse>> send(net::ClientRequest request) {
    if (is_network_down_) co_return net::Error{"refused", "bot.api:80", ""};
    net::Request seen;
    seen.method = request.method;
    seen.path = request.url.substr(request.url.find('/', 8));
    seen.headers = request.headers;
    seen.body = request.body;
    net::Response answer = api_.handle(seen);
    co_return net::ClientResponse{answer.status, std::move(answer.headers), std::move(answer.body)};
  }

  domain::OutMessage message(std::string id, std::string to, std::string text = "您好") {
    domain::OutMessage out;
    out.id = std::move(id);
    out.to = AccountId(std::move(to));
    out.text = std::move(text);
    out.created_at = now_;
    return out;
  }

  void put(domain::OutMessage out) {
    domain::Commit commit;
    commit.once = "test:" + out.id;
    commit.messages.push_back(std::move(out));
    ASSERT_TRUE(test::run(store_.apply(commit)));
  }

  // Claims what is due and delivers it; what became of each.
  std::vector<Delivered> deliver_due(Lane lane = Lane::normal) {
    auto claimed = test::run(store_.claim_messages(lane, 100)).value();
    std::vector<Delivered> all;
    for (auto& one : claimed)
      all.push_back(test::run(deliver(store_, *rules_, carriers_, std::move(one), now_)).value());
    return all;
  }

  void turn(Duration by) {
    now_ += by;
    store_.set_now(now_);
  }

  std::vector<storage::ThreadLine> thread(const std::string& account) {
    return test::run(store_.thread(AccountId(account), "", 100)).value();
  }
  std::vector<storage::DeadLetter> dead() { return test::run(store_.dead_letters(100)).value(); }

  Instant now_ = start;
  storage::MemoryStore store_{start};
  std::shared_ptr<const domain::Rules> rules_ = test::small_rules();
  channels::Channels channels_;
  test::BotApi api_{"1:abc"};
  Gates gates_;
  Carriers carriers_{channels_, test::small_words, {}, &gates_};
  bool is_network_down_ = false;
};

TEST_F(Delivering, a_message_reaches_telegram_and_the_record) {
  auto out = message("m1", "tg:42", "接单吗？");
  out.buttons = {{"", "接单", "accept:7K3M9Q"}};
  put(out);
  EXPECT_THAT(deliver_due(), SizeIs(1));
  ASSERT_THAT(api_.sent(), SizeIs(1));
  EXPECT_EQ(api_.sent()[0].chat, "42");
  EXPECT_EQ(api_.sent()[0].text, "接单吗？");
  EXPECT_EQ(api_.sent()[0].keyboard[0][0]["callback_data"], "accept:7K3M9Q");
  EXPECT_THAT(api_.refused(), IsEmpty());
  EXPECT_THAT(store_.unsent(), IsEmpty());
  ASSERT_THAT(thread("tg:42"), SizeIs(1));
  EXPECT_EQ(thread("tg:42")[0].entry.text, "接单吗？");
}

TEST_F(Delivering, what_goes_to_staff_stays_out_of_the_record) {
  auto out = message("m1", "tg:42");
  out.staff = domain::StaffId("li");
  put(out);
  deliver_due();
  EXPECT_THAT(thread("tg:42"), IsEmpty());
}

TEST_F(Delivering, the_web_chat_is_reached_without_a_network) {
  is_network_down_ = true;
  auto out = message("m1", "web:0011", "修好了吗？");
  out.buttons = {{"", "修好了", "fixed:7K3M9Q"}};
  put(out);
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
  const auto lines = thread("web:0011");
  ASSERT_THAT(lines, SizeIs(1));
  EXPECT_EQ(lines[0].entry.by, "desk");
  EXPECT_EQ(lines[0].entry.id, "m1");
  EXPECT_THAT(lines[0].entry.buttons, ElementsAre(domain::ThreadButton{"修好了", "fixed:7K3M9Q"}));
}

TEST_F(Delivering, an_sms_appears_on_the_board) {
  domain::OutMessage code = message("m1", "sms:+8613800000501", "验证码 123456");
  code.site = domain::SiteId("donghu");
  put(std::move(code));
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
  EXPECT_THAT(thread("sms:+8613800000501"), SizeIs(1));
  const auto feed = test::run(store_.feed("", 10)).value();
  ASSERT_THAT(feed, SizeIs(1));
  EXPECT_EQ(feed[0].entry.what, "sms");
  EXPECT_EQ(feed[0].entry.id, "sms:+8613800000501");
  EXPECT_EQ(feed[0].entry.site.str(), "donghu");
}

TEST_F(Delivering, who_cannot_be_reached_is_a_dead_letter_and_an_event) {
  put(message("m1", "fax:1"));
  put(message("m2", "deaf:1"));
  api_.block("43");
  put(message("m3", "tg:43"));
  for (const auto& delivered : deliver_due()) EXPECT_EQ(delivered.what, What::dead);
  ASSERT_THAT(dead(), SizeIs(3));
  std::map<std::string, std::string> reasons;
  for (const auto& letter : dead()) reasons[letter.message.id] = letter.reason;
  EXPECT_EQ(reasons["m1"], "no_channel");
  EXPECT_EQ(reasons["m2"], "no_channel");
  EXPECT_EQ(reasons["m3"], "blocked");
  for (const auto* id : {"m1", "m2", "m3"}) EXPECT_TRUE(store_.knows(std::string("failed:") + id)) << id;
}

// Written at eight in the evening, and an outage later it is night.
TEST_F(Delivering, a_question_how_it_was_waits_for_the_morning_however_late_it_is_sent) {
  turn(9h);
  auto survey = message("m1", "web:0011", "修好了吗？");
  survey.lane = Lane::bulk;
  put(survey);
  turn(2h);
  EXPECT_EQ(deliver_due(Lane::bulk).at(0).what, What::later);
  EXPECT_THAT(thread("web:0011"), IsEmpty());
  turn(10h);
  EXPECT_EQ(deliver_due(Lane::bulk).at(0).what, What::sent);
}

TEST_F(Delivering, nothing_goes_to_whoever_has_left_the_staff) {
  auto to_li = message("m1", "tg:42"), to_leaver = message("m2", "tg:43");
  to_li.staff = domain::StaffId("li");
  to_leaver.staff = domain::StaffId("gone");
  put(to_li);
  put(to_leaver);
  deliver_due();
  ASSERT_THAT(api_.sent(), SizeIs(1));
  EXPECT_EQ(api_.sent()[0].chat, "42");
  ASSERT_THAT(dead(), SizeIs(1));
  EXPECT_EQ(dead()[0].reason, "left_staff");
}

TEST_F(Delivering, waits_as_long_as_the_platform_asks) {
  api_.answer_next_429(17);
  put(message("m1", "tg:42"));
  EXPECT_EQ(deliver_due().at(0).reason, "rate");
  turn(16s);
  EXPECT_THAT(deliver_due(), IsEmpty());
  turn(1s);
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
  EXPECT_THAT(api_.sent(), SizeIs(1));
}

TEST_F(Delivering, tries_again_after_whatever_may_pass) {
  api_.answer_next(500, {{"ok", false}, {"error_code", 500}});
  api_.answer_next_raw(502, "<html>");
  api_.answer_next_raw(200, "<html>garbage");
  api_.answer_next(401, {{"ok", false}, {"error_code", 401}});
  put(message("m1", "tg:42"));
  for (int i = 0; i < 4; ++i) {
    const auto delivered = deliver_due();
    ASSERT_THAT(delivered, SizeIs(1)) << i;
    EXPECT_EQ(delivered[0].what, What::later) << i;
    turn(1min);
  }
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
  EXPECT_THAT(api_.sent(), SizeIs(1));
  EXPECT_THAT(dead(), IsEmpty());
}

TEST_F(Delivering, a_platform_that_is_away_for_a_day_costs_the_message_but_nobody_else) {
  is_network_down_ = true;
  put(message("m1", "tg:42"));
  int tries = 0;
  for (int hour = 0; hour < 30 && !store_.unsent().empty(); ++hour, turn(1h))
    tries += static_cast<int>(deliver_due().size());
  EXPECT_GT(tries, 10);
  ASSERT_THAT(dead(), SizeIs(1));
  EXPECT_TRUE(store_.knows("failed:m1"));
}

TEST_F(Delivering, a_breaker_spares_a_platform_in_trouble) {
  is_network_down_ = true;
  for (int i = 0; i < 50; ++i) put(message("m" + std::to_string(i), "tg:" + std::to_string(i + 1)));
  const auto first = deliver_due();
  size_t paced = 0;
  for (const auto& delivered : first) paced += delivered.reason == "pace";
  EXPECT_EQ(paced, 50u - Breaker::failures_to_open);
  is_network_down_ = false;
  for (int i = 0; i < 120 && !store_.unsent().empty(); ++i, turn(5s)) deliver_due();
  EXPECT_THAT(api_.sent(), SizeIs(50)) << "all go out once it is back";
}

TEST_F(Delivering, poison_is_set_apart_and_the_next_one_goes) {
  carriers_.render = [](const domain::OutMessage& out, const domain::Rules& rules) {
    if (out.id == "bad") throw std::runtime_error("no such phrase");
    return test::small_words(out, rules);
  };
  put(message("bad", "web:0011"));
  put(message("good", "web:0022"));
  for (int i = 0; i < 3; ++i, turn(1min)) deliver_due();
  ASSERT_THAT(dead(), SizeIs(1));
  EXPECT_EQ(dead()[0].reason, "unreadable");
  EXPECT_THAT(thread("web:0022"), SizeIs(1));
}

TEST_F(Delivering, what_came_too_late_is_not_sent_but_told) {
  auto out = message("m1", "tg:42");
  out.expires_at = start + 1min;
  put(out);
  turn(2min);
  EXPECT_EQ(deliver_due().at(0).reason, "expired");
  EXPECT_THAT(api_.sent(), IsEmpty());
  EXPECT_TRUE(store_.knows("failed:m1"));
}

TEST_F(Delivering, what_was_given_up_and_is_tried_again_by_a_person_goes_or_is_told_of_again) {
  auto out = message("m1", "tg:42");
  out.expires_at = start + 1min;
  put(out);
  turn(48h);
  deliver_due();
  ASSERT_THAT(dead(), SizeIs(1));
  ASSERT_TRUE(test::run(store_.requeue("m1")).value());
  is_network_down_ = true;
  for (int hour = 0; hour < 30 && !store_.unsent().empty(); ++hour, turn(1h)) deliver_due();
  EXPECT_TRUE(store_.knows("failed:m1:" + std::to_string((start + 48h).time_since_epoch().count())));

  is_network_down_ = false;
  turn(1h);
  ASSERT_TRUE(test::run(store_.requeue("m1")).value());
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
}

TEST_F(Delivering, what_was_sent_while_the_store_was_away_for_a_moment_is_not_sent_again) {
  using Fault = storage::FaultyStore::Fault;
  size_t sent = 0;
  for (const Fault fault : {Fault::away, Fault::answer_lost}) {
    const std::string number = std::to_string(++sent);
    put(message("m" + number, "tg:" + number));
    const auto claimed = test::run(store_.claim_messages(Lane::normal, 1)).value();
    ASSERT_THAT(claimed, SizeIs(1));
    storage::FaultyStore faulty(store_);
    faulty.fail_at(2, fault);  // after the tokens, where the end is noted
    ASSERT_TRUE(test::run(deliver(faulty, *rules_, carriers_, claimed[0], now_)));
    EXPECT_THAT(store_.unsent(), IsEmpty());
    turn(1min);
    EXPECT_THAT(deliver_due(), IsEmpty());
    EXPECT_THAT(api_.sent(), SizeIs(sent));
    EXPECT_THAT(thread("tg:" + number), SizeIs(1));
  }
}

TEST_F(Delivering, a_claim_that_went_to_somebody_else_changes_nothing) {
  put(message("m1", "tg:42"));
  auto frozen = test::run(store_.claim_messages(Lane::normal, 1)).value();
  turn(31s);
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
  api_.answer_next(500, {{"ok", false}});
  const auto late = test::run(deliver(store_, *rules_, carriers_, frozen.at(0), now_)).value();
  EXPECT_FALSE(late.is_ours);
  EXPECT_THAT(store_.unsent(), IsEmpty());
  EXPECT_THAT(thread("tg:42"), SizeIs(1));
}

TEST_F(Delivering, a_long_text_is_sent_in_pieces_and_kept_whole) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "漏";
  put(message("m1", "tg:42", text));
  deliver_due();
  EXPECT_THAT(api_.sent(), SizeIs(2));
  EXPECT_THAT(api_.refused(), IsEmpty());
  EXPECT_EQ(thread("tg:42").at(0).entry.text, text);
}

TEST_F(Delivering, a_photo_from_the_web_chat_reaches_telegram) {
  const auto id = test::run(store_.put_media("image/png", "\x89PNG", 1h)).value();
  auto out = message("m1", "tg:42", "新工单");
  out.media = {{domain::Media::Form::photo, "web:" + id, ""}, {domain::Media::Form::photo, "web:gone", ""}};
  put(out);
  EXPECT_EQ(deliver_due().at(0).what, What::sent);
  EXPECT_THAT(api_.sent(), SizeIs(1));
  EXPECT_THAT(api_.files(), ElementsAre("sendPhoto"));
}

TEST_F(Delivering, a_picture_that_fails_does_not_cost_the_text) {
  auto out = message("m1", "tg:42", "新工单");
  out.media = {{domain::Media::Form::photo, "tg:expired", ""}};
  put(out);
  EXPECT_EQ(deliver_due().at(0).what, What::sent) << "the stand-in knows no such photo";
  EXPECT_THAT(api_.sent(), SizeIs(1));
  EXPECT_THAT(store_.unsent(), IsEmpty());
}

TEST_F(Delivering, one_chat_is_not_flooded) {
  for (int i = 0; i < 6; ++i) put(message("m" + std::to_string(i), "tg:42", std::to_string(i)));
  for (int i = 0; i < 30; ++i) deliver_due();
  EXPECT_THAT(api_.sent(), SizeIs(3)) << "a few at once";
  for (int i = 0; i < 10; ++i, turn(1s)) deliver_due();
  ASSERT_THAT(api_.sent(), SizeIs(6));
  for (size_t i = 0; i < 6; ++i) EXPECT_EQ(api_.sent()[i].text, std::to_string(i)) << "in sequence";
}

}  // namespace
}  // namespace steward::notifier
