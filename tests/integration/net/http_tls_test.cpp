#include "certificate.hpp"
#include "client_under_test.hpp"
#include "raw_client.hpp"
#include "scripted_server.hpp"
#include "server_under_test.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace steward::net {
namespace {

using testing::StartsWith;

awaitable<Response> about(Request& request) {
  co_return text(200, (request.is_secure ? "secure " : "plain ") + request.body);
}

ServerOptions secured(const Certificate& certificate) {
  ServerOptions options = brisk();
  options.tls = certificate.files();
  return options;
}
ClientRequest to(std::uint16_t port, const std::string& host = "127.0.0.1") {
  return {.url = "https://" + host + ":" + std::to_string(port) + "/",
          .deadline = Milliseconds(5000),
          .guard = Guard::trusted};
}

TEST(Tls, carries_requests_and_keeps_the_connection) {
  const Certificate certificate("127.0.0.1");
  ServerUnderTest desk(about, secured(certificate));
  ClientUnderTest client({.ca_file = certificate.chain()});
  for (std::size_t size : {0u, 5u, 100'000u}) {
    ClientRequest request = to(desk.port());
    request.method = Method::post;
    request.body = std::string(size, 'x');
    const auto answer = client.send(request);
    ASSERT_TRUE(answer) << to_string(answer.error());
    EXPECT_EQ(answer->body, "secure " + request.body);
  }
  EXPECT_EQ(desk.server.counters().connections_accepted, 1u);
  client.client.close_idle();
}

TEST(Tls, goes_by_name_too) {
  const Certificate certificate("localhost");
  ServerUnderTest desk(about, secured(certificate));
  ClientUnderTest client({.ca_file = certificate.chain()});
  EXPECT_EQ(client.outcome(to(desk.port(), "localhost")), "200");
  client.client.close_idle();
}

TEST(Tls, trusts_no_certificate_of_another_or_of_nobody) {
  const Certificate certificate("desk.example");
  ServerUnderTest desk(about, secured(certificate));
  ClientUnderTest knowing({.ca_file = certificate.chain()}), stranger;
  const auto wrong_name = knowing.send(to(desk.port()));
  ASSERT_FALSE(wrong_name);
  EXPECT_EQ(wrong_name.error().code, client_error::tls);
  EXPECT_FALSE(may_have_been_taken(wrong_name.error()));
  EXPECT_EQ(stranger.outcome(to(desk.port())), client_error::tls);
  EXPECT_EQ(desk.server.counters().answers[2], 0u);
}

TEST(Tls, is_not_answered_in_plain) {
  const Certificate certificate("127.0.0.1");
  ServerUnderTest desk(about, secured(certificate));
  RawClient plain(desk.port());
  plain.say(get("/"));
  EXPECT_EQ(plain.hear_all().find("HTTP/1.1"), std::string::npos);
}

TEST(Tls, drops_who_does_not_shake_hands) {
  const Certificate certificate("127.0.0.1");
  ServerOptions options = secured(certificate);
  options.limits.header_deadline = Milliseconds(60);
  ServerUnderTest desk(about, options);
  RawClient silent(desk.port());
  EXPECT_TRUE(silent.is_closed());
}

TEST(Tls, takes_a_new_certificate_while_it_runs) {
  const Certificate old("127.0.0.1"), fresh("127.0.0.1");
  ServerUnderTest desk(about, secured(old));
  ClientUnderTest knows_old({.ca_file = old.chain()}), knows_fresh({.ca_file = fresh.chain()});
  EXPECT_EQ(knows_fresh.outcome(to(desk.port())), client_error::tls);
  {
    std::ofstream(old.files().private_key) << "no key";
    const auto failed = desk.server.reload_tls();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, "tls");
  }
  ClientUnderTest still({.ca_file = old.chain()});
  EXPECT_EQ(still.outcome(to(desk.port())), "200") << "the old one stays in force";
  still.client.close_idle();
  old.replace_by(fresh);
  EXPECT_TRUE(desk.server.reload_tls());
  EXPECT_EQ(knows_fresh.outcome(to(desk.port())), "200");
  knows_fresh.client.close_idle();
}

awaitable<> one_event(EventSink& sink) {
  co_await sink.send("data: hello\n\n");
  co_await sleep_for(std::chrono::hours(1));
}
awaitable<Response> streaming(Request&) { co_return events(one_event); }

TEST(Tls, streams_and_ends_with_the_server) {
  const Certificate certificate("127.0.0.1");
  ServerUnderTest desk(streaming, secured(certificate));
  auto answer = std::async(std::launch::async, [&] {
    ClientUnderTest client({.ca_file = certificate.chain()});
    return client.send(to(desk.port()));
  });
  while (desk.server.counters().streams_open == 0) std::this_thread::yield();
  EXPECT_TRUE(desk.drain(Milliseconds(5000)));
  EXPECT_EQ(answer.get().value().body, "data: hello\n\n");
}

TEST(Tls, goes_through_a_proxy) {
  const Certificate certificate("127.0.0.1");
  ServerUnderTest desk(about, secured(certificate));
  ScriptedServer proxy({[&](ScriptedPeer& peer) {
    EXPECT_THAT(peer.hear_request(), StartsWith("CONNECT 127.0.0.1:" + std::to_string(desk.port())));
    peer.say("HTTP/1.1 200 Connection established\r\n\r\n");
    peer.carry_to(desk.port());
  }});
  ClientUnderTest client({.ca_file = certificate.chain(), .proxy = proxy.url()});
  EXPECT_EQ(client.send(to(desk.port())).value().body, "secure ");
  client.client.close_idle();
}

}  // namespace
}  // namespace steward::net
