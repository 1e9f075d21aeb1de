#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/console/console_under_test.hpp"

namespace steward::console {
namespace {

using testing::HasSubstr;
using testing::Not;

// A client that hangs up after so many chunks.
class Listener : public net::EventSink {
 public:
  explicit Listener(int chunks) : left_(chunks) {}
  net::awaitable<bool> send(std::string_view chunk) override {
    heard += chunk;
    co_return --left_ > 0;
  }
  bool is_open() const override { return left_ > 0; }
  std::string heard;

 private:
  int left_;
};

std::string heard(const Answer& answer, int chunks) {
  Listener listener(chunks);
  boost::asio::io_context context;
  auto done = boost::asio::co_spawn(context, answer.stream(listener), boost::asio::use_future);
  context.run();
  done.get();
  return listener.heard;
}

std::string id_in(const std::string& wire) {
  const auto begin = wire.find("id: ") + 4;
  return wire.substr(begin, wire.find('\n', begin) - begin);
}

void enter(ConsoleUnderTest& desk, const char* phone) {
  const Answer answer =
      desk.post("/console/api/orders", {{"text", "厨房漏水"}, {"unit", "3-2-501"}, {"phone", phone}});
  ASSERT_EQ(answer.status, 200);
}

TEST(Feed, a_new_page_hears_only_what_comes_after_it) {
  ConsoleUnderTest desk;
  enter(desk, "13800000501");
  const std::string wire = heard(desk.get("/console/api/feed"), 1);
  EXPECT_THAT(wire, HasSubstr("event: begin"));
  EXPECT_THAT(wire, Not(HasSubstr("event: changed")));
}

TEST(Feed, a_page_that_comes_back_hears_what_it_missed_and_no_words_of_it) {
  ConsoleUnderTest desk;
  const std::string cursor = id_in(heard(desk.get("/console/api/feed"), 1));
  enter(desk, "13800000501");
  const Answer answer = desk.ask({.path = "/console/api/feed", .headers = {{"Last-Event-ID", cursor}}});
  const std::string wire = heard(answer, 2);
  EXPECT_THAT(wire, HasSubstr("event: changed"));
  EXPECT_THAT(wire, HasSubstr("\"what\":\"order\""));
  EXPECT_THAT(wire, Not(HasSubstr("漏水")));
  EXPECT_THAT(wire, Not(HasSubstr("13800000501")));
}

// What there is since the beginning.
std::string all_for(ConsoleUnderTest& desk, const char* token) {
  const Answer answer =
      desk.ask({.path = "/console/api/feed", .token = token, .headers = {{"Last-Event-ID", "0"}}});
  return heard(answer, 2);
}

TEST(Feed, tells_only_of_what_one_may_read) {
  ConsoleUnderTest desk;
  domain::Commit commit;
  commit.feed = {{"order", "HERE", domain::SiteId("donghu")},
                 {"order", "THERE", domain::SiteId("xihu")},
                 {"waiting", "web:there", domain::SiteId("xihu")},
                 {"trouble", {}}};
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.apply(commit)));

  const std::string one_site = all_for(desk, "fang's token"), every_site = all_for(desk, "song's token");
  EXPECT_THAT(one_site, HasSubstr("HERE"));
  for (const char* other : {"THERE", "waiting", "trouble"}) {
    EXPECT_THAT(one_site, Not(HasSubstr(other)));
    EXPECT_THAT(every_site, HasSubstr(other));
  }
}

TEST(Feed, what_is_decided_is_told_at_its_site) {
  ConsoleUnderTest desk;
  enter(desk, "13800000501");
  const Answer there =
      desk.post("/console/api/orders", {{"text", "漏水"}, {"unit", "9-1-101"}}, "song's token");
  ASSERT_EQ(there.status, 200);
  const auto orders_in = [](const std::string& wire) {
    size_t count = 0;
    for (size_t at = 0; (at = wire.find("\"order\"", at)) != std::string::npos; ++at) ++count;
    return count;
  };
  EXPECT_EQ(orders_in(all_for(desk, "fang's token")), 1u);
  EXPECT_EQ(orders_in(all_for(desk, "song's token")), 2u);
}

TEST(Feed, ends_for_who_is_taken_off_the_staff) {
  ConsoleUnderTest desk;
  const Answer page = desk.get("/console/api/feed");
  domain::Reference without = **ConsoleUnderTest::run(desk.store.reference());
  std::erase_if(without.staff, [](const domain::Staff& one) { return one.id.str() == "fang"; });
  ASSERT_TRUE(ConsoleUnderTest::run(desk.store.replace_reference(without)).value());
  const Answer entered =
      desk.post("/console/api/orders", {{"text", "漏水"}, {"unit", "3-2-501"}}, "song's token");
  ASSERT_EQ(entered.status, 200);
  EXPECT_THAT(heard(page, 2), Not(HasSubstr("event: changed")));
}

}  // namespace
}  // namespace steward::console
