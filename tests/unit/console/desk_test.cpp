#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "storage/handle_event.hpp"
#include "tests/unit/console/console_under_test.hpp"

namespace steward::console {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

domain::Conversation asking_for_a_person(std::string account, std::string site = "donghu") {
  domain::Conversation conversation;
  conversation.account = domain::AccountId(std::move(account));
  conversation.site = domain::SiteId(std::move(site));
  conversation.name = "陈晓明";
  conversation.phone = "+8613800000501";
  return conversation;
}

// As the domain leaves it: handed over, and among those that wait.
void hand_over(ConsoleUnderTest& desk, domain::Conversation conversation) {
  const auto now = *ConsoleUnderTest::run(desk.store.now());
  conversation.handover = domain::Handover{.since = now - std::chrono::seconds(80), .by = {}, .why = "asked"};
  domain::Commit commit;
  commit.once = "test:" + conversation.account.str();
  commit.thread.push_back({conversation.account, "m1", "resident", now, "转人工", {}, {}});
  commit.indexes.push_back({{"waiting"}, conversation.account.str(), 1.0});
  commit.writes.push_back({conversation, ""});
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(commit)));
}

TEST(Conversations, who_waits_is_taken_over_answered_and_handed_back) {
  ConsoleUnderTest desk;
  hand_over(desk, asking_for_a_person("web:1"));
  const json waiting = desk.get("/console/api/waiting").value()["conversations"];
  ASSERT_THAT(waiting, SizeIs(1));
  EXPECT_EQ(waiting[0]["handover"]["waited_s"], 80);
  EXPECT_TRUE(waiting[0]["handover"]["by"].is_null());
  EXPECT_THAT(waiting.dump(), testing::Not(HasSubstr("13800000501")));

  const std::string path = "/console/api/conversations/" + waiting[0]["id"].get<std::string>();
  EXPECT_EQ(desk.post(path + "/actions", {{"verb", "take_over"}}).status, 200);
  const json talk = desk.get(path).value();
  EXPECT_EQ(talk["handover"]["by"]["id"], "fang");
  EXPECT_EQ(talk["lines"][0]["text"], "转人工");

  EXPECT_EQ(desk.post(path + "/actions", {{"verb", "reply"}, {"text", "您好,我是方静"}}).status, 200);
  const auto unsent = desk.store.unsent();
  ASSERT_FALSE(unsent.empty());
  EXPECT_EQ(unsent.back().to.str(), "web:1");
  EXPECT_EQ(unsent.back().text, "您好,我是方静");

  EXPECT_EQ(desk.post(path + "/actions", {{"verb", "hand_back"}}).status, 200);
  EXPECT_THAT(desk.get("/console/api/waiting").value()["conversations"], IsEmpty());
}

TEST(Conversations, an_action_asked_again_gets_the_first_answer_though_nobody_waits_any_more) {
  ConsoleUnderTest desk;
  hand_over(desk, asking_for_a_person("web:1"));
  const json waiting = desk.get("/console/api/waiting").value()["conversations"];
  const std::string path = "/console/api/conversations/" + waiting[0]["id"].get<std::string>() + "/actions";
  const auto handing_back = [&](const char* key, const char* token = "fang's token") {
    return desk.ask({.method = net::Method::post,
                     .path = path,
                     .body = R"({"verb":"hand_back"})",
                     .token = token,
                     .headers = {{"Idempotency-Key", key}}});
  };
  EXPECT_EQ(handing_back("k1").value()["outcome"], "applied");
  const Answer again = handing_back("k1");
  ASSERT_EQ(again.status, 200);
  EXPECT_EQ(again.value()["outcome"], "repeated");
  EXPECT_EQ(handing_back("k2").status, 404);
  EXPECT_EQ(handing_back("k1", "song's token").status, 404) << "a key is its person's own";
}

TEST(Conversations, of_another_site_do_not_exist) {
  ConsoleUnderTest desk;
  hand_over(desk, asking_for_a_person("web:2", "xihu"));
  EXPECT_THAT(desk.get("/console/api/waiting").value()["conversations"], IsEmpty());
  const json seen = desk.get("/console/api/waiting", "song's token").value()["conversations"];
  ASSERT_THAT(seen, SizeIs(1));
  const std::string path = "/console/api/conversations/" + seen[0]["id"].get<std::string>();
  EXPECT_EQ(desk.get(path).status, 404);
  EXPECT_EQ(desk.post(path + "/actions", {{"verb", "take_over"}}).status, 404);
  EXPECT_EQ(desk.get(path, "song's token").status, 200);
}

TEST(Conversations, one_that_does_not_parse_hides_no_other) {
  ConsoleUnderTest desk;
  hand_over(desk, asking_for_a_person("sms:+8613800000502"));
  hand_over(desk, asking_for_a_person("web:1"));
  desk.store.put_text(domain::key_of(domain::AccountId("sms:+8613800000502")), "{broken");
  const Answer waiting = desk.get("/console/api/waiting");
  ASSERT_EQ(waiting.status, 200) << waiting.body;
  EXPECT_THAT(waiting.value()["conversations"], SizeIs(1));
}

TEST(Conversations, an_empty_reply_is_refused) {
  ConsoleUnderTest desk;
  hand_over(desk, asking_for_a_person("sms:+8613800000502"));
  const json waiting = desk.get("/console/api/waiting").value()["conversations"];
  EXPECT_THAT(waiting.dump(), testing::Not(HasSubstr("13800000502")));  // the account is a phone
  const std::string path = "/console/api/conversations/" + waiting[0]["id"].get<std::string>() + "/actions";
  EXPECT_EQ(desk.post(path, {{"verb", "reply"}, {"text", "  "}}).status, 422);
  EXPECT_EQ(desk.post(path, {{"verb", "shout"}, {"text", "x"}}).status, 422);
}

TEST(Staff, are_listed_with_who_is_on_duty) {
  ConsoleUnderTest desk;
  const json staff = desk.get("/console/api/staff").value()["staff"];
  ASSERT_THAT(staff, SizeIs(3));
  EXPECT_EQ(staff[1]["name"], "李师傅");
  EXPECT_EQ(staff[1]["is_on_duty"], true);
  EXPECT_EQ(staff[1]["until"], "2026-03-03T20:00:00+08:00");
  desk.store.set_now(*domain::parse_iso8601("2026-03-03T21:00:00+08:00"));
  EXPECT_EQ(desk.get("/console/api/staff").value()["staff"][1]["is_on_duty"], false);
}

TEST(Troubles, an_event_that_could_not_be_decided_is_shown_with_what_came_in) {
  ConsoleUnderTest desk;
  const storage::Store::SetAside event{"web:1:m1", "{\"text\":\"x\"}", "no such thing", {}};
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.set_aside(event)));
  const json troubles = desk.get("/console/api/troubles", "song's token").value();
  ASSERT_THAT(troubles["set_aside"], SizeIs(1));
  EXPECT_EQ(troubles["set_aside"][0]["reason"], "no such thing");
  EXPECT_THAT(troubles["dead_letters"], IsEmpty());
  EXPECT_EQ(desk.post("/console/api/dead-letters/none/requeue", json::object()).status, 404);
}

TEST(Troubles, a_message_nobody_received_is_sent_again_or_given_up_by_who_may_see_it) {
  ConsoleUnderTest desk;
  domain::Commit commit;
  for (const char* site : {"donghu", "donghu", "xihu", ""}) {
    domain::OutMessage message;
    message.id = "m-" + std::to_string(commit.messages.size());
    message.to = domain::AccountId("web:" + message.id);
    message.site = domain::SiteId(site);
    message.text = "一";
    commit.messages.push_back(message);
  }
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(commit)));
  const storage::SendOutcome dead{.what = storage::SendOutcome::What::dead, .reason = "blocked"};
  for (const auto& claimed :
       ConsoleUnderTest::run(desk.store.claim_messages(domain::Lane::normal, 10)).value())
    ASSERT_TRUE(ConsoleUnderTest::run(desk.store.settle(claimed, dead)).value());

  EXPECT_THAT(desk.get("/console/api/troubles").value()["dead_letters"], SizeIs(2));
  EXPECT_EQ(desk.post("/console/api/dead-letters/m-0/requeue", json::object()).status, 200);
  EXPECT_EQ(desk.post("/console/api/dead-letters/m-1/drop", json::object()).status, 200);
  EXPECT_EQ(desk.post("/console/api/dead-letters/m-2/drop", json::object()).status, 404);
  EXPECT_EQ(desk.post("/console/api/dead-letters/m-3/drop", json::object()).status, 404);
  EXPECT_THAT(desk.get("/console/api/troubles").value()["dead_letters"], IsEmpty());
  EXPECT_THAT(desk.store.unsent(), SizeIs(1));
  EXPECT_THAT(desk.get("/console/api/troubles", "song's token").value()["dead_letters"], SizeIs(2))
      << "of another site, and of one that nobody knows";
}

TEST(Troubles, an_event_is_tried_again_once_its_cause_is_mended_or_given_up) {
  ConsoleUnderTest desk;
  const domain::DocumentKey talk = domain::key_of(domain::AccountId("web:chen"));
  domain::MessageReceived said;
  said.from = domain::AccountId("web:chen");
  said.text = "厨房漏水";
  for (const char* once : {"web:1:m1", "web:1:m2"}) {
    desk.store.put_text(talk, "broken");
    domain::Event event{.once = once, .body = said};
    ASSERT_TRUE(ConsoleUnderTest::run(
        storage::handle_event(desk.store, *rules_of_test(), std::move(event), "what came in")));
  }
  const auto asides = [&desk] {
    return desk.get("/console/api/troubles", "song's token").value()["set_aside"];
  };
  ASSERT_THAT(asides(), SizeIs(2));
  EXPECT_EQ(asides()[0]["can_retry"], true);
  const auto path = [&](size_t which) {
    return "/console/api/set-aside/" + asides()[which]["id"].get<std::string>();
  };
  EXPECT_EQ(desk.post(path(1) + "/retry", json::object(), "song's token").status, 409);
  ASSERT_THAT(asides(), SizeIs(2));

  domain::Conversation mended;
  mended.account = said.from;
  desk.store.put(mended);
  EXPECT_EQ(desk.post(path(0) + "/retry", json::object(), "song's token").status, 200);
  ASSERT_THAT(asides(), SizeIs(1));
  EXPECT_THAT(desk.store.documents(domain::DocumentType::order), SizeIs(1));
  EXPECT_EQ(desk.post(path(0) + "/drop", json::object(), "song's token").status, 200);
  EXPECT_THAT(asides(), IsEmpty());
  EXPECT_EQ(desk.post("/console/api/set-aside/none/retry", json::object(), "song's token").status, 404);
  EXPECT_EQ(desk.post("/console/api/set-aside/none/drop", json::object(), "song's token").status, 404);
}

TEST(Troubles, set_aside_are_for_who_serves_every_site) {
  ConsoleUnderTest desk;
  const storage::Store::SetAside event{"web:1:m1", "{\"text\":\"x\"}", "no such thing", {}};
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.set_aside(event)));
  const json all = desk.get("/console/api/troubles", "song's token").value();
  const std::string path = "/console/api/set-aside/" + all["set_aside"][0]["id"].get<std::string>();
  EXPECT_THAT(desk.get("/console/api/troubles").value()["set_aside"], IsEmpty());
  EXPECT_EQ(desk.post(path + "/retry", json::object()).status, 404);
  EXPECT_EQ(desk.post(path + "/drop", json::object()).status, 404);
  EXPECT_EQ(desk.post(path + "/drop", json::object(), "song's token").status, 200);
}

TEST(Understanding, is_shown_on_demand) {
  ConsoleUnderTest desk;
  net::Query query;
  query.add("text", "厨房漏水");
  const json seen = desk.ask({.path = "/console/api/understand", .query = query}).value();
  EXPECT_EQ(seen["matters"][0]["intent"], "repair");
  EXPECT_EQ(seen["matters"][0]["trade"], "plumbing");
  EXPECT_EQ(desk.get("/console/api/understand").status, 422);
}

// ---- texts that no provider sends

void text_to(ConsoleUnderTest& desk, const std::string& phone, const std::string& text, const char* site) {
  domain::Commit commit;
  const domain::AccountId account("sms:" + phone);
  commit.thread.push_back({.account = account, .id = text, .by = "desk", .text = text});
  commit.feed.push_back({"sms", account.str(), domain::SiteId(site)});
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(commit)));
}

TEST(Texts, are_shown_to_who_serves_their_site) {
  ConsoleUnderTest desk(false, true);
  text_to(desk, "+8613800000501", "code 1", "donghu");
  text_to(desk, "+8613800000501", "code 2", "donghu");
  text_to(desk, "+8613800000601", "code 3", "xihu");
  const json seen = desk.get("/console/api/texts").value()["texts"];
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0]["to"], "+8613800000501");
  EXPECT_EQ(seen[1]["text"], "code 2");
  EXPECT_EQ(desk.get("/console/api/texts", "song's token").value()["texts"].size(), 3u);
  EXPECT_TRUE(desk.get("/console/api/me").value()["has_texts"]);
}

TEST(Texts, are_not_there_where_a_provider_sends_them) {
  ConsoleUnderTest desk;
  EXPECT_EQ(desk.get("/console/api/texts").status, 404);
}

}  // namespace
}  // namespace steward::console
