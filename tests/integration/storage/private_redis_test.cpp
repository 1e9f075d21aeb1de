#include "storage/private_redis.hpp"

#include "storage/redis/link.hpp"
#include "storage/server_check.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/run.hpp"

#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>

#include <gmock/gmock.h>

#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace steward::storage {
namespace {

using namespace std::chrono_literals;
using net::Result;
using testing::HasSubstr;

class PrivateRedisTest : public testing::Test {
 protected:
  ~PrivateRedisTest() override {
    if (last_pid_ > 0) ::kill(last_pid_, SIGKILL);
  }
  Result<std::unique_ptr<PrivateRedis>> open(const std::string& program = "redis-server") {
    auto redis =
        test::run_on(loop_, PrivateRedis::open({.folder = folder_.path() / "data", .program = program}));
    if (redis) last_pid_ = (*redis)->pid();
    return redis;
  }
  Result<void> stop(PrivateRedis& redis) {
    auto stopped = test::run_on(loop_, redis.stop());
    if (redis.pid() == 0) last_pid_ = 0;
    return stopped;
  }
  std::string get(const PrivateRedis& redis) {
    RedisOptions options;
    options.address = redis.address();
    return test::run_on(loop_, ask(options, redis::command("GET", "k")));
  }
  void set(const PrivateRedis& redis) {
    RedisOptions options;
    options.address = redis.address();
    test::run_on(loop_, ask(options, redis::command("SET", "k", "kept")));
  }
  static net::awaitable<std::string> ask(RedisOptions options, redis::Command command) {
    redis::Link link(co_await boost::asio::this_coro::executor, options);
    auto reply = co_await link.execute(std::move(command));
    co_return reply.value().text;
  }

  boost::asio::io_context loop_;
  test::TempFolder folder_;
  pid_t last_pid_ = 0;
};

// What its handles lead to: "socket:[4711]", "/dev/null".
std::set<std::string> handles_of(pid_t process) {
  std::set<std::string> handles;
  for (const auto& handle : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/fd")) {
    std::error_code closed_meanwhile;
    handles.insert(std::filesystem::read_symlink(handle, closed_meanwhile).string());
  }
  return handles;
}

// It outlives a crash of ours, and would keep the port of the web server from the next start.
TEST_F(PrivateRedisTest, inherits_none_of_our_sockets) {
  const int ours = ::socket(AF_INET, SOCK_STREAM, 0);
  ASSERT_GE(ours, 0);
  const auto socket = std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(ours)).string();
  auto redis = std::move(open().value());
  EXPECT_FALSE(handles_of(redis->pid()).contains(socket));
  ::close(ours);
  ASSERT_TRUE(stop(*redis));
}

TEST_F(PrivateRedisTest, keeps_its_data_over_an_orderly_stop) {
  auto redis = std::move(open().value());
  EXPECT_FALSE(redis->was_running());
  EXPECT_TRUE(redis->is_owner());
  set(*redis);
  const pid_t pid = redis->pid();
  ASSERT_TRUE(stop(*redis));
  EXPECT_NE(::kill(pid, 0), 0);
  redis.reset();

  redis = std::move(open().value());
  EXPECT_FALSE(redis->was_running());
  EXPECT_EQ(get(*redis), "kept");
  ASSERT_TRUE(stop(*redis));
}

TEST_F(PrivateRedisTest, one_that_a_crash_left_running_is_taken_over) {
  auto redis = std::move(open().value());
  set(*redis);
  const pid_t pid = redis->pid();
  redis.reset();  // as a crash would: nothing is stopped
  redis = std::move(open().value());
  EXPECT_TRUE(redis->was_running());
  EXPECT_TRUE(redis->is_owner());
  EXPECT_EQ(redis->pid(), pid);
  EXPECT_EQ(get(*redis), "kept");
}

TEST_F(PrivateRedisTest, only_its_owner_stops_it) {
  const auto owner = std::move(open().value());
  const auto guest = std::move(open().value());
  EXPECT_FALSE(guest->is_owner());
  ASSERT_TRUE(stop(*guest));
  set(*owner);
  EXPECT_EQ(get(*owner), "kept");
  last_pid_ = owner->pid();
  ASSERT_TRUE(stop(*owner));
}

TEST_F(PrivateRedisTest, two_that_open_it_at_once_start_one) {
  const auto slow = folder_.path() / "slow-redis-server";
  std::ofstream(slow) << "#!/bin/sh\nsleep 0.3\nexec redis-server \"$@\"\n";
  std::filesystem::permissions(slow, std::filesystem::perms::owner_all);
  const PrivateRedisOptions options{.folder = folder_.path() / "data", .program = slow.string()};
  const auto both = [](PrivateRedisOptions same) -> net::awaitable<bool> {
    using namespace boost::asio::experimental::awaitable_operators;
    auto one = PrivateRedis::open(same), other = PrivateRedis::open(same);
    auto [first, second] = co_await (std::move(one) && std::move(other));
    EXPECT_EQ((*first)->pid(), (*second)->pid());
    EXPECT_NE((*first)->was_running(), (*second)->was_running());
    EXPECT_TRUE(co_await (*first)->stop());
    EXPECT_TRUE(co_await (*second)->stop());
    co_return true;
  };
  EXPECT_TRUE(test::run_on(loop_, both(options)));
}

TEST_F(PrivateRedisTest, is_started_again_when_it_dies) {
  const auto redis = std::move(open().value());
  set(*redis);
  const pid_t pid = redis->pid();
  boost::asio::co_spawn(loop_, redis->watch(), boost::asio::detached);
  ::kill(pid, SIGKILL);
  for (int i = 0; i < 200 && (redis->pid() == pid || redis->pid() == 0); ++i)
    test::run_on(loop_, net::sleep_for(25ms));
  ASSERT_NE(redis->pid(), pid);
  last_pid_ = redis->pid();
  test::run_on(loop_, net::sleep_for(300ms));
  EXPECT_EQ(get(*redis), "kept");
  ASSERT_TRUE(stop(*redis));
  test::run_on(loop_, net::sleep_for(600ms));  // watching ends as well
}

TEST_F(PrivateRedisTest, says_when_redis_is_not_installed) {
  const auto redis = open("no-such-redis-server");
  ASSERT_FALSE(redis);
  EXPECT_THAT(redis.error().detail, HasSubstr("not installed"));
}

TEST_F(PrivateRedisTest, says_why_the_server_ended) {
  const auto redis = open("/bin/false");
  ASSERT_FALSE(redis);
  EXPECT_THAT(redis.error().detail, HasSubstr("ended"));
}

TEST_F(PrivateRedisTest, is_what_we_ask_of_an_operators_server) {
  const auto redis = std::move(open().value());
  RedisOptions options;
  options.address = redis->address();
  const auto findings = test::run_on(loop_, check_server(options)).value();
  ASSERT_EQ(findings.size(), 1u);  // that it has no replica
  EXPECT_FALSE(findings[0].is_fatal);
  EXPECT_THAT(findings[0].words, HasSubstr("replica"));
}

TEST(ServerCheck, tells_what_is_wrong_with_a_careless_server) {
  test::RedisUnderTest redis(
      {"--appendonly", "no", "--maxmemory", "100mb", "--maxmemory-policy", "allkeys-lru"});
  const auto findings = test::run(check_server(redis.options())).value();
  std::string words;
  for (const Finding& finding : findings) words += finding.words + "\n";
  EXPECT_THAT(words, HasSubstr("appendonly is off"));
  EXPECT_THAT(words, HasSubstr("throw away orders"));
}

}  // namespace
}  // namespace steward::storage
