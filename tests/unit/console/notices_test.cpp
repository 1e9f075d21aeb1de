#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/projections.hpp"
#include "storage/handle_event.hpp"
#include "tests/unit/console/console_under_test.hpp"

namespace steward::console {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr const char* path = "/console/api/notices";
const json water_cut{
    {"template", "water_cut"}, {"value.where", "3栋"}, {"class", "emergency"}, {"site", "donghu"}};

json with(json body, const json& more) {
  body.update(more);
  return body;
}

class Notices : public testing::Test {
 protected:
  Notices() {
    lives("+8613800000501", "3-2-501", "donghu", "telegram:1");
    lives("+8613800000502", "3-2-501", "donghu", "telegram:2");
    lives("+8613800000503", "3-2-501", "donghu", "");  // neither a chat nor a phone any more
    lives("+8613800000901", "9-1-101", "xihu", "telegram:9");
  }

  void lives(const char* phone, const char* unit, const char* site, const char* account) {
    domain::Resident one{.id = domain::resident_id_of(phone), .phone = phone, .name = "住户"};
    one.homes = {{domain::UnitId(unit), domain::SiteId(site), "owner"}};
    if (*account) one.accounts.push_back(domain::AccountId(account));
    if (!*account) one.phone.clear();
    domain::Commit commit;
    domain::project(commit, nullptr, one);
    commit.writes.push_back({one, ""});
    ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(commit)));
  }

  // As the scheduler does, until nothing of it is due at once.
  void go_on(const std::string& number) {
    for (int step = 0; step < 20; ++step) {
      domain::Event due;
      due.body = domain::TimerDue{domain::ClockRule::notice, domain::key_of(domain::NoticeId(number))};
      const auto rules = rules_of_test();
      desk.store.set_now(*ConsoleUnderTest::run(desk.store.now()) + 2ms);
      ASSERT_TRUE(ConsoleUnderTest::run(storage::handle_event(desk.store, *rules, std::move(due), "test")));
    }
  }

  std::string composed(const json& body, const char* token = "fang's token") {
    const Answer answer = desk.post(path, body, token);
    EXPECT_EQ(answer.status, 200) << answer.body;
    const std::string number = answer.value().value("answer", "");
    go_on(number);
    return number;
  }
  Answer act(const std::string& number, const json& body, const char* token = "fang's token") {
    const Answer answer = desk.post(of(number) + "/actions", body, token);
    if (answer.status == 200) go_on(number);
    return answer;
  }
  static std::string of(const std::string& number) { return std::string(path) + "/" + number; }

  // The field that is refused, and why.
  std::string wrong(const json& more) {
    const Answer answer = desk.post(path, with(water_cut, more));
    EXPECT_EQ(answer.status, 422) << answer.body;
    EXPECT_EQ(answer.headers.get("content-type"), "application/problem+json");
    return answer.value().value("field", "") + ": " + answer.value().value("why", "");
  }

  ConsoleUnderTest desk;
};

TEST_F(Notices, a_draft_says_what_goes_to_how_many_through_what_and_what_it_costs) {
  const json draft = desk.get(of(composed(water_cut))).value();
  EXPECT_EQ(draft["state"], "draft");
  EXPECT_EQ(draft["class"], "emergency");
  EXPECT_EQ(draft["recipients"], 3);
  EXPECT_EQ(draft["reach"], json({{"chat", 2}, {"sms", 0}, {"unreachable", 1}}));
  EXPECT_EQ(draft["texts"][0]["text"], "3栋停水");
  EXPECT_EQ(draft["texts"][1]["title"], "Water cut");
  EXPECT_EQ(draft["cost"]["currency"], "CNY");
  EXPECT_TRUE(draft["needs_approval"]);
  EXPECT_EQ(draft["may"], json::array({"send", "cancel"}));
  EXPECT_THAT(desk.store.unsent(), SizeIs(0));
}

TEST_F(Notices, ones_own_words_stay_as_they_are_written) {
  const json body{
      {"title.zh-Hans", "<b>通知</b>"}, {"text.zh-Hans", "{where}"}, {"class", "other"}, {"site", "donghu"}};
  const std::string number = composed(body);
  EXPECT_EQ(desk.get(of(number)).value()["texts"][0]["text"], "{where}");
  const Answer page = desk.get(of(number) + "/page");
  EXPECT_THAT(page.body, HasSubstr("<h1>&lt;b&gt;通知&lt;/b&gt;</h1>"));
  EXPECT_THAT(std::string(page.headers.get("content-security-policy")), HasSubstr("'sha256-"));
}

TEST_F(Notices, what_is_wrong_is_said_of_its_field) {
  EXPECT_EQ(wrong({{"site", "xihu"}}), "site: no-site") << "fang does not serve it";
  EXPECT_EQ(wrong({{"site", ""}}), "site: no-site");
  EXPECT_EQ(wrong({{"template", "nothing"}}), "template: unknown");
  EXPECT_EQ(wrong({{"value.where", ""}}), "value.where: missing");
  EXPECT_EQ(wrong({{"value.when", "9:00"}}), "value.when: unknown");
  EXPECT_EQ(wrong({{"template", ""}}), "text: missing");
  EXPECT_EQ(wrong({{"class", "gossip"}}), "class: no-class");
  EXPECT_EQ(wrong({{"building", "33"}}), "building: nowhere");
  EXPECT_EQ(wrong({{"floor", "five"}}), "floor: no-floor");
  EXPECT_EQ(wrong({{"units", "3-2-501, 9-1-101"}}), "units: no-unit") << "of another site";
  EXPECT_EQ(wrong({{"units", ","}}), "audience: nobody");
  EXPECT_EQ(wrong({{"list", "13800000901"}}), "list: no-phone") << "of another site";
  EXPECT_EQ(wrong({{"orders", "ABC123"}}), "orders: no-order");
  EXPECT_EQ(wrong({{"corrects", "ABC123"}}), "corrects: no-notice");
  const Answer stranger = desk.post(path, with(water_cut, {{"list", "13700000000"}}));
  EXPECT_THAT(stranger.body, Not(HasSubstr("13700000000"))) << "phones are masked";
  EXPECT_EQ(desk.post(path, json::array()).status, 422);
}

TEST_F(Notices, units_phones_and_reporters_are_whom_it_is_for) {
  EXPECT_EQ(desk.get(of(composed(with(water_cut, {{"list", "13800000502"}})))).value()["recipients"], 1);
  EXPECT_EQ(desk.get(of(composed(with(water_cut, {{"units", "3-2-501"}})))).value()["recipients"], 3);
  EXPECT_EQ(desk.get(of(composed(with(water_cut, {{"building", "3"}, {"floor", 5}})))).value()["recipients"],
            3);
  domain::WorkOrder order;
  order.id = domain::OrderId("ABC123");
  order.site = domain::SiteId("donghu");
  order.resident = domain::resident_id_of("+8613800000501");
  desk.store.put(order);
  EXPECT_EQ(desk.get(of(composed(with(water_cut, {{"orders", "ABC123"}})))).value()["recipients"], 1);
}

TEST_F(Notices, to_many_goes_only_when_somebody_else_has_approved_it) {
  const std::string number = composed(water_cut);
  EXPECT_EQ(act(number, {{"verb", "send"}}).status, 200);
  EXPECT_EQ(desk.get(of(number)).value()["state"], "to_approve");
  EXPECT_EQ(act(number, {{"verb", "approve"}}).status, 403) << "the front desk, and who composed it";
  EXPECT_EQ(desk.get(of(number)).value()["may"], json::array({"cancel"}));
  EXPECT_EQ(desk.get(of(number), "song's token").value()["may"], json::array({"approve", "cancel"}));
  EXPECT_EQ(act(number, {{"verb", "approve"}}, "song's token").status, 200);
  const json sent = desk.get(of(number)).value();
  EXPECT_EQ(sent["approved_by"]["id"], "song");
  EXPECT_EQ(sent["progress"]["queued"], 2);
  EXPECT_EQ(sent["progress"]["skipped"], 1);
  const std::string own = composed(water_cut, "song's token");
  EXPECT_EQ(act(own, {{"verb", "send"}}, "song's token").status, 200);
  EXPECT_EQ(act(own, {{"verb", "approve"}}, "song's token").status, 403) << "a head's own";
}

TEST_F(Notices, it_is_paused_resumed_and_cancelled_when_there_is_time_for_it) {
  const std::string number = composed(with(water_cut, {{"list", "13800000501"}}));
  EXPECT_EQ(act(number, {{"verb", "pause"}}).status, 409);
  EXPECT_EQ(act(number, {{"verb", "explode"}}).value()["field"], "verb");
  EXPECT_EQ(act(number, {{"verb", "send"}, {"at", "soon"}}).value()["field"], "at");
  for (const json& pace : {json(0), json(-3), json("fast")})
    EXPECT_EQ(act(number, {{"verb", "send"}, {"per_minute", pace}}).value()["field"], "per_minute");
  EXPECT_EQ(act(number, {{"verb", "send"}, {"at", "2026-03-03T12:00:00+08:00"}}).status, 200);
  const json later = desk.get(of(number)).value();
  EXPECT_EQ(later["state"], "scheduled");
  EXPECT_EQ(later["send_at"], "2026-03-03T12:00:00+08:00");
  EXPECT_EQ(act(number, {{"verb", "pause"}}).status, 200);
  EXPECT_EQ(act(number, {{"verb", "resume"}}).status, 200);
  EXPECT_EQ(act(number, {{"verb", "cancel"}}).status, 200);
  EXPECT_EQ(act(number, {{"verb", "retry"}}).status, 409);
  EXPECT_EQ(desk.get(of(number)).value()["state"], "cancelled");
  EXPECT_THAT(desk.store.unsent(), SizeIs(0));
}

TEST_F(Notices, asked_again_with_the_same_key_gets_the_first_answer) {
  Call call{.method = net::Method::post,
            .path = path,
            .body = water_cut.dump(),
            .headers = {{"Idempotency-Key", "k1"}}};
  const json first = desk.ask(call).value();
  EXPECT_EQ(first["outcome"], "applied");
  EXPECT_EQ(desk.ask(call).value()["answer"], first["answer"]);
  // … though it would be refused by now.
  call.body = with(water_cut, {{"list", "13700000000"}}).dump();
  EXPECT_EQ(desk.ask(call).value()["answer"], first["answer"]);
  EXPECT_THAT(desk.get(path).value()["notices"], SizeIs(1));

  const std::string number = first["answer"];
  go_on(number);
  call = {.method = net::Method::post,
          .path = of(number) + "/actions",
          .body = R"({"verb":"cancel"})",
          .headers = {{"Idempotency-Key", "k2"}}};
  EXPECT_EQ(desk.ask(call).value()["outcome"], "applied");
  EXPECT_EQ(desk.ask(call).value()["outcome"], "repeated");
}

TEST_F(Notices, of_a_site_that_one_does_not_serve_do_not_exist) {
  const std::string there = composed(with(water_cut, {{"site", "xihu"}}), "song's token");
  for (const char* what : {"", "/page", "/recipients.csv"}) {
    EXPECT_EQ(desk.get(of(there) + what).status, 404) << what;
    EXPECT_EQ(desk.get(of(there) + what, "song's token").status, 200) << what;
    EXPECT_EQ(desk.get(of(there) + what, "li's token").status, 403) << what;
  }
  EXPECT_EQ(act(there, {{"verb", "cancel"}}).status, 404);
  EXPECT_EQ(wrong({{"corrects", there}}), "corrects: no-notice");
  EXPECT_THAT(desk.get(path).value()["notices"], SizeIs(0));
  EXPECT_THAT(desk.get("/console/api/notices.csv").body, Not(HasSubstr(there)));
  EXPECT_THAT(desk.get(path, "song's token").value()["notices"], SizeIs(1));
}

TEST_F(Notices, the_register_is_searched) {
  const std::string first = composed(water_cut);
  const std::string second =
      composed({{"text.en", "=Barbecue"}, {"class", "events"}, {"site", "donghu"}, {"corrects", first}});
  const auto found = [&](const char* name, const char* value) {
    Call call{.path = path};
    call.query.add(name, value);
    const Answer answer = desk.ask(call);
    return answer.status == 200 ? static_cast<int>(answer.value()["notices"].size()) : -answer.status;
  };
  EXPECT_EQ(desk.get(path).value()["notices"][0]["corrects"], first) << "the newest first";
  EXPECT_EQ(found("find", "停水"), 1);
  EXPECT_EQ(found("find", second.c_str()), 1);
  EXPECT_EQ(found("class", "lift"), 0);
  EXPECT_EQ(found("state", "draft"), 2);
  EXPECT_EQ(found("from", "2026-03-04"), 0);
  EXPECT_EQ(found("until", "2026-03-03"), 2);
  EXPECT_EQ(found("from", "yesterday"), -422);
  EXPECT_EQ(found("class", "gossip"), -422);
  const Answer csv = desk.get("/console/api/notices.csv");
  EXPECT_THAT(csv.body, HasSubstr("\"'=Barbecue\"")) << "no formula";
  EXPECT_THAT(std::string(csv.headers.get("content-disposition")), HasSubstr("attachment"));
}

TEST_F(Notices, the_list_of_recipients_names_no_phone) {
  const Answer csv = desk.get(of(composed(water_cut)) + "/recipients.csv");
  EXPECT_THAT(csv.body, HasSubstr("\"3-2-501\",\"none\""));
  EXPECT_THAT(csv.body, Not(HasSubstr("138000005")));
}

TEST_F(Notices, are_not_written_from_a_page_of_another_origin) {
  const Call call{.method = net::Method::post,
                  .path = path,
                  .body = water_cut.dump(),
                  .headers = {{"Origin", "https://elsewhere.example"}}};
  EXPECT_EQ(desk.ask(call).status, 403);
  EXPECT_THAT(desk.get(path).value()["notices"], SizeIs(0));
}

}  // namespace
}  // namespace steward::console
