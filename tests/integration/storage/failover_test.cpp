// Fault 13: a replica takes over that lacks the last commits. What no replica had is lost, and nothing else;
// where Redis is told to write only with a replica, what would be lost is refused instead.

#include "tests/integration/storage/store_under_test.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace steward::storage {
namespace {

using namespace domain;
using namespace std::chrono_literals;
using testing::ElementsAre;

// Of this machine, free a moment ago: replicas find their primary by TCP only.
std::string free_port() {
  const int handle = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  EXPECT_EQ(::bind(handle, reinterpret_cast<sockaddr*>(&address), size), 0);
  EXPECT_EQ(::getsockname(handle, reinterpret_cast<sockaddr*>(&address), &size), 0);
  ::close(handle);
  return std::to_string(ntohs(address.sin_port));
}

Commit opening(const std::string& id, Instant due) {
  WorkOrder order;
  order.id = OrderId(id);
  Commit commit;
  commit.once = "event:" + id;
  commit.answer = "opened " + id;
  commit.writes.push_back({order, ""});
  commit.timers.push_back({"offer:o:" + id, due});
  commit.counters.push_back({"opened_repair:donghu:2026-03-03", 1});
  return commit;
}

class Failover : public testing::Test {
 protected:
  // Until the last replica has all that was written so far.
  void wait_for_replica() { ASSERT_EQ(primary_.ask({"WAIT", "1", "5000"}).at(0), "1"); }
  void cut_off_replica() { replica_.ask({"REPLICAOF", "127.0.0.1", "1"}); }
  void primary_dies_and_replica_takes_over() {
    primary_.kill();
    replica_.ask({"REPLICAOF", "NO", "ONE"});
  }
  static Result<Applied> apply(RedisStoreUnderTest& desk, const std::string& id) {
    const Commit commit = opening(id, due);
    return desk.run(desk.store().apply(commit));
  }
  static bool has(RedisStoreUnderTest& desk, const std::string& id) {
    const Reads reads{.documents = {key_of(OrderId(id))}};
    return desk.run(desk.store().load(reads)).value().find<WorkOrder>(key_of(OrderId(id))) != nullptr;
  }

  static constexpr Instant due{std::chrono::sys_days(std::chrono::year(2030) / 3 / 3)};
  const std::string port_ = free_port();
  test::RedisUnderTest primary_{{"--port", port_}};
  test::RedisUnderTest replica_{{"--replicaof", "127.0.0.1", port_}};
};

TEST_F(Failover, fault_13_what_no_replica_had_is_lost_and_comes_again_once) {
  {
    RedisStoreUnderTest before(primary_.options(), "desk");
    ASSERT_TRUE(apply(before, "A"));
    wait_for_replica();
    cut_off_replica();
    ASSERT_TRUE(apply(before, "B"));  // answered, and on one machine only
  }
  primary_dies_and_replica_takes_over();

  RedisStoreUnderTest after(replica_.options(), "desk");
  EXPECT_TRUE(has(after, "A"));
  EXPECT_FALSE(has(after, "B"));
  EXPECT_EQ(apply(after, "A")->how, Applied::How::repeated) << "its once-key came along";
  // Delivered again by its platform: the once-key was lost with the order, so it is opened now, once.
  EXPECT_EQ(apply(after, "B")->how, Applied::How::done);
  EXPECT_EQ(apply(after, "B")->how, Applied::How::repeated);
  const auto timers = after.run(after.store().coming_timers(0, 10)).value();
  EXPECT_THAT(timers, ElementsAre(ComingTimer{"offer:o:A", due, {}}, ComingTimer{"offer:o:B", due, {}}));
  const Reads counted{.counters = {"opened_repair:donghu:2026-03-03"}};
  EXPECT_EQ(after.run(after.store().load(counted)).value().counters.begin()->second, 2);
}

TEST_F(Failover, fault_13_with_too_few_replicas_nothing_is_taken_that_could_be_lost) {
  RedisStoreUnderTest desk(primary_.options(), "desk");
  wait_for_replica();
  primary_.ask({"CONFIG", "SET", "min-replicas-to-write", "1"});
  ASSERT_TRUE(apply(desk, "A"));
  replica_.kill();
  auto refused = apply(desk, "B");
  for (int i = 0; refused && i < 100; ++i) {  // until the primary has noticed
    desk.run(net::sleep_for(20ms));
    refused = apply(desk, "B" + std::to_string(i));
  }
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, "noreplicas");
  ASSERT_FALSE(apply(desk, "C"));
  EXPECT_FALSE(has(desk, "C")) << "refused as a whole";
  EXPECT_EQ(desk.run(desk.store().health()).value().trouble, "Redis has too few replicas to write");

  replica_.start();
  for (int i = 0; i < 500 && !apply(desk, "D"); ++i) desk.run(net::sleep_for(20ms));
  EXPECT_TRUE(has(desk, "D")) << "it recovers by itself";
}

}  // namespace
}  // namespace steward::storage
