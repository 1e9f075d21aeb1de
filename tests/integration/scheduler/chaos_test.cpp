// Two schedulers of the built program share a hundred thousand timers. As dice have it they are killed,
// frozen for longer than their claims last, and started again: every timer takes effect, and none twice.
#include "domain/plans.hpp"
#include "domain/projections.hpp"
#include "net/clock.hpp"
#include "storage/keys.hpp"
#include "storage/redis_store.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"
#include "tests/support/steward_process.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <memory>
#include <random>
#include <string>
#include <vector>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;
using domain::Instant;

constexpr int timers = 100'000;
constexpr int steps = 40;  // of mischief, spread over all of them

constexpr int most_idle_looks = 2000;

// The time that claims still have is over, as it is for one who was frozen for so long. At once with the
// finding of them: one that is settled in between would come back.
constexpr const char* lapse_claims = R"(
  local now = redis.call('TIME')[1] * 1000
  local timers = redis.call('ZRANGEBYSCORE', KEYS[1], now, ARGV[1], 'WITHSCORES')
  for i = 1, #timers, 2 do
    if tonumber(timers[i + 1]) % 1 ~= 0 then redis.call('ZINCRBY', KEYS[1], -60000, timers[i]) end
  end
  return #timers / 2)";

// How many messages wait, and the most that wait for one recipient.
constexpr const char* count_messages = R"(
  local all, most = 0, 0
  for _, to in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do
    local count = redis.call('LLEN', KEYS[1] .. ':' .. to)
    all, most = all + count, math.max(most, count)
  end
  return {all, most})";

domain::OrderId order_of(int number) { return domain::OrderId(fmt::format("{:06}", number)); }
domain::AccountId account_of(int number) { return domain::AccountId(fmt::format("web:{:06}", number)); }

// Done a while ago; its resident is to be asked now whether it is really fixed.
domain::WorkOrder done_order(int number, Instant now) {
  domain::WorkOrder order;
  order.id = order_of(number);
  order.site = domain::SiteId("donghu");
  order.kind = "repair";
  order.trade = "plumbing";
  order.state = domain::OrderState::done;
  order.reporter = account_of(number);
  order.opened_at = now - 5h;
  order.done_at = now - 3h;
  order.done_by = domain::StaffId("li");
  order.follow_up.state = domain::FollowUpState::due;
  order.clocks.set(domain::ClockRule::follow_up, now - 1h);
  return order;
}

domain::Conversation reporter_of(const domain::WorkOrder& order) {
  domain::Conversation talk;
  talk.account = order.reporter;
  talk.site = order.site;
  talk.language = domain::Language::zh_hans;
  talk.is_greeted = true;
  talk.orders.push_back({.order = order.id,
                         .kind = order.kind,
                         .trade = order.trade,
                         .state = order.state,
                         .opened_at = order.opened_at,
                         .done_at = order.done_at,
                         .follow_up = order.follow_up.state});
  return talk;
}

// A zone where it is ten in the morning: nobody is asked at night.
std::string zone_at_ten(Instant now) {
  const int hour =
      static_cast<int>(std::chrono::floor<std::chrono::hours>(now.time_since_epoch()).count() % 24);
  const int ahead = (10 - hour + 36) % 24 - 12;
  return ahead == 0 ? "Etc/GMT" : fmt::format("Etc/GMT{:+d}", -ahead);
}

class Chaos : public testing::Test {
 protected:
  Chaos()
      : desk_(loop_.get_executor(), domain::DeskId("small"), redis_.options()),
        store_(desk_.open_store(loop_.get_executor())),
        began_(test::run_on(loop_, store_->now()).value()) {
    const char* seed = std::getenv("STEWARD_SEED");
    seed_ = seed ? static_cast<unsigned>(std::stoul(seed)) : std::random_device{}();
    dice_.seed(seed_);
    std::cout << "STEWARD_SEED=" << seed_ << std::endl;
  }
  ~Chaos() override {
    store_->close();
    desk_.close();
    loop_.restart();
    loop_.run();
  }

  int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(dice_); }
  int ask(const std::vector<std::string>& words) { return std::stoi(redis_.ask(words).at(0)); }
  static std::string ms(Instant instant) { return std::to_string(instant.time_since_epoch().count()); }

  void fill() {
    constexpr int at_once = 50;
    for (int first = 0; first < timers; first += at_once) {
      domain::Commit commit;
      for (int number = first; number < first + at_once; ++number) {
        const domain::WorkOrder order = done_order(number, began_);
        project(commit, nullptr, order, began_);
        commit.writes.push_back({order, ""});
        commit.writes.push_back({reporter_of(order), ""});
      }
      ASSERT_EQ(test::run_on(loop_, store_->apply(commit)).value().how, storage::Applied::How::done);
    }
  }

  void start_both() {
    const std::string file = (folder_.path() / "steward.json").string();
    std::ofstream(file) << fmt::format(
        R"({{"listen": "127.0.0.1:0", "data": "{}", "log": "error", "redis": {{"url": "{}"}}, )"
        R"("channels": [{{"id": "web", "type": "web"}}], )"
        R"("desk": {{"id": "small", "sites": [{{"id": "donghu", "name": "东湖新城", "phone": "1", )"
        R"("region": "CN", "zone": "{}"}}]}}}})",
        folder_.path().string(), redis_.url(), zone_at_ten(began_));
    const std::vector<std::string> words{"serve", "--config", file, "--role", "scheduler"};
    for (auto& one : both_) one = std::make_unique<test::StewardProcess>(STEWARD_PROGRAM, words);
  }

  // Whoever was asked is asked again by SMS, a day later.
  // What fired is set anew for a day later; the plans of the desk run earlier than that.
  int fired() { return ask({"ZCOUNT", keys_.timers(), ms(began_ + 23h + 30min), "+inf"}); }
  bool is_any_unclaimed() { return ask({"ZCOUNT", keys_.timers(), "-inf", ms(began_)}) > 0; }
  void lapse() { redis_.ask({"EVAL", lapse_claims, "1", keys_.timers(), ms(began_ + 12h)}); }

  // One of them at a time is out of action, so the other always gets on.
  void make_mischief() {
    if (frozen_) frozen_->thaw();
    frozen_ = nullptr;
    test::StewardProcess& one = *both_[static_cast<size_t>(below(2))];
    switch (below(3)) {
      case 0:
        one.kill();
        one.start();
        break;
      case 1:
        one.freeze();
        frozen_ = &one;
        lapse();
        break;
      default: lapse();  // both are only slow: their claims are over while they are at it
    }
  }

  // True when all have; false where nothing has happened for so long that nothing will.
  bool fire_all() {
    int next = 0, idle = 0;
    for (int count = 0, before = 0; count < timers && idle < most_idle_looks;
         before = count, count = fired()) {
      idle = count == before ? idle + 1 : 0;
      if (count >= next) {
        make_mischief();
        next += timers / steps / 2 + below(timers / steps);
      }
      // Claimed by those who were killed: nobody waits half a minute for that.
      if (!is_any_unclaimed()) lapse();
      test::run_on(loop_, net::sleep_for(5ms));
    }
    if (frozen_) frozen_->thaw();
    return idle < most_idle_looks;
  }

  void look_at_all() {
    constexpr int at_once = 1000;
    for (int first = 0; first < timers; first += at_once) {
      domain::Reads reads;
      for (int number = first; number < first + at_once; ++number)
        reads.documents.push_back(domain::key_of(order_of(number)));
      const auto seen = test::run_on(loop_, store_->load(reads)).value();
      for (const auto& key : reads.documents) look_at(*seen.find<domain::WorkOrder>(key));
    }
  }
  void look_at(const domain::WorkOrder& order) {
    using namespace domain;
    const auto is_asking = [](const HistoryEntry& one) { return one.what == Happened::asked_follow_up; };
    EXPECT_EQ(std::count_if(order.history.begin(), order.history.end(), is_asking), 1) << order.id.value;
    EXPECT_FALSE(order.clocks.is_running(ClockRule::follow_up)) << order.id.value;
    EXPECT_TRUE(order.clocks.is_running(ClockRule::follow_up_sms)) << order.id.value;
  }

  test::TempFolder folder_;
  test::RedisUnderTest redis_{{"--maxmemory-policy", "noeviction"}};
  boost::asio::io_context loop_;
  storage::Keys keys_{domain::DeskId("small")};
  storage::RedisDesk desk_;
  std::unique_ptr<storage::ClosableStore> store_;
  Instant began_;
  std::unique_ptr<test::StewardProcess> both_[2];
  test::StewardProcess* frozen_ = nullptr;
  unsigned seed_ = 0;
  std::mt19937 dice_;
};

TEST_F(Chaos, every_timer_takes_effect_and_none_twice) {
  fill();
  start_both();
  ASSERT_TRUE(fire_all()) << fired() << " have fired";
  for (auto& one : both_) EXPECT_EQ(one->stop(), 0);

  look_at_all();
  const auto plans = static_cast<int>(domain::standing_plans(*test::small_rules()).size());
  EXPECT_EQ(ask({"ZCARD", keys_.timers()}), timers + plans)
      << "the next of each order and plan, and no other";
  const auto messages = redis_.ask({"EVAL", count_messages, "1", keys_.lane(domain::Lane::bulk)});
  EXPECT_EQ(messages, (std::vector<std::string>{std::to_string(timers), "1"})) << "one to each of them";
}

}  // namespace
}  // namespace steward::scheduler
