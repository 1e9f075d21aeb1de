// Fault 27: a copy of the data is taken while the desk is written to, and brought back elsewhere days later,
// at night. It is consistent; what was due meanwhile follows its own rule, and nobody is woken by it.

#include "domain/plans.hpp"
#include "domain/projections.hpp"
#include "scheduler/standing_plans.hpp"
#include "tests/support/small_desk_in_redis.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;
using domain::Instant;
using domain::StaffVerb;

const Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + 3h};  // 11:00 there
const Instant night = start + 5 * 24h + 16h;                                       // 03:00, five days later

constexpr int written_before = 20, written_meanwhile = 400;

void copy_files(const test::RedisUnderTest& from, const test::RedisUnderTest& to) {
  const auto name = "appendonlydir";
  std::filesystem::remove_all(to.folder() / name);
  std::filesystem::copy(from.folder() / name, to.folder() / name);
}

class Restored : public testing::Test {
 protected:
  // Orders done this morning, whose residents are to be asked; and some that are open.
  void live(test::SmallDeskInRedis& desk) {
    desk.import_people();
    desk.run(set_standing_plans(desk.store(), desk.rules()));
    for (int i = 0; i < written_before; ++i) {
      const domain::OrderId id = desk.report(fmt::format("r{}", i), start);
      if (i % 2 == 0) continue;
      desk.act("li", StaffVerb::accept, id);
      desk.act("li", StaffVerb::finish, id);
    }
  }
  // … and people go on writing while the files are copied.
  void back_up_under_load() {
    std::thread residents([this] {
      test::SmallDeskInRedis desk(redis_.options());
      for (int i = 0; i < written_meanwhile; ++i) desk.report(fmt::format("w{}", i), start);
    });
    copy_files(redis_, elsewhere_);
    residents.join();
  }
  // What was written in one commit is there as a whole, or not at all.
  void expect_consistent(test::SmallDeskInRedis& desk) {
    const domain::IndexKey open = domain::open_orders_of(domain::SiteId("donghu"));
    const auto numbers = desk.run(desk.store().members(open, 10'000));
    EXPECT_GE(numbers.size(), static_cast<size_t>(written_before));
    std::set<std::string> timers, wanted;
    for (const auto& timer : desk.run(desk.store().coming_timers(0, 100'000)))
      if (timer.timer.find(":o:") != std::string::npos) timers.insert(timer.timer);
    for (const std::string& number : numbers) {
      const domain::WorkOrder order = desk.order(domain::OrderId(number));
      for (const domain::Clock& clock : order.clocks.all())
        wanted.insert(domain::timer_name(clock.rule, domain::key_of(order.id)));
    }
    EXPECT_EQ(timers, wanted);
  }
  // Messages that would go out now, by whom they are for.
  static std::vector<domain::OutMessage> due_now(test::SmallDeskInRedis& desk) {
    std::vector<domain::OutMessage> all;
    for (const domain::Lane lane : {domain::Lane::urgent, domain::Lane::normal, domain::Lane::bulk})
      for (auto claimed = desk.run(desk.store().claim_messages(lane, 100)); !claimed.empty();
           claimed = desk.run(desk.store().claim_messages(lane, 100)))
        for (const storage::ClaimedMessage& one : claimed) {
          all.push_back(one.message);
          desk.run(desk.store().settle(one, {}));
        }
    return all;
  }

  test::HostClock clock_{start}, clock_there_{night};
  test::RedisUnderTest redis_{{}, clock_.environment()}, elsewhere_{{}, clock_there_.environment()};
};

TEST_F(Restored, fault_27_under_load_it_is_consistent_and_the_night_stays_quiet) {
  {
    test::SmallDeskInRedis desk(redis_.options());
    live(desk);
    due_now(desk);  // all delivered before the copy
    elsewhere_.kill();
    back_up_under_load();
  }
  elsewhere_.start();
  test::SmallDeskInRedis desk(elsewhere_.options());
  expect_consistent(desk);

  due_now(desk);  // what had not gone out when the copy was made
  EXPECT_GT(desk.fire_due(), 0u);
  for (const domain::OutMessage& message : due_now(desk))
    EXPECT_FALSE(message.staff.empty())
        << "a resident is written to at three in the morning: " << message.says.front().phrase;
  for (const domain::Plan& plan : domain::standing_plans(desk.rules())) {
    const domain::Reads reads{.documents = {domain::key_of(plan.id)}};
    const auto seen = desk.run(desk.store().load(reads));
    const auto* now = seen.find<domain::Plan>(domain::key_of(plan.id));
    ASSERT_NE(now, nullptr);
    EXPECT_GT(now->clocks.due(domain::ClockRule::slot), night) << "once for all that were missed";
  }
  expect_consistent(desk);

  clock_there_.set(night + 6h + 30min);  // 09:30: a decent hour
  desk.fire_due();
  size_t asked = 0;
  for (const domain::OutMessage& message : due_now(desk)) asked += message.asks == domain::Ask::score;
  EXPECT_EQ(asked, static_cast<size_t>(written_before / 2)) << "nobody is forgotten";
}

}  // namespace
}  // namespace steward::scheduler
