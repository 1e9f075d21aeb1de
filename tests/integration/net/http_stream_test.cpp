#include "raw_client.hpp"
#include "server_under_test.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace steward::net {
namespace {

using testing::HasSubstr;

struct Board {
  std::atomic<int> watching{0}, ended{0};

  struct Watching {
    Board& board;
    explicit Watching(Board& its_board) : board(its_board) { ++board.watching; }
    ~Watching() { --board.watching, ++board.ended; }
  };

  // Two events at once, then silence until the end.
  awaitable<> feed(EventSink& sink) {
    const Watching here(*this);
    co_await sink.send(to_wire({.data = "one", .id = "1"}));
    co_await sink.send(to_wire({.data = "two", .id = "2"}));
    co_await sleep_for(std::chrono::hours(1));
  }
  awaitable<> flood(EventSink& sink) {
    const Watching here(*this);
    const std::string large(10'000, 'x');
    for (bool goes_on = true; goes_on;) goes_on = co_await sink.send(large);
  }
  awaitable<> short_feed(EventSink& sink) {
    const Watching here(*this);
    co_await sink.send("data: only\n\n");
  }

  awaitable<Response> open(Request& request) {
    if (request.path == "/flood") co_return events([this](EventSink& sink) { return flood(sink); });
    if (request.path == "/short") co_return events([this](EventSink& sink) { return short_feed(sink); });
    co_return events([this](EventSink& sink) { return feed(sink); });
  }
  Handler handler() {
    return [this](Request& request) { return open(request); };
  }
  bool becomes_empty() const {
    const Ticks begin = ticks();
    while (watching > 0 && ticks() - begin < Milliseconds(5000)) std::this_thread::yield();
    return watching == 0;
  }
};

TEST(Stream, sends_events_as_they_come) {
  Board board;
  ServerUnderTest desk(board.handler());
  RawClient client(desk.port());
  client.say(get("/"));
  const std::string head = client.hear_until("\r\n\r\n");
  EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(head, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_THAT(client.hear_until("data: two\n\n"), HasSubstr("id: 1\ndata: one\n\n"));
  EXPECT_EQ(desk.server.counters().streams_open, 1);
}

TEST(Stream, ends_its_writer_when_the_client_leaves) {
  Board board;
  ServerUnderTest desk(board.handler());
  {
    RawClient client(desk.port());
    client.say(get("/"));
    client.hear_until("data: two\n\n");
    EXPECT_EQ(board.watching, 1);
  }
  EXPECT_TRUE(board.becomes_empty());
  EXPECT_TRUE(desk.troubles().empty());
}

TEST(Stream, ends_when_the_server_drains) {
  Board board;
  ServerUnderTest desk(board.handler());
  RawClient client(desk.port());
  client.say(get("/"));
  client.hear_until("data: two\n\n");
  auto drained = desk.begin_drain(Milliseconds(8000));
  EXPECT_THAT(client.hear_all(), HasSubstr("0\r\n\r\n")) << "whole, so that a proxy sees no error";
  client.hang_up();
  EXPECT_TRUE(drained.get());
  EXPECT_EQ(board.ended, 1);
}

TEST(Stream, ends_whole_when_its_writer_returns) {
  Board board;
  ServerUnderTest desk(board.handler());
  RawClient client(desk.port());
  client.say(get("/short"));
  EXPECT_THAT(client.hear_all(), HasSubstr("c\r\ndata: only\n\n\r\n0\r\n\r\n"));
}

TEST(Stream, is_plain_for_an_old_client) {
  Board board;
  ServerUnderTest desk(board.handler());
  RawClient client(desk.port());
  client.say("GET /short HTTP/1.0\r\n\r\n");
  const std::string heard = client.hear_all();
  EXPECT_EQ(heard.substr(heard.find("\r\n\r\n") + 4), "data: only\n\n");
}

TEST(Stream, shows_that_it_lives) {
  Board board;
  ServerLimits limits = brisk_limits();
  limits.keep_alive_comment = Milliseconds(20);
  ServerUnderTest desk(board.handler(), brisk(limits));
  RawClient client(desk.port());
  client.say(get("/"));
  client.hear_until("data: two\n\n");
  EXPECT_NE(client.hear_until(": still here\n\n"), "");
  EXPECT_NE(client.hear_until(": still here\n\n"), "");
}

TEST(Stream, does_not_pile_up_for_a_client_that_does_not_read) {
  Board board;
  ServerLimits limits = brisk_limits();
  limits.write_deadline = Milliseconds(100);
  ServerUnderTest desk(board.handler(), brisk(limits));
  RawClient client(desk.port());
  client.say(get("/flood"));
  client.hear_until("\r\n\r\n");
  EXPECT_TRUE(board.becomes_empty());
  EXPECT_LT(desk.server.counters().bytes_out, 50u << 20);
}

}  // namespace
}  // namespace steward::net
