// What a slow, greedy or crowding client gets.
#include "raw_client.hpp"
#include "server_under_test.hpp"

#include <gmock/gmock.h>

#include <memory>
#include <thread>
#include <vector>

namespace steward::net {
namespace {

using testing::IsEmpty;

constexpr Milliseconds short_time{60};

TEST(Limits, slow_header) {
  ServerLimits limits = brisk_limits();
  limits.header_deadline = short_time;
  ServerUnderTest desk(echo, brisk(limits));
  RawClient client(desk.port());
  client.say("GET / HTTP/1.1\r\nHo");
  EXPECT_EQ(client.hear().status, 408);
  EXPECT_TRUE(client.is_closed());
}

// Bytes that trickle in do not renew the deadline.
TEST(Limits, trickling_header) {
  ServerLimits limits = brisk_limits();
  limits.header_deadline = short_time;
  ServerUnderTest desk(echo, brisk(limits));
  RawClient client(desk.port());
  client.say("GET / HTTP/1.1\r\nHost: a\r\nX: ");
  const Ticks begin = ticks();
  while (!client.hears_within(5) && ticks() - begin < Milliseconds(5000)) client.say("y");
  EXPECT_EQ(client.hear().status, 408);
  EXPECT_LT(ticks() - begin, Milliseconds(3000));
}

TEST(Limits, slow_body) {
  ServerLimits limits = brisk_limits();
  limits.body.deadline = short_time;
  ServerUnderTest desk(echo, brisk(limits));
  RawClient client(desk.port());
  client.say("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(client.hear().status, 408);
  EXPECT_TRUE(client.is_closed());
}

TEST(Limits, nothing_said_at_all) {
  ServerLimits limits = brisk_limits();
  limits.header_deadline = short_time;
  ServerUnderTest desk(echo, brisk(limits));
  RawClient client(desk.port());
  EXPECT_TRUE(client.is_closed());
}

TEST(Limits, idle_between_requests) {
  ServerLimits limits = brisk_limits();
  limits.idle_deadline = short_time;
  ServerUnderTest desk(echo, brisk(limits));
  RawClient client(desk.port());
  client.say(get("/"));
  EXPECT_EQ(client.hear().status, 200);
  EXPECT_TRUE(client.is_closed());
}

awaitable<Response> endless(Request&) { co_return text(200, std::string(64 << 20, 'x')); }

TEST(Limits, client_that_does_not_read) {
  ServerLimits limits = brisk_limits();
  limits.write_deadline = short_time;
  ServerUnderTest desk(endless, brisk(limits));
  RawClient client(desk.port());
  client.say(get("/"));
  client.hear_until("\r\n\r\n");
  const Ticks begin = ticks();
  while (desk.server.counters().connections_open > 0 && ticks() - begin < Milliseconds(5000))
    std::this_thread::yield();
  EXPECT_EQ(desk.server.counters().connections_open, 0);
}

TEST(Limits, header_and_body_bytes) {
  ServerLimits limits = brisk_limits();
  limits.header_bytes = 1000;
  limits.body_of = [](std::string_view path) { return BodyLimit{.bytes = path == "/photos" ? 100u : 10u}; };
  ServerUnderTest desk(echo, brisk(limits));
  const auto status_of = [&](const std::string& bytes) {
    RawClient client(desk.port());
    client.say(bytes);
    return client.hear().status;
  };
  EXPECT_EQ(status_of(get("/", "X: " + std::string(1000, 'x') + "\r\n")), 431);
  EXPECT_EQ(status_of(post("/", std::string(11, 'x'))), 413);
  EXPECT_EQ(status_of(post("/photos", std::string(100, 'x'))), 200);
  EXPECT_EQ(status_of(post("/photos", std::string(101, 'x'))), 413);
}

TEST(Limits, connections_of_one_address) {
  ServerLimits limits = brisk_limits();
  limits.connections_per_address = 2;
  ServerUnderTest desk(echo, brisk(limits));
  auto one = std::make_unique<RawClient>(desk.port());
  RawClient other(desk.port());
  for (RawClient* client : {one.get(), &other}) {
    client->say(get("/"));
    EXPECT_EQ(client->hear().status, 200);
  }
  RawClient third(desk.port());
  const RawAnswer answer = third.hear();
  EXPECT_EQ(answer.status, 503);
  EXPECT_TRUE(answer.has("Retry-After"));
  EXPECT_EQ(desk.server.counters().connections_refused, 1u);

  one.reset();
  const Ticks begin = ticks();
  while (desk.server.counters().connections_open > 1 && ticks() - begin < Milliseconds(5000))
    std::this_thread::yield();
  RawClient fourth(desk.port());
  fourth.say(get("/"));
  EXPECT_EQ(fourth.hear().status, 200) << "a place that was left is free again";
}

TEST(Limits, connections_of_a_trusted_proxy_are_not_one_client_s) {
  ServerOptions options = brisk();
  options.limits.connections_per_address = 1;
  options.trusted_proxies.ranges = {range_from("127.0.0.0/8").value()};
  ServerUnderTest desk(echo, options);
  RawClient one(desk.port()), other(desk.port());
  for (RawClient* connection : {&one, &other}) {
    connection->say(get("/"));
    EXPECT_EQ(connection->hear().status, 200);
  }
}

TEST(Limits, the_longest_idle_makes_room) {
  ServerLimits limits = brisk_limits();
  limits.connections = 3;
  ServerUnderTest desk(echo, brisk(limits),
                       1);  // on one thread the order of becoming idle is that of the answers
  std::vector<std::unique_ptr<RawClient>> clients;
  for (int i = 0; i < 3; ++i) {
    clients.push_back(std::make_unique<RawClient>(desk.port()));
    clients.back()->say(get("/"));
    EXPECT_EQ(clients.back()->hear().status, 200);
  }
  clients[0]->say(get("/again"));  // now the second has been idle for longest
  EXPECT_EQ(clients[0]->hear().status, 200);

  RawClient fourth(desk.port());
  fourth.say(get("/"));
  EXPECT_EQ(fourth.hear().status, 200);
  EXPECT_TRUE(clients[1]->is_closed());
  for (std::size_t kept : {0u, 2u}) {
    clients[kept]->say(get("/"));
    EXPECT_EQ(clients[kept]->hear().status, 200) << kept;
  }
}

struct Gate {
  std::mutex mutex;
  std::vector<Bell> bells;
  awaitable<Response> wait(Request&) {
    Bell bell(co_await boost::asio::this_coro::executor);
    {
      const std::scoped_lock lock(mutex);
      bells.push_back(bell);
    }
    co_await bell.wait();
    co_return text(200, "let through");
  }
  std::size_t waiting() {
    const std::scoped_lock lock(mutex);
    return bells.size();
  }
  void open() {
    const std::scoped_lock lock(mutex);
    for (Bell& bell : bells) bell.ring();
  }
};

TEST(Limits, nobody_at_work_is_put_out) {
  ServerLimits limits = brisk_limits();
  limits.connections = 2;
  Gate gate;
  ServerUnderTest desk([&gate](Request& request) { return gate.wait(request); }, brisk(limits));
  RawClient one(desk.port()), other(desk.port());
  one.say(get("/"));
  other.say(get("/"));
  const Ticks begin = ticks();
  while (gate.waiting() < 2 && ticks() - begin < Milliseconds(5000)) std::this_thread::yield();
  RawClient third(desk.port());
  EXPECT_EQ(third.hear().status, 503);
  gate.open();
  EXPECT_EQ(one.hear().body, "let through");
  EXPECT_EQ(other.hear().body, "let through");
}

TEST(Limits, a_running_handler_has_no_deadline_of_the_server) {
  ServerLimits limits = brisk_limits();
  limits.header_deadline = limits.idle_deadline = limits.body.deadline = limits.write_deadline =
      Milliseconds(30);
  ServerUnderTest desk(
      [](Request&) -> awaitable<Response> {
        co_await sleep_for(Milliseconds(150));
        co_return text(200, "done");
      },
      brisk(limits));
  RawClient client(desk.port());
  client.say(get("/"));
  EXPECT_EQ(client.hear().body, "done");
  EXPECT_THAT(desk.troubles(), IsEmpty());
}

}  // namespace
}  // namespace steward::net
