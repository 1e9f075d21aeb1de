#include "raw_client.hpp"
#include "server_under_test.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace steward::net {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(HttpServer, keeps_a_connection_alive) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  for (int i = 0; i < 3; ++i) {
    client.say(post("/hooks/a", "hello"));
    EXPECT_EQ(client.hear().body, "POST /hooks/a hello");
  }
  EXPECT_EQ(desk.server.counters().connections_accepted, 1u);
  EXPECT_EQ(desk.server.counters().answers[2], 3u);
}

TEST(HttpServer, closes_when_asked) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  client.say(get("/", "Connection: close\r\n"));
  EXPECT_TRUE(client.hear().has("Connection: close"));
  EXPECT_TRUE(client.is_closed());
}

TEST(HttpServer, answers_what_is_pipelined_in_order) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  std::string all;
  for (int i = 0; i < 50; ++i)
    all += i % 2 ? get("/" + std::to_string(i)) : post("/" + std::to_string(i), "x");
  client.say(all);
  for (int i = 0; i < 50; ++i)
    EXPECT_EQ(client.hear().body,
              (i % 2 ? "GET /" + std::to_string(i) + " " : "POST /" + std::to_string(i) + " x"));
}

TEST(HttpServer, takes_a_request_in_single_bytes) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  for (char byte : post("/slow", "body")) client.say({&byte, 1});
  EXPECT_EQ(client.hear().body, "POST /slow body");
}

TEST(HttpServer, gives_a_large_body_back_whole) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  const std::string body(900'000, 'b');
  client.say(post("/", body));
  const RawAnswer answer = client.hear();
  EXPECT_EQ(answer.body.size(), body.size() + 7);
  client.say(get("/next"));
  EXPECT_EQ(client.hear().body, "GET /next ");
}

TEST(HttpServer, answers_head_without_a_body) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  client.say("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_TRUE(client.hear(true).has("Content-Length: 8"));
  client.say(get("/b"));
  EXPECT_EQ(client.hear().body, "GET /b ");
}

TEST(HttpServer, says_continue_before_a_body) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  client.say("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.hear_until("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  client.say("hi");
  EXPECT_EQ(client.hear().body, "POST /a hi");
}

TEST(HttpServer, refuses_a_body_before_it_is_sent) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  client.say("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\nExpect: 100-continue\r\n\r\n");
  const RawAnswer answer = client.hear();
  EXPECT_EQ(answer.status, 413);
  EXPECT_TRUE(answer.has("application/problem+json"));
  EXPECT_TRUE(client.is_closed());
}

TEST(HttpServer, is_heard_although_the_body_is_on_its_way) {
  ServerUnderTest desk(echo);
  RawClient client(desk.port());
  client.say("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2000000\r\n\r\n");
  client.say(std::string(500'000, 'x'));
  EXPECT_EQ(client.hear().status, 413);
}

awaitable<Response> throwing(Request& request) {
  if (request.path == "/bug") throw std::runtime_error("no such luck");
  co_return text(200, "fine");
}

TEST(HttpServer, survives_a_handler_that_throws) {
  ServerUnderTest desk(throwing);
  RawClient client(desk.port());
  client.say(get("/bug"));
  const RawAnswer answer = client.hear();
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.body.find("luck"), std::string::npos) << "what went wrong is for the log";
  client.say(get("/"));
  EXPECT_EQ(client.hear().body, "fine");
  EXPECT_THAT(desk.troubles(), ElementsAre("handler_threw: no such luck"));
}

awaitable<Response> about(Request& request) {
  co_return text(200, request.peer + (request.is_secure ? " secure" : " plain"));
}

TEST(HttpServer, listens_on_a_unix_socket_too) {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("net" + std::to_string(::getpid()))).string();
  ServerOptions options = brisk();
  options.unix_path = path;
  {
    ServerUnderTest desk(about, options);
    RawClient local(path), remote(desk.port());
    local.say(get("/"));
    remote.say(get("/"));
    EXPECT_EQ(local.hear().body, "unix plain");
    EXPECT_EQ(remote.hear().body, "127.0.0.1 plain");

    Threads threads(1);
    HttpServer second(threads, options, about);
    const auto bound = second.listen();
    ASSERT_FALSE(bound) << "the socket of a living server is not taken away";
    EXPECT_EQ(bound.error().code, "unix_socket");
  }
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST(HttpServer, believes_a_trusted_proxy_about_each_request) {
  ServerOptions options = brisk();
  options.trusted_proxies.ranges = {range_from("127.0.0.1").value()};
  ServerUnderTest desk(about, options);
  RawClient proxy(desk.port());
  const auto peer_of = [&proxy](std::string_view headers) {
    proxy.say(get("/", headers));
    return proxy.hear().body;
  };
  EXPECT_EQ(peer_of("X-Forwarded-For: 1.1.1.1, 203.0.113.7\r\n"), "203.0.113.7 plain");
  EXPECT_EQ(peer_of("X-Forwarded-For: 2001:db8::7\r\n"), "2001:db8::7 plain");
  EXPECT_EQ(peer_of(""), "127.0.0.1 plain") << "nothing is left of who asked before on this connection";
}

TEST(HttpServer, believes_nobody_else) {
  ServerOptions options = brisk();
  options.trusted_proxies.ranges = {range_from("127.0.0.2").value()};
  options.trusted_proxies.unix_socket = true;
  ServerUnderTest desk(about, options);
  RawClient client(desk.port());
  client.say(get("/", "X-Forwarded-For: 203.0.113.7\r\n"));
  EXPECT_EQ(client.hear().body, "127.0.0.1 plain");
}

TEST(HttpServer, believes_who_comes_over_the_unix_socket_where_it_is_told_to) {
  const std::string path =
      (std::filesystem::temp_directory_path() / ("proxied" + std::to_string(::getpid()))).string();
  for (const bool is_trusted : {false, true}) {
    ServerOptions options = brisk();
    options.unix_path = path;
    options.trusted_proxies.unix_socket = is_trusted;
    ServerUnderTest desk(about, options);
    RawClient local(path);
    local.say(get("/", "X-Forwarded-For: 203.0.113.7\r\n"));
    EXPECT_EQ(local.hear().body, is_trusted ? "203.0.113.7 plain" : "unix plain");
  }
}

TEST(HttpServer, says_why_it_cannot_listen) {
  ServerUnderTest desk(echo);
  Threads threads(1);
  ServerOptions taken = brisk(), nonsense = brisk(), keyless = brisk();
  taken.port = desk.port();
  nonsense.address = "nowhere";
  keyless.tls = TlsFiles{"/nonexistent.pem", "/nonexistent.key"};
  EXPECT_EQ(HttpServer(threads, taken, echo).listen().error().code, "address");
  EXPECT_EQ(HttpServer(threads, nonsense, echo).listen().error().code, "address");
  EXPECT_EQ(HttpServer(threads, keyless, echo).listen().error().code, "tls");
}

}  // namespace
}  // namespace steward::net
