#include "net/http_client.hpp"

#include "client_under_test.hpp"
#include "scripted_server.hpp"

#include <gmock/gmock.h>

#include <future>

namespace steward::net {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

ClientRequest trusted(std::string url) {
  return {.url = std::move(url), .deadline = Milliseconds(5000), .guard = Guard::trusted};
}
ClientRequest posting(std::string url, std::string body) {
  ClientRequest request = trusted(std::move(url));
  request.method = Method::post;
  request.body = std::move(body);
  return request;
}

TEST(HttpClient, sends_what_it_is_given) {
  std::promise<std::string> heard;
  ScriptedServer server({[&](ScriptedPeer& peer) {
    heard.set_value(peer.hear_request());
    peer.say("HTTP/1.1 201 Created\r\nX-Id: 7\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
    peer.wait_for_end();
  }});
  ClientUnderTest desk;
  ClientRequest request = posting(server.url("/send?a=b%20c"), "水");
  request.headers = {{"Content-Type", "text/plain"}, {"Host", "evil"}, {"Content-Length", "1"}};
  const auto answer = desk.send(request);
  desk.client.close_idle();
  ASSERT_TRUE(answer) << to_string(answer.error());
  EXPECT_EQ(answer->status, 201);
  EXPECT_EQ(answer->headers.get("x-id"), "7");
  EXPECT_EQ(answer->body, "abc");
  EXPECT_EQ(heard.get_future().get(),
            "POST /send?a=b%20c HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) +
                "\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\n水");
}

TEST(HttpClient, uses_a_connection_again) {
  ScriptedServer server({[](ScriptedPeer& peer) {
    for (int i = 0; i < 3; ++i) peer.hear_request(), peer.answer(std::to_string(i));
    peer.wait_for_end();
  }});
  ClientUnderTest desk;
  for (int i = 0; i < 3; ++i) EXPECT_EQ(desk.send(trusted(server.url())).value().body, std::to_string(i));
  EXPECT_EQ(desk.client.idle_connections(), 1u);
  desk.client.close_idle();
  EXPECT_EQ(server.played(), 1);
}

TEST(HttpClient, keeps_no_connection_the_server_closes) {
  const auto once = [](ScriptedPeer& peer) {
    peer.hear_request(), peer.answer("x", "Connection: close\r\n");
  };
  ScriptedServer server({once, once});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
  EXPECT_EQ(desk.client.idle_connections(), 0u);
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
}

TEST(HttpClient, keeps_no_connection_with_something_left_on_it) {
  ScriptedServer server({[](ScriptedPeer& peer) {
    peer.hear_request();
    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");
    peer.wait_for_end();
  }});
  ClientUnderTest desk;
  EXPECT_EQ(desk.send(trusted(server.url())).value().body, "a");
  EXPECT_EQ(desk.client.idle_connections(), 0u);
}

// The pooled connection takes the second request and dies: it may have been acted on.
ScriptedServer::Script dies_at_the_second() {
  return [](ScriptedPeer& peer) {
    peer.hear_request(), peer.answer("first");
    peer.hear_request(), peer.reset();
  };
}
void answers(ScriptedPeer& peer) { peer.hear_request(), peer.answer("again"); }

TEST(HttpClient, repeats_only_what_may_be_repeated) {
  ScriptedServer server({dies_at_the_second(), answers});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
  const auto once = desk.send(posting(server.url(), "x"));
  ASSERT_FALSE(once);
  EXPECT_EQ(once.error().code, client_error::reset_after_sent);
  EXPECT_TRUE(may_have_been_taken(once.error()));
  EXPECT_EQ(server.played(), 1);
}

TEST(HttpClient, repeats_on_a_fresh_connection) {
  ScriptedServer server({dies_at_the_second(), answers});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
  ClientRequest repeatable = posting(server.url(), "x");
  repeatable.is_repeatable = true;
  EXPECT_EQ(desk.send(repeatable).value().body, "again");
  desk.client.close_idle();
}

TEST(HttpClient, sees_that_a_pooled_connection_was_closed) {
  std::promise<void> closed;
  ScriptedServer server({[](ScriptedPeer& peer) { peer.hear_request(), peer.answer("first"); },
                         [&](ScriptedPeer& peer) { answers(peer); }});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
  while (server.played() < 1) std::this_thread::yield();
  EXPECT_EQ(desk.send(posting(server.url(), "x")).value().body, "again");
  desk.client.close_idle();
}

TEST(HttpClient, does_not_repeat_an_answer_that_broke_off) {
  ScriptedServer server({[](ScriptedPeer& peer) {
                           peer.hear_request(), peer.answer("first");
                           peer.hear_request(), peer.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal");
                         },
                         answers});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
  ClientRequest repeatable = trusted(server.url());
  repeatable.is_repeatable = true;
  EXPECT_EQ(desk.outcome(repeatable), client_error::reset_after_sent);
}

TEST(HttpClient, tells_a_timeout_before_from_one_after) {
  ScriptedServer silent({[](ScriptedPeer& peer) { peer.hear_request(), peer.wait_for_end(); }});
  ScriptedServer deaf({[](ScriptedPeer& peer) { peer.hear(1), peer.wait_for_end(); }});
  ClientUnderTest desk;
  ClientRequest request = posting(silent.url(), "x");
  request.deadline = Milliseconds(60);
  const auto after = desk.send(request);
  EXPECT_EQ(after.error().code, client_error::timeout_after_sent);
  EXPECT_TRUE(may_have_been_taken(after.error()));

  // More than socket buffers hold, to a peer that does not read: it cannot have been taken.
  std::promise<void> given_up;
  ScriptedServer stalled({[&](ScriptedPeer& peer) {
    peer.hear(1);
    given_up.get_future().wait();
  }});
  request = posting(stalled.url(), std::string(64 << 20, 'x'));
  request.deadline = Milliseconds(100);
  const auto before = desk.send(request);
  given_up.set_value();
  EXPECT_EQ(before.error().code, client_error::timeout_before_sent);
  EXPECT_FALSE(may_have_been_taken(before.error()));

  request = trusted(deaf.url());
  request.deadline = Milliseconds(60);
  EXPECT_EQ(desk.outcome(request), client_error::timeout_after_sent);
}

TEST(HttpClient, has_one_deadline_for_a_trickling_answer) {
  ScriptedServer server({[](ScriptedPeer& peer) {
    peer.hear_request();
    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
    while (!peer.is_spoken_to_within(5)) peer.say("x");
  }});
  ClientUnderTest desk;
  ClientRequest request = trusted(server.url());
  request.deadline = Milliseconds(80);
  const Ticks begin = ticks();
  EXPECT_EQ(desk.outcome(request), client_error::timeout_after_sent);
  EXPECT_LT(ticks() - begin, Milliseconds(250));
}

TEST(HttpClient, caps_the_answer) {
  const auto large = [](ScriptedPeer& peer) { peer.hear_request(), peer.answer(std::string(101, 'x')); };
  const auto unending = [](ScriptedPeer& peer) {
    peer.hear_request();
    peer.say("HTTP/1.1 200 OK\r\n\r\n" + std::string(200'000, 'x'));
  };
  ScriptedServer server({large, unending});
  ClientUnderTest desk;
  ClientRequest request = trusted(server.url());
  request.answer_bytes = 100;
  EXPECT_EQ(desk.outcome(request), client_error::too_large);
  EXPECT_EQ(desk.outcome(request), client_error::too_large);
}

TEST(HttpClient, names_what_went_wrong) {
  ScriptedServer garbage(
      {[](ScriptedPeer& peer) { peer.hear_request(), peer.say("SSH-2.0-OpenSSH\r\n\r\n"); }});
  ScriptedServer resetting({[](ScriptedPeer& peer) { peer.hear_request(), peer.reset(); }});
  std::uint16_t free_port = 0;
  {
    ScriptedServer gone({});
    free_port = gone.port();
  }
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(garbage.url())), client_error::garbage);
  EXPECT_EQ(desk.outcome(trusted(resetting.url())), client_error::reset_after_sent);
  EXPECT_EQ(desk.outcome(trusted("http://127.0.0.1:" + std::to_string(free_port))), client_error::refused);
  EXPECT_EQ(desk.outcome(trusted("http://no-such-host.invalid/")), client_error::resolve);
  EXPECT_EQ(desk.outcome(trusted("gopher://127.0.0.1/")), client_error::bad_request);
  ClientRequest splitting = trusted("http://127.0.0.1:1/");
  splitting.headers = {{"X", "a\r\nY: b"}};
  EXPECT_EQ(desk.outcome(splitting), client_error::bad_request);
}

TEST(HttpClient, keeps_the_token_of_a_url_out_of_its_errors) {
  ClientUnderTest desk;
  const auto failed = desk.send(trusted("http://no-such-host.invalid/bot123:SECRET/sendMessage"));
  ASSERT_FALSE(failed);
  EXPECT_THAT(to_string(failed.error()), Not(HasSubstr("SECRET")));
  EXPECT_THAT(to_string(failed.error()), StartsWith("resolve at no-such-host.invalid:80"));
}

TEST(HttpClient, hears_a_refusal_before_all_was_sent) {
  ScriptedServer server({[](ScriptedPeer& peer) {
    peer.hear(100);
    peer.say("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    peer.wait_for_end();
  }});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(posting(server.url(), std::string(1 << 20, 'x'))), "413");
}

TEST(Guard, lets_no_outside_url_reach_inside) {
  ScriptedServer server({answers});
  const std::string port = std::to_string(server.port());
  ClientUnderTest desk;
  for (const std::string host :
       {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254"})
    EXPECT_EQ(desk.outcome({.url = "http://" + host + ":" + port + "/"}), client_error::not_public) << host;
  for (const std::string host : {"0x7f.1", "2130706433", "127.1", "0177.0.0.1"})
    EXPECT_THAT(desk.outcome({.url = "http://" + host + ":" + port + "/"}),
                testing::AnyOf(client_error::not_public, client_error::resolve))
        << host;
  EXPECT_EQ(server.played(), 0);
}

TEST(Guard, gets_no_connection_that_was_not_checked) {
  ScriptedServer server({[](ScriptedPeer& peer) { answers(peer), peer.wait_for_end(); }});
  ClientUnderTest desk;
  EXPECT_EQ(desk.outcome(trusted(server.url())), "200");
  ASSERT_EQ(desk.client.idle_connections(), 1u);
  EXPECT_EQ(desk.outcome({.url = server.url()}), client_error::not_public);
  desk.client.close_idle();
}

}  // namespace
}  // namespace steward::net
