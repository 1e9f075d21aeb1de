#include "client_under_test.hpp"
#include "scripted_server.hpp"

#include <gmock/gmock.h>

#include <future>

namespace steward::net {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

struct Proxied {
  std::promise<std::string> asked;
  ScriptedServer proxy{{[this](ScriptedPeer& peer) {
    asked.set_value(peer.hear_request());
    peer.answer("from the proxy", "Connection: close\r\n");
  }}};
  std::string url(const std::string& user = "") const {
    return "http://" + user + "127.0.0.1:" + std::to_string(proxy.port());
  }
  std::string heard() { return asked.get_future().get(); }
};

ClientRequest trusted(std::string url) {
  return {.url = std::move(url), .deadline = Milliseconds(5000), .guard = Guard::trusted};
}

TEST(Proxy, is_asked_in_absolute_form_for_http) {
  Proxied to;
  ClientUnderTest desk({.proxy = to.url("me:p%40ss@")});
  EXPECT_EQ(desk.send(trusted("http://provider.invalid:8080/send?x=1")).value().body, "from the proxy");
  const std::string heard = to.heard();
  EXPECT_THAT(
      heard,
      StartsWith("GET http://provider.invalid:8080/send?x=1 HTTP/1.1\r\nHost: provider.invalid:8080\r\n"));
  EXPECT_THAT(heard, HasSubstr("Proxy-Authorization: Basic bWU6cEBzcw==\r\n"));
}

TEST(Proxy, is_asked_for_a_tunnel_for_https) {
  std::promise<std::string> asked;
  ScriptedServer proxy({[&](ScriptedPeer& peer) {
    asked.set_value(peer.hear_request());
    peer.say("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
  }});
  ClientUnderTest desk({.proxy = proxy.url()});
  ClientRequest request = trusted("https://provider.invalid/bot123:SECRET/send");
  request.headers = {{"Authorization", "Bearer SECRET"}};
  const auto answer = desk.send(request);
  EXPECT_EQ(answer.error().code, client_error::proxy);
  EXPECT_FALSE(may_have_been_taken(answer.error()));
  EXPECT_EQ(asked.get_future().get(),
            "CONNECT provider.invalid:443 HTTP/1.1\r\nHost: provider.invalid:443\r\n\r\n")
      << "and it learns nothing else";
}

TEST(Proxy, is_told_the_checked_address_for_a_guarded_url) {
  std::promise<std::string> asked;
  ScriptedServer proxy({[&](ScriptedPeer& peer) {
    asked.set_value(peer.hear_request());
    peer.say("HTTP/1.1 200 OK\r\n\r\n");
    peer.hear_request();
    peer.answer("through the tunnel");
  }});
  ClientUnderTest desk({.proxy = proxy.url()});
  EXPECT_EQ(desk.send({.url = "http://8.8.8.8/image.jpg", .deadline = Milliseconds(5000)}).value().body,
            "through the tunnel");
  EXPECT_THAT(asked.get_future().get(), StartsWith("CONNECT 8.8.8.8:80 HTTP/1.1\r\n"));
  EXPECT_EQ(desk.outcome({.url = "http://127.0.0.1/"}), client_error::not_public);
}

TEST(Proxy, is_left_out_where_said) {
  ScriptedServer server({[](ScriptedPeer& peer) { peer.hear_request(), peer.answer("direct"); },
                         [](ScriptedPeer& peer) { peer.hear_request(), peer.answer("direct"); }});
  Proxied to;
  ClientUnderTest listed({.proxy = to.url(), .no_proxy = {"127.0.0.1"}});
  EXPECT_EQ(listed.send(trusted(server.url())).value().body, "direct");
  listed.client.close_idle();

  ClientUnderTest desk({.proxy = to.url()});
  ClientRequest request = trusted(server.url());
  request.proxy = "";
  EXPECT_EQ(desk.send(request).value().body, "direct");
  desk.client.close_idle();
  request.proxy.reset();
  EXPECT_EQ(desk.send(request).value().body, "from the proxy");
}

TEST(Proxy, must_be_an_http_url) {
  EXPECT_THROW(ClientUnderTest({.proxy = "somewhere:3128"}), std::runtime_error);
  EXPECT_THROW(ClientUnderTest({.proxy = "https://127.0.0.1:3128"}), std::runtime_error);
}

}  // namespace
}  // namespace steward::net
