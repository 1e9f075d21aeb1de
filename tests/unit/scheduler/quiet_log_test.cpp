#include "net/log.hpp"
#include "scheduler/scheduler.hpp"
#include "storage/faulty_store.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace steward::scheduler {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(SchedulerLog, names_no_phone_of_a_timer_that_could_not_be_fired) {
  storage::MemoryStore memory;
  domain::Commit commit;
  commit.timers = {{"gather:c:sms:+8613800000501", domain::Instant{}}};
  ASSERT_TRUE(test::run(memory.apply(commit)));
  storage::FaultyStore store(memory);
  store.fail_at(2, storage::FaultyStore::Fault::away);  // claimed, and then the document
  net::Tasks tasks;
  net::Metrics metrics;
  Scheduler scheduler(
      store, [] { return test::small_rules(); }, tasks, metrics);

  std::string log;
  net::log::set_sink([&](std::string_view line) { log += line; });
  boost::asio::io_context loop;
  scheduler.start(loop.get_executor());
  while (metrics.counter("steward_timers_failed_total", "").value() == 0) loop.run_one();
  test::run_on(loop, tasks.stop(std::chrono::seconds(3)));
  net::log::set_sink({});
  EXPECT_THAT(log, HasSubstr("timer_not_fired"));
  EXPECT_THAT(log, HasSubstr("gather"));
  EXPECT_THAT(log, Not(HasSubstr("13800000501")));
}

}  // namespace
}  // namespace steward::scheduler
