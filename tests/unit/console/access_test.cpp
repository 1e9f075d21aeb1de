#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/console/console_under_test.hpp"

namespace steward::console {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Access, needs_a_token_of_somebody_who_works_at_the_desk) {
  ConsoleUnderTest desk;
  EXPECT_EQ(desk.get("/console/api/orders", "").status, 401);
  EXPECT_EQ(desk.get("/console/api/orders", "a guess").status, 401);
  EXPECT_EQ(desk.get("/console/api/orders", "gone's token").status, 401);  // no longer in the register
  EXPECT_EQ(desk.get("/console/api/orders", "li's token").status, 403);    // a technician
  EXPECT_EQ(desk.get("/console/api/orders", "fang's token").status, 200);
}

TEST(Access, every_route_of_the_api_asks_who) {
  ConsoleUnderTest desk;
  using net::Method;
  const std::pair<Method, const char*> routes[] = {
      {Method::get, "/console/api/me"},
      {Method::get, "/console/api/orders"},
      {Method::post, "/console/api/orders"},
      {Method::get, "/console/api/ended"},
      {Method::get, "/console/api/orders/ABC123"},
      {Method::post, "/console/api/orders/ABC123/phone"},
      {Method::post, "/console/api/orders/ABC123/actions"},
      {Method::post, "/console/api/orders/ABC123/answer"},
      {Method::get, "/console/api/waiting"},
      {Method::get, "/console/api/conversations/web:1"},
      {Method::post, "/console/api/conversations/web:1/actions"},
      {Method::get, "/console/api/staff"},
      {Method::get, "/console/api/troubles"},
      {Method::post, "/console/api/dead-letters/1/requeue"},
      {Method::post, "/console/api/dead-letters/1/drop"},
      {Method::post, "/console/api/set-aside/1/retry"},
      {Method::post, "/console/api/set-aside/1/drop"},
      {Method::get, "/console/api/feed"},
      {Method::get, "/console/api/media/web:1"},
      {Method::get, "/console/api/understand"},
  };
  for (const auto& [method, path] : routes)
    EXPECT_EQ(desk.ask({.method = method, .path = path, .body = "{}", .token = ""}).status, 401) << path;
}

TEST(Access, a_page_of_another_origin_writes_nothing) {
  ConsoleUnderTest desk;
  const auto entering = [&](std::string origin) {
    return desk.ask({.method = net::Method::post,
                     .path = "/console/api/orders",
                     .body = R"({"text":"漏水","unit":"3-2-501"})",
                     .headers = {{"Origin", std::move(origin)}}});
  };
  EXPECT_EQ(entering("https://evil.example").status, 403);
  EXPECT_EQ(entering("null").status, 403);
  EXPECT_EQ(entering("http://127.0.0.1:8080").status, 200);
}

TEST(Access, configuration_with_a_bad_hash_is_refused) {
  storage::MemoryStore store;
  ConsoleSettings settings;
  settings.people = {{domain::StaffId("fang"), "not a hash"}};
  EXPECT_THROW(Console(settings, {store, rules_of_test, {}, {}}), std::invalid_argument);
}

TEST(Pages, allow_no_script_but_our_own_and_no_frame) {
  ConsoleUnderTest desk;
  const Answer page = desk.get("/board", "");
  ASSERT_EQ(page.status, 200);
  const std::string policy(page.headers.get("content-security-policy"));
  EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
  EXPECT_THAT(policy, HasSubstr("script-src 'self'"));
  EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
  EXPECT_THAT(policy, Not(HasSubstr("unsafe")));
  EXPECT_EQ(page.headers.get("x-content-type-options"), "nosniff");
  EXPECT_EQ(page.headers.get("referrer-policy"), "no-referrer");
  EXPECT_THAT(page.body, Not(HasSubstr("<style")));
  EXPECT_THAT(page.body, Not(HasSubstr("style=")));
}

TEST(Pages, are_not_sent_again_while_they_are_the_same) {
  ConsoleUnderTest desk;
  const Answer first = desk.get("/console/page/base.css", "");
  ASSERT_EQ(first.status, 200);
  EXPECT_EQ(first.headers.get("content-type"), "text/css; charset=utf-8");
  const std::string etag(first.headers.get("etag"));
  const Answer second =
      desk.ask({.path = "/console/page/base.css", .token = "", .headers = {{"If-None-Match", etag}}});
  EXPECT_EQ(second.status, 304);
  EXPECT_TRUE(second.body.empty());
  EXPECT_EQ(desk.get("/console/page/nothing.js", "").status, 404);
}

// An order of a site with one medium of such a type in its words; the medium's ref.
std::string kept_in_order(ConsoleUnderTest& desk, std::string number, std::string site, std::string type) {
  auto id = ConsoleUnderTest::run(desk.store.put_media(std::move(type), "bytes", std::chrono::hours(1)));
  domain::WorkOrder order;
  order.id = domain::OrderId(std::move(number));
  order.site = domain::SiteId(std::move(site));
  desk.store.put(order);
  domain::Words words;
  words.order = order.id;
  words.entries.push_back({{}, "resident", "", {{domain::Media::Form::photo, "web:" + *id, ""}}, {}});
  desk.store.put(words);
  return "web:" + *id;
}

Answer medium(ConsoleUnderTest& desk, const std::string& ref, std::string place, std::string name,
              std::string token = "fang's token") {
  net::Query query;
  if (!place.empty()) query.add(std::move(place), std::move(name));
  return desk.ask({.path = "/console/api/media/" + ref, .token = std::move(token), .query = query});
}

TEST(Media, are_shown_only_when_they_are_raster_images_or_sound) {
  ConsoleUnderTest desk;
  const auto kept = [&](std::string type) {
    const std::string ref = kept_in_order(desk, "ABC123", "donghu", std::move(type));
    return medium(desk, ref, "order", "ABC123");
  };
  const Answer photo = kept("image/jpeg");
  EXPECT_EQ(photo.status, 200);
  EXPECT_EQ(photo.headers.get("content-type"), "image/jpeg");
  EXPECT_EQ(photo.headers.get("content-disposition"), "inline");
  for (const char* type : {"image/svg+xml", "text/html", "application/xhtml+xml"}) {
    const Answer hostile = kept(type);
    EXPECT_EQ(hostile.headers.get("content-type"), "application/octet-stream") << type;
    EXPECT_EQ(hostile.headers.get("content-disposition"), "attachment") << type;
    EXPECT_EQ(hostile.headers.get("x-content-type-options"), "nosniff");
  }
  EXPECT_EQ(medium(desk, "web:none", "order", "ABC123").status, 404);
}

TEST(Media, are_seen_by_who_sees_the_order_they_stand_in) {
  ConsoleUnderTest desk;
  const std::string ours = kept_in_order(desk, "ABC123", "donghu", "image/jpeg");
  const std::string theirs = kept_in_order(desk, "XYZ789", "xihu", "image/jpeg");
  EXPECT_EQ(medium(desk, ours, "order", "ABC123").status, 200);
  EXPECT_EQ(medium(desk, theirs, "order", "XYZ789", "song's token").status, 200);
  EXPECT_EQ(medium(desk, theirs, "order", "XYZ789").status, 404) << "fang does not serve that site";
  EXPECT_EQ(medium(desk, theirs, "order", "ABC123").status, 404) << "it does not stand there";
  EXPECT_EQ(medium(desk, ours, "", "").status, 404);
}

TEST(Media, are_seen_in_a_conversation_that_asked_for_a_person) {
  ConsoleUnderTest desk;
  auto id = ConsoleUnderTest::run(desk.store.put_media("image/jpeg", "bytes", std::chrono::hours(1)));
  domain::Conversation talk;
  talk.account = domain::AccountId("web:1");
  talk.site = domain::SiteId("xihu");
  talk.handover = domain::Handover{.since = {}, .by = {}, .why = "asked"};
  domain::Commit commit;
  commit.thread.push_back(
      {talk.account, "m1", "resident", {}, "", {{domain::Media::Form::photo, "web:" + *id, ""}}, {}});
  commit.indexes.push_back({{"waiting"}, talk.account.str(), 1.0});
  commit.writes.push_back({talk, ""});
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(commit)));
  const json waiting = desk.get("/console/api/waiting", "song's token").value();
  const std::string ref = waiting["conversations"][0]["id"];
  EXPECT_EQ(medium(desk, "web:" + *id, "conversation", ref, "song's token").status, 200);
  EXPECT_EQ(medium(desk, "web:" + *id, "conversation", ref).status, 404);
  EXPECT_EQ(medium(desk, "web:other", "conversation", ref, "song's token").status, 404);
}

}  // namespace
}  // namespace steward::console
