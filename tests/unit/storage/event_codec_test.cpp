#include "storage/event_codec.hpp"

#include "storage/memory_store.hpp"
#include "storage/retry_set_aside.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gtest/gtest.h>

namespace steward::storage {
namespace {

using namespace domain;

const Instant morning(std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + std::chrono::hours(1));
const AccountId chen("web:chen");

MessageReceived message() {
  MessageReceived said;
  said.from = chen;
  said.text = "3-2-501 漏水 \"\n";
  said.media = {{Media::Form::voice, "web:9", "厨房"}};
  said.press = "accept:7K3M9Q";
  said.quote = OrderId("7K3M9Q");
  said.written_at = morning;
  said.profile_name = "陈";
  said.profile_phone = "+8613800000501";
  said.place = SiteId("donghu");
  said.profile_language = Language::zh_hant;
  return said;
}

OrderAction action() {
  OrderAction act{.by = StaffId("li"), .order = OrderId("7K3M9Q"), .verb = StaffVerb::report_for};
  act.text = "换了龙头";
  act.minutes = 30;
  act.to = StaffId("wang");
  act.until = morning;
  act.via = "web";
  return act;
}

decltype(Event::body) bodies[] = {
    MessageReceived{},
    message(),
    OrderAction{},
    action(),
    OrderEntered{StaffId("fang"), "漏水", UnitId("3-2-501"), "陈", "+8613800000501", Via::counter,
                 SiteId("xihu")},
    ConversationAction{StaffId("fang"), chen, ConversationAction::Verb::hand_back, "好"},
    AnswerRecorded{StaffId("fang"), OrderId("7K3M9Q"), "好了"},
    TimerDue{ClockRule::gather, key_of(chen)},
    MessageFailed{chen, {OrderId("7K3M9Q")}, "m-1", "blocked"},
    HolderLeft{OrderId("7K3M9Q"), StaffId("li")},
};

class EventCodec : public testing::TestWithParam<decltype(Event::body)> {};

// Each member is set in one row: what is lost on the way would be missing from the second text.
TEST_P(EventCodec, what_is_written_is_read_again) {
  const Event event{.once = "web:1:m1", .body = GetParam()};
  const std::string text = encode_event(event);
  const auto read = decode_event(text, *test::small_rules(), morning);
  ASSERT_TRUE(read) << net::to_string(read.error());
  EXPECT_EQ(read->body.index(), event.body.index());
  EXPECT_EQ(encode_event(*read), text);
  EXPECT_TRUE(read->once.empty());
}

INSTANTIATE_TEST_SUITE_P(Bodies, EventCodec, testing::ValuesIn(bodies));

TEST(EventText, every_member_of_a_message_comes_back) {
  const auto read =
      decode_event(encode_event({.once = {}, .body = message()}), *test::small_rules(), morning);
  const auto& said = std::get<MessageReceived>(read.value().body);
  const MessageReceived expected = message();
  EXPECT_EQ(said.from, expected.from);
  EXPECT_EQ(said.text, expected.text);
  EXPECT_EQ(said.media, expected.media);
  EXPECT_EQ(said.press, expected.press);
  EXPECT_EQ(said.quote, expected.quote);
  EXPECT_EQ(said.written_at, expected.written_at);
  EXPECT_EQ(said.profile_name, expected.profile_name);
  EXPECT_EQ(said.profile_phone, expected.profile_phone);
  EXPECT_EQ(said.place, expected.place);
  EXPECT_EQ(said.profile_language, expected.profile_language);
  EXPECT_EQ(said.features.main().trade, "plumbing") << "read from its text again";
}

TEST(EventText, what_is_no_event_is_an_error) {
  for (const char* text : {"", "m", "z{}", "m{", "m{}x", "t[\"no_such_clock\",{}]", "m[1]", "{\"m\":1}"})
    EXPECT_FALSE(decode_event(text, *test::small_rules(), morning)) << text;
}

class Retrying : public testing::Test {
 protected:
  Retrying() { test::run(store_.replace_reference(test::small_reference())).value(); }

  void set_aside(decltype(Event::body) body, const std::string& once = "web:chen:m1") {
    Event event{.once = once, .body = std::move(body)};
    EXPECT_EQ(test::run(handle_event(store_, *rules_, std::move(event), "raw")).value().what,
              Outcome::What::set_aside);
  }
  std::string id() { return test::run(store_.set_asides(1)).value().at(0).id; }
  Retried retry(const std::string& which) {
    return test::run(retry_set_aside(store_, *rules_, which)).value();
  }
  size_t left() { return test::run(store_.set_asides(10)).value().size(); }
  void mend() {
    Conversation talk;
    talk.account = chen;
    store_.put(talk);
  }
  static MessageReceived leak() {
    MessageReceived said;
    said.from = chen;
    said.text = "3-2-501 漏水";
    said.written_at = morning;
    return said;
  }

  std::shared_ptr<const Rules> rules_ = test::small_rules();
  MemoryStore store_{morning};
};

TEST_F(Retrying, once_mended_it_is_decided_once) {
  store_.put_text(key_of(chen), "broken");
  set_aside(leak());
  const std::string which = id();
  mend();
  EXPECT_EQ(retry(which).what, Retried::What::done);
  EXPECT_EQ(store_.documents(DocumentType::order).size(), 1u);
  EXPECT_EQ(left(), 0u);
  EXPECT_EQ(retry(which).what, Retried::What::not_found);
  EXPECT_EQ(store_.documents(DocumentType::order).size(), 1u);
}

TEST_F(Retrying, a_retry_that_was_applied_and_not_dropped_has_no_second_effect) {
  store_.put_text(key_of(chen), "broken");
  set_aside(leak());
  const std::string which = id();
  mend();
  Commit applied_before;
  applied_before.once = "again:" + which;
  test::run(store_.apply(applied_before)).value();
  EXPECT_EQ(retry(which).what, Retried::What::done);
  EXPECT_EQ(store_.documents(DocumentType::order).size(), 0u);
  EXPECT_EQ(left(), 0u);
}

TEST_F(Retrying, while_it_is_not_mended_it_stays_set_aside_and_can_be_tried_on) {
  store_.put_text(key_of(chen), "broken");
  set_aside(leak());
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(retry(id()).what, Retried::What::again);
    EXPECT_EQ(left(), 1u);
  }
  mend();
  EXPECT_EQ(retry(id()).what, Retried::What::done);
  EXPECT_EQ(store_.documents(DocumentType::order).size(), 1u);
}

TEST_F(Retrying, what_may_no_longer_be_done_is_left_to_the_person) {
  store_.put_text(key_of(OrderId("7K3M9Q")), "broken");
  set_aside(action());
  store_.put_text(key_of(OrderId("7K3M9Q")), "{\"t\":1,\"st\":\"donghu\",\"k\":\"repair\"}");
  const Retried retried = retry(id());
  EXPECT_EQ(retried.what, Retried::What::refused);
  EXPECT_EQ(left(), 1u);
}

TEST_F(Retrying, a_text_that_nobody_understands_stays_set_aside) {
  store_.put_text(key_of(chen), "broken");
  set_aside(leak());
  auto rules = std::make_shared<Rules>(*rules_);
  rules->understand = [](std::string_view, LocalTime) -> Features { throw std::runtime_error("a bug"); };
  rules_ = rules;
  EXPECT_EQ(retry(id()).what, Retried::What::again);
  EXPECT_EQ(left(), 1u);
}

TEST_F(Retrying, what_is_kept_as_text_only_cannot_be_tried) {
  ASSERT_TRUE(test::run(store_.set_aside({"timer:x", "x", "unknown timer", {}})));
  EXPECT_EQ(retry(id()).what, Retried::What::not_kept);
  EXPECT_EQ(left(), 1u);
}

}  // namespace
}  // namespace steward::storage
