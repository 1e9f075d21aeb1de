#include "raw_client.hpp"
#include "server_under_test.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

namespace steward::net {
namespace {

constexpr Milliseconds ample{8000};

struct Slow {
  std::atomic<int> begun{0}, committed{0};
  awaitable<Response> answer(Request&) {
    ++begun;
    co_await sleep_for(Milliseconds(20));
    ++committed;
    co_return text(200, "kept");
  }
};

TEST(Drain, answers_what_runs_and_closes_what_is_idle) {
  Slow slow;
  ServerUnderTest desk([&slow](Request& request) { return slow.answer(request); });
  RawClient idle(desk.port()), running(desk.port());
  idle.say(get("/"));
  EXPECT_EQ(idle.hear().status, 200);
  running.say(get("/"));
  while (slow.begun < 2) std::this_thread::yield();
  auto drained = desk.begin_drain(ample);
  const RawAnswer answer = running.hear();
  EXPECT_EQ(answer.body, "kept");
  EXPECT_TRUE(answer.has("Connection: close"));
  EXPECT_TRUE(idle.is_closed());
  running.hang_up();
  EXPECT_TRUE(drained.get());
  EXPECT_THROW(RawClient(desk.port()), std::runtime_error);
}

// Each client counts what it was answered; the handler counts what it committed. A request whose answer was
// not heard may be sent again by its platform, but none that was answered may be missing.
TEST(Drain, loses_no_answer_under_load) {
  Slow slow;
  ServerUnderTest desk([&slow](Request& request) { return slow.answer(request); });
  std::atomic<int> answered{0}, cut_off{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i)
    clients.emplace_back([&, port = desk.port()] {
      try {
        RawClient client(port);
        while (client.say(post("/", "x"))) {
          const RawAnswer answer = client.hear();
          if (answer.status == 200) ++answered;
          if (answer.status == 0) ++cut_off;
          if (answer.status != 200 || answer.has("Connection: close")) return;
        }
      } catch (const std::runtime_error&) {
      }
    });
  while (answered < 100) std::this_thread::yield();
  EXPECT_TRUE(desk.drain(ample));
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(answered, slow.committed);
  EXPECT_EQ(cut_off, 0) << "these clients always had a request under way";
}

awaitable<Response> stuck(Request&) {
  co_await sleep_for(std::chrono::hours(1));
  co_return text(200, "never");
}

TEST(Drain, cancels_what_does_not_end_within_the_grace) {
  std::atomic<bool> has_begun{false};
  ServerUnderTest desk([&](Request& request) {
    has_begun = true;
    return stuck(request);
  });
  RawClient client(desk.port());
  client.say(get("/"));
  while (!has_begun) std::this_thread::yield();
  const Ticks begin = ticks();
  EXPECT_FALSE(desk.drain(Milliseconds(50)));
  EXPECT_LT(ticks() - begin, Milliseconds(900));
  EXPECT_TRUE(client.is_closed());
  EXPECT_EQ(desk.server.counters().connections_open, 0);
}

}  // namespace
}  // namespace steward::net
