#include "app/restart_needs.hpp"

#include <gtest/gtest.h>

namespace steward::app {
namespace {

Settings as_started() {
  Settings settings;
  settings.channels.push_back({.id = "tg", .type = ChannelType::telegram, .token = net::Secret("1:abc")});
  settings.console.people.push_back({domain::StaffId("fang"), "hash"});
  settings.tls = TlsSettings{"chain.pem", "key.pem"};
  return settings;
}

TEST(RestartNeeds, nothing_for_what_a_reload_takes) {
  Settings now = as_started();
  now.log = "debug";
  now.desk.phrases = "phrases";
  now.desk.manners.offer_waits = std::chrono::minutes(5);
  EXPECT_EQ(restart_needs(as_started(), now), "");
}

TEST(RestartNeeds, each_section_that_waits_by_its_name) {
  const auto needs = [](void (*change)(Settings&)) {
    Settings now = as_started();
    change(now);
    return restart_needs(as_started(), now);
  };
  EXPECT_EQ(needs([](Settings& now) { now.listen = "127.0.0.1:1"; }), "listen");
  EXPECT_EQ(needs([](Settings& now) { now.trusted_proxies.unix_socket = true; }), "trusted_proxies");
  EXPECT_EQ(needs([](Settings& now) { now.channels[0].token = net::Secret("1:abd"); }), "channels");
  EXPECT_EQ(needs([](Settings& now) { now.channels.clear(); }), "channels");
  EXPECT_EQ(needs([](Settings& now) { now.console.people[0].token_hash = "other"; }), "console");
  EXPECT_EQ(needs([](Settings& now) { now.limits.connections = 1; }), "limits");
  EXPECT_EQ(needs([](Settings& now) { now.tls.reset(); }), "tls");
  EXPECT_EQ(needs([](Settings& now) { now.tls->key = "other.pem"; }), "tls");
  EXPECT_EQ(needs([](Settings& now) { now.redis.password = net::Secret("x"); }), "redis");
  const auto two = [](Settings& now) {
    now.threads = 2;
    now.playground = true;
  };
  EXPECT_EQ(needs(two), "threads, playground");
}

}  // namespace
}  // namespace steward::app
