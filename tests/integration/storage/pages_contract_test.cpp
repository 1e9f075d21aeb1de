// What live pages read, what is waited for, and media.

#include "tests/integration/storage/store_under_test.hpp"

#include <gmock/gmock.h>

namespace steward::storage {
namespace {

using namespace domain;
using namespace std::chrono_literals;

class Pages : public StoreContract {
 protected:
  void say(const std::string& id, const std::string& text, const std::string& account = "web:1") {
    Commit commit;
    commit.thread.push_back({.account = AccountId(account),
                             .id = id,
                             .by = "resident",
                             .at = now(),
                             .text = text,
                             .media = {{Media::Form::photo, "web:p1", ""}},
                             .buttons = {{"好", "yes:A"}}});
    EXPECT_EQ(apply(commit), Applied::How::done);
  }
  void tell(std::vector<FeedEntry> entries) {
    Commit commit;
    commit.feed = std::move(entries);
    EXPECT_EQ(apply(commit), Applied::How::done);
  }
  OutMessage message_to(const std::string& account) {
    OutMessage message;
    message.id = "to-" + account;
    message.to = AccountId(account);
    message.created_at = now();
    return message;
  }
  // What it was told reaches it, and everything that this and the beginning to listen rang has faded.
  void wait_until_it_listens() {
    do tell({{"order", "probe"}});
    while (!under_test().run(store().wait(Wake::feed, 100ms)));
    while (under_test().run(store().wait(Wake::feed, 300ms))) continue;
  }
  // As the web chat sends: what is claimed is a line of its recipient's thread.
  void deliver_into_thread() {
    for (const ClaimedMessage& claimed : run(store().claim_messages(Lane::normal, 10))) {
      SendOutcome sent;
      sent.thread = ThreadEntry{.account = claimed.message.to, .id = claimed.message.id, .by = "desk"};
      EXPECT_TRUE(run(store().settle(claimed, sent)));
    }
  }
};

TEST_P(Pages, a_thread_is_read_on_from_a_cursor) {
  for (int i = 1; i <= 5; ++i) say("m" + std::to_string(i), "text " + std::to_string(i));
  say("x1", "elsewhere", "web:2");
  auto lines = run(store().thread(AccountId("web:1"), "", 3));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[0].entry.id, "m1");
  EXPECT_EQ(lines[0].entry.account, AccountId("web:1"));
  EXPECT_EQ(lines[0].entry.text, "text 1");
  EXPECT_EQ(lines[0].entry.by, "resident");
  EXPECT_EQ(lines[0].entry.media.at(0).ref, "web:p1");
  EXPECT_EQ(lines[0].entry.buttons.at(0), (ThreadButton{"好", "yes:A"}));
  lines = run(store().thread(AccountId("web:1"), lines.back().cursor, 10));
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].entry.text, "text 4");
  EXPECT_TRUE(run(store().thread(AccountId("web:1"), lines.back().cursor, 10)).empty());
}

TEST_P(Pages, a_line_is_not_written_twice) {
  say("m1", "first");
  say("m2", "second");
  say("m1", "first, again");
  say("", "without an id");
  say("", "without an id");
  EXPECT_EQ(run(store().thread(AccountId("web:1"), "", 10)).size(), 4u);
}

TEST_P(Pages, a_cursor_that_is_none_reads_from_the_beginning) {
  say("m1", "first");
  for (const char* cursor : {"zz", "-", "1-2-3", "'; DROP", "(5"})
    EXPECT_EQ(run(store().thread(AccountId("web:1"), cursor, 10)).size(), 1u) << cursor;
}

TEST_P(Pages, the_feed_is_read_on_from_a_cursor) {
  tell({{"order", "A"}, {"conversation", "web:1", SiteId("donghu")}});
  tell({{"order", "B"}});
  auto lines = run(store().feed("", 10));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1].entry.what, "conversation");
  EXPECT_EQ(lines[1].entry.id, "web:1");
  EXPECT_EQ(lines[1].entry.site, SiteId("donghu"));
  EXPECT_EQ(lines[0].entry.site, SiteId());
  const std::string seen = lines[1].cursor;
  lines = run(store().feed(seen, 10));
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].entry.id, "B");
  EXPECT_TRUE(run(store().feed(lines[0].cursor, 10)).empty());
}

TEST_P(Pages, a_commit_in_the_feed_is_read_whole_or_later) {
  std::vector<FeedEntry> many;
  for (int i = 0; i < 5; ++i) many.push_back({"order", "o" + std::to_string(i)});
  tell({{"order", "A"}});
  tell(many);
  tell({{"order", "Z"}});
  std::vector<std::string> seen;
  std::string after;
  for (auto lines = run(store().feed(after, 2)); !lines.empty(); lines = run(store().feed(after, 2)))
    for (const FeedLine& line : lines) seen.push_back(line.entry.id), after = line.cursor;
  EXPECT_EQ(seen, (std::vector<std::string>{"A", "o0", "o1", "o2", "o3", "o4", "Z"}));
}

TEST_P(Pages, the_feed_and_threads_do_not_grow_for_ever) {
  for (int i = 0; i < 13; ++i) {
    Commit commit;
    for (int j = 0; j < 100; ++j) {
      commit.feed.push_back({"order", "o"});
      commit.thread.push_back({.account = AccountId("web:1"), .text = "t"});
    }
    ASSERT_EQ(apply(commit), Applied::How::done);
  }
  EXPECT_LE(run(store().feed("", 5000)).size(), 1300u);
  EXPECT_LE(run(store().thread(AccountId("web:1"), "", 5000)).size(), 700u);
}

TEST_P(Pages, media_come_back_as_they_were_put) {
  std::string bytes("\x89PNG\n\0\xff", 7);
  const std::string id = under_test().run(store().put_media("image/png", bytes, 60s)).value();
  const auto media = run(store().media(id));
  ASSERT_TRUE(media);
  EXPECT_EQ(media->type, "image/png");
  EXPECT_EQ(media->bytes, bytes);
  EXPECT_EQ(run(store().media("nothing")), std::nullopt);
}

awaitable<std::chrono::milliseconds> time_of_wait(Store& store, Wake wake,
                                                  std::chrono::milliseconds longest) {
  const net::Ticks began = net::ticks();
  co_await store.wait(wake, longest);
  co_return std::chrono::floor<std::chrono::milliseconds>(net::ticks() - began);
}

TEST_P(Pages, whoever_waits_is_woken_by_a_commit) {
  Commit commit;
  commit.messages = {message_to("web:1")};
  commit.feed = {{"order", "A"}};
  commit.timers = {{"gather:c:web:1", now() + 1s}};

  wait_until_it_listens();
  std::map<Wake, std::chrono::milliseconds> waited;
  for (Wake wake : {Wake::outbox, Wake::feed, Wake::timers, Wake::reference}) {
    auto at_end = [&waited, wake](std::exception_ptr, std::chrono::milliseconds time) {
      waited[wake] = time;
    };
    boost::asio::co_spawn(under_test().loop(), time_of_wait(store(), wake, 1500ms), at_end);
  }
  EXPECT_EQ(apply(commit), Applied::How::done);
  under_test().run(store().wait(Wake::reference, 1600ms));
  for (Wake wake : {Wake::outbox, Wake::feed, Wake::timers})
    EXPECT_LT(waited.at(wake), 1000ms) << static_cast<int>(wake);
  EXPECT_GE(waited.at(Wake::reference), 1400ms);
}

awaitable<std::chrono::milliseconds> time_to_a_line(Store& store, AccountId account) {
  const net::Ticks began = net::ticks();
  co_await store.wait_for_line(account, 1500ms);
  co_return std::chrono::floor<std::chrono::milliseconds>(net::ticks() - began);
}

TEST_P(Pages, a_line_wakes_who_follows_its_thread_and_nobody_else) {
  wait_until_it_listens();
  std::map<std::string, std::chrono::milliseconds> waited;
  for (const char* account : {"web:1", "web:2", "sms:3", "web:4"}) {
    auto at_end = [&waited, account](std::exception_ptr, std::chrono::milliseconds time) {
      waited[account] = time;
    };
    boost::asio::co_spawn(under_test().loop(), time_to_a_line(store(), AccountId(account)), at_end);
  }
  Commit commit;
  commit.thread = {{.account = AccountId("web:1"), .id = "m1"}, {.account = AccountId("sms:3"), .id = "m2"}};
  commit.messages = {message_to("web:2")};
  EXPECT_EQ(apply(commit), Applied::How::done);
  deliver_into_thread();
  under_test().run(store().wait(Wake::reference, 1600ms));
  for (const char* account : {"web:1", "web:2", "sms:3"}) EXPECT_LT(waited.at(account), 1000ms) << account;
  EXPECT_GE(waited.at("web:4"), 1400ms);
}

INSTANTIATE_TEST_SUITE_P(Stores, Pages, testing::Values(Kind::memory, Kind::redis), [](const auto& tested) {
  return tested.param == Kind::memory ? "memory" : "redis";
});

}  // namespace
}  // namespace steward::storage
