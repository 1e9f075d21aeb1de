#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/console/console_under_test.hpp"

namespace steward::console {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

domain::Resident chen() {
  domain::Resident resident;
  resident.phone = "+8613800000501";
  resident.id = domain::resident_id_of(resident.phone);
  resident.name = "陈晓明";
  resident.homes.push_back({domain::UnitId("3-2-501"), domain::SiteId("donghu"), "owner"});
  return resident;
}

Answer opened(ConsoleUnderTest& desk, const json& part) {
  return desk.ask(
      {.method = net::Method::post, .path = "/playground/sessions", .body = part.dump(), .token = ""});
}

TEST(Playground, is_not_there_where_it_is_not_configured) {
  ConsoleUnderTest desk(false);
  EXPECT_EQ(desk.get("/playground", "").status, 404);
  EXPECT_EQ(opened(desk, {{"role", "desk"}}).status, 404);
}

TEST(Playground, answers_this_machine_only) {
  ConsoleUnderTest desk(true);
  const auto asked = [&](std::string peer, std::string host, std::string origin = "") {
    Call call{.method = net::Method::post,
              .path = "/playground/sessions",
              .body = R"({"role":"desk"})",
              .token = ""};
    call.peer = std::move(peer);
    call.headers.emplace_back("Host", std::move(host));
    if (!origin.empty()) call.headers.emplace_back("Origin", std::move(origin));
    return desk.ask(std::move(call)).status;
  };
  EXPECT_EQ(asked("127.0.0.1", "127.0.0.1:8080"), 200);
  EXPECT_EQ(asked("::1", "[::1]:8080"), 200);
  EXPECT_EQ(asked("192.168.1.7", "127.0.0.1:8080"), 404);
  EXPECT_EQ(asked("127.0.0.1", "evil.example:8080"), 404);  // a name that resolves to loopback
  EXPECT_EQ(asked("127.0.0.1", "127.0.0.1:8080", "https://evil.example"), 404);
}

TEST(Playground, is_not_there_behind_a_proxy) {
  ConsoleUnderTest desk(true);
  desk.store.put(chen());
  const auto asked = [&](std::string path, std::vector<std::pair<std::string, std::string>> headers,
                         std::string peer = "127.0.0.1") {
    return desk.ask({.path = path, .token = "", .headers = std::move(headers), .peer = std::move(peer)})
        .status;
  };
  for (const char* path : {"/playground/parts", "/playground/texts"}) {
    EXPECT_EQ(asked(path, {}), 200) << path;
    for (const char* header : {"X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"})
      EXPECT_EQ(asked(path, {{header, "203.0.113.7"}}), 404) << path << header;
    EXPECT_EQ(asked(path, {}, "unix"), 404) << "a unix socket is for a proxy";
  }
}

TEST(Playground, a_resident_s_part_is_bound_as_by_a_code) {
  ConsoleUnderTest desk(true);
  desk.store.put(chen());
  const json parts = desk.get("/playground/parts", "").value();
  ASSERT_THAT(parts["residents"], SizeIs(1));
  const json session = opened(desk, {{"role", "resident"}, {"who", parts["residents"][0]["id"]}}).value();
  const domain::AccountId account(session["chat"]["account"].get<std::string>());

  const auto conversation = std::get<domain::Conversation>(*desk.store.document(domain::key_of(account)));
  EXPECT_EQ(conversation.resident, chen().id);
  EXPECT_THAT(conversation.units, ElementsAre(domain::UnitId("3-2-501")));
  const auto resident = std::get<domain::Resident>(*desk.store.document(domain::key_of(chen().id)));
  EXPECT_THAT(resident.accounts, ElementsAre(account));

  EXPECT_EQ(opened(desk, {{"role", "resident"}, {"who", parts["residents"][0]["id"]}}).status, 200);
  const auto again = std::get<domain::Resident>(*desk.store.document(domain::key_of(chen().id)));
  EXPECT_THAT(again.accounts, ElementsAre(account));
}

TEST(Playground, plays_only_who_is_configured) {
  ConsoleUnderTest desk(true);
  domain::Resident other = chen();
  other.phone = "+8613800000502";
  other.id = domain::resident_id_of(other.phone);
  desk.store.put(other);
  EXPECT_EQ(opened(desk, {{"role", "resident"}, {"who", other.id.str()}}).status, 404);
  EXPECT_EQ(opened(desk, {{"role", "staff"}, {"who", "nobody"}}).status, 404);
  EXPECT_EQ(opened(desk, {{"role", "king"}}).status, 422);
}

TEST(Playground, what_cannot_be_read_hides_nothing_else_and_is_told) {
  ConsoleUnderTest desk(true);
  desk.store.put(chen());
  EXPECT_EQ(desk.get("/playground/parts", "").value()["unreadable"], 0);

  const domain::AccountId talk("web:play-" + chen().id.str());
  desk.store.put_text(domain::key_of(talk), "{broken");
  const Answer answer = opened(desk, {{"role", "resident"}, {"who", chen().id.str()}});
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.value()["type"], "/problems/unreadable") << "and not that the store cannot be reached";
  EXPECT_EQ(opened(desk, {{"role", "staff"}, {"who", "li"}}).status, 200);

  desk.store.put_text(domain::key_of(chen().id), "{broken");
  const Answer parts = desk.get("/playground/parts", "");
  ASSERT_EQ(parts.status, 200);
  EXPECT_EQ(parts.value()["unreadable"], 1);
  EXPECT_THAT(parts.value()["residents"], SizeIs(0));
  EXPECT_THAT(parts.value()["staff"], SizeIs(3));
}

TEST(Playground, a_guest_is_nobody) {
  ConsoleUnderTest desk(true);
  EXPECT_EQ(opened(desk, {{"role", "resident"}}).status, 200);
  EXPECT_EQ(desk.peer_opened, "");
}

TEST(Playground, a_technician_s_part_is_reached_first_on_this_phone) {
  ConsoleUnderTest desk(true);
  ASSERT_EQ(opened(desk, {{"role", "staff"}, {"who", "li"}}).status, 200);
  const auto reference = *ConsoleUnderTest::run(desk.store.reference());
  EXPECT_THAT(reference->find(domain::StaffId("li"))->accounts,
              ElementsAre(domain::AccountId("web:play-li")));
  const auto conversation =
      std::get<domain::Conversation>(*desk.store.document(domain::key_of(domain::AccountId("web:play-li"))));
  EXPECT_EQ(conversation.staff, domain::StaffId("li"));
}

TEST(Playground, the_desk_s_token_opens_the_board) {
  ConsoleUnderTest desk(true);
  const json session = opened(desk, {{"role", "desk"}}).value();
  EXPECT_EQ(session["staff"]["id"], "fang");
  EXPECT_EQ(desk.get("/console/api/orders", session["token"]).status, 200);
}

}  // namespace
}  // namespace steward::console
