#include "storage/redis_options.hpp"

#include "storage/redis/backoff.hpp"
#include "storage/server_check.hpp"

#include <gtest/gtest.h>

namespace steward::storage {
namespace {

using namespace std::chrono_literals;

TEST(RedisUrl, of_a_host) {
  const auto address = parse_redis_url("redis://me:p%40ss@db.example:7000/3").value();
  EXPECT_EQ(address.host, "db.example");
  EXPECT_EQ(address.port, 7000);
  EXPECT_EQ(address.user, "me");
  EXPECT_EQ(address.password.reveal(), "p@ss");
  EXPECT_EQ(address.database, 3);
  EXPECT_EQ(to_string(address), "redis db.example:7000");
}

TEST(RedisUrl, of_a_host_with_defaults) {
  const auto address = parse_redis_url("redis://:secret@10.0.0.5").value();
  EXPECT_EQ(address.host, "10.0.0.5");
  EXPECT_EQ(address.port, 6379);
  EXPECT_EQ(address.database, 0);
  EXPECT_EQ(address.user, "");
  EXPECT_EQ(address.password.reveal(), "secret");
}

TEST(RedisUrl, of_a_socket) {
  const auto address = parse_redis_url("unix:///run/my%20redis.sock?db=2").value();
  EXPECT_EQ(address.socket, "/run/my redis.sock");
  EXPECT_EQ(address.database, 2);
}

TEST(RedisUrl, tells_whether_it_is_on_this_machine) {
  for (const char* url :
       {"unix:///run/redis.sock", "redis://localhost", "redis://127.0.0.1:7000/3", "redis://[::1]"})
    EXPECT_TRUE(is_on_this_machine(parse_redis_url(url).value())) << url;
  for (const char* url :
       {"redis://10.0.0.5", "redis://db.example", "redis://localhost.example", "redis://[fe80::1]"})
    EXPECT_FALSE(is_on_this_machine(parse_redis_url(url).value())) << url;
}

class BadUrl : public testing::TestWithParam<const char*> {};
TEST_P(BadUrl, is_refused_with_a_reason) {
  const auto address = parse_redis_url(GetParam());
  ASSERT_FALSE(address) << GetParam();
  EXPECT_EQ(address.error().code, "bad_url");
  EXPECT_FALSE(address.error().detail.empty());
}
INSTANTIATE_TEST_SUITE_P(Urls, BadUrl,
                         testing::Values("", "localhost:6379", "http://host", "redis://", "redis://host/x",
                                         "redis://host:99999", "unix://relative", "unix:///s?db=x",
                                         "unix:///s?db=-1", "unix:///s?other=1", "redis://host/-1"));

TEST(Backoff, doubles_up_to_the_longest_and_begins_anew_after_a_success) {
  redis::Backoff backoff(100ms);
  EXPECT_EQ(backoff.next(255), 20ms);
  EXPECT_EQ(backoff.next(255), 40ms);
  EXPECT_EQ(backoff.next(255), 80ms);
  for (int i = 0; i < 100; ++i) EXPECT_EQ(backoff.next(255), 100ms);
  EXPECT_EQ(backoff.next(0), 50ms);
  backoff.succeeded();
  EXPECT_EQ(backoff.next(0), 10ms);
}

// ---- an operator's server

ServerFacts good_server() {
  return {{"redis_version", "7.0.15"},
          {"appendonly", "yes"},
          {"appendfsync", "always"},
          {"maxmemory_policy", "noeviction"},
          {"maxmemory", "0"},
          {"role", "master"},
          {"connected_slaves", "1"},
          {"min-replicas-to-write", "1"},
          {"hash-max-listpack-entries", "1024"}};
}

TEST(ServerCheck, finds_nothing_wrong_with_a_good_server) { EXPECT_TRUE(findings_of(good_server()).empty()); }

struct Wrong {
  const char* name;
  const char* value;
  bool is_fatal;
  const char* word;
};
class WrongServer : public testing::TestWithParam<Wrong> {};

TEST_P(WrongServer, is_described) {
  ServerFacts facts = good_server();
  facts["maxmemory"] = "1000000";
  facts[GetParam().name] = GetParam().value;
  const auto findings = findings_of(facts);
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].is_fatal, GetParam().is_fatal);
  EXPECT_NE(findings[0].words.find(GetParam().word), std::string::npos) << findings[0].words;
}

INSTANTIATE_TEST_SUITE_P(Servers, WrongServer,
                         testing::Values(Wrong{"redis_version", "6.0.16", true, "6.2"},
                                         Wrong{"redis_version", "5.0.1", true, "6.2"},
                                         Wrong{"redis_version", "", true, "version"},
                                         Wrong{"appendonly", "no", false, "appendonly"},
                                         Wrong{"appendfsync", "everysec", false, "second"},
                                         Wrong{"appendfsync", "no", false, "power cut"},
                                         Wrong{"maxmemory_policy", "allkeys-lru", true, "noeviction"},
                                         Wrong{"role", "slave", true, "replica"},
                                         Wrong{"cluster_enabled", "1", true, "cluster"},
                                         Wrong{"connected_slaves", "0", false, "replica"},
                                         Wrong{"min-replicas-to-write", "0", false, "failover"},
                                         Wrong{"hash-max-listpack-entries", "128", false, "1024"}));

TEST(ServerCheck, a_policy_of_throwing_away_is_harmless_without_a_limit) {
  ServerFacts facts = good_server();
  facts["maxmemory_policy"] = "allkeys-lru";
  EXPECT_TRUE(findings_of(facts).empty());
}

}  // namespace
}  // namespace steward::storage
