#include "net/tasks.hpp"

#include "net/threads.hpp"
#include "run.hpp"

#include <gtest/gtest.h>
#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <stdexcept>

namespace steward::net {
namespace {

constexpr Milliseconds soon{1}, late{60'000};

awaitable<> loop(Tasks& tasks, std::atomic<int>& ended) {
  for (bool goes_on = true; goes_on;) goes_on = co_await tasks.pause(late);
  ++ended;
}
awaitable<> deaf(std::atomic<int>& cancelled) {
  try {
    co_await sleep_for(late);
  } catch (const boost::system::system_error&) {
    ++cancelled;
    throw;
  }
}
awaitable<> buggy() {
  co_await sleep_for(soon);
  throw std::logic_error("bug");
}

struct Reports {
  std::atomic<int> count{0};
  std::string last;
  Tasks::Trouble trouble() {
    return [this](std::string_view task, std::exception_ptr what) {
      last = std::string(task) + ": " + what_of(what);
      ++count;
    };
  }
};

TEST(Tasks, end_by_themselves_when_told) {
  Threads threads(2);
  Reports reports;
  Tasks tasks(reports.trouble());
  std::atomic<int> ended{0};
  for (std::size_t i = 0; i < 10; ++i) tasks.spawn(threads.executor(i % 2), "loop", loop(tasks, ended));
  threads.run();
  EXPECT_TRUE(run(tasks.stop(late)));
  EXPECT_EQ(ended, 10);
  EXPECT_EQ(tasks.running(), 0u);
  EXPECT_EQ(reports.count, 0);
  EXPECT_TRUE(threads.join());
}

TEST(Tasks, are_cancelled_after_the_grace) {
  Threads threads(1);
  Reports reports;
  Tasks tasks(reports.trouble());
  std::atomic<int> cancelled{0};
  tasks.spawn(threads.executor(0), "deaf", deaf(cancelled));
  threads.run();
  // Long enough for the task to have begun: one that is cancelled before its first step has nothing to catch.
  EXPECT_FALSE(run(tasks.stop(Milliseconds{200})));
  EXPECT_EQ(cancelled, 1);
  EXPECT_EQ(tasks.running(), 0u);
  EXPECT_EQ(reports.count, 0) << "a cancellation is no trouble";
  EXPECT_TRUE(threads.join());
}

awaitable<bool> wait_until_none(Tasks& tasks) {
  for (int left = 1000; left > 0 && tasks.running() > 0; --left) co_await sleep_for(soon);
  co_return tasks.running() == 0;
}

TEST(Tasks, report_a_bug_and_go_on) {
  Threads threads(1);
  Reports reports;
  Tasks tasks(reports.trouble());
  tasks.spawn(threads.executor(0), "buggy", buggy());
  threads.run();
  EXPECT_TRUE(run(wait_until_none(tasks)));
  EXPECT_EQ(reports.count, 1);
  EXPECT_EQ(reports.last, "buggy: bug");
  EXPECT_TRUE(run(tasks.stop(late)));
  EXPECT_TRUE(threads.join());
}

TEST(Tasks, tell_who_waits_for_something_else) {
  Threads threads(1);
  Tasks tasks;
  std::atomic<int> told{0};
  tasks.on_stop(threads.executor(0), [&] { ++told; });
  threads.run();
  EXPECT_TRUE(run(tasks.stop(late)));
  tasks.on_stop(threads.executor(0), [&] { ++told; });
  EXPECT_TRUE(threads.join());
  EXPECT_EQ(told, 2);
}

TEST(Tasks, start_nothing_once_stopping) {
  Threads threads(1);
  Tasks tasks;
  threads.run();
  EXPECT_TRUE(run(tasks.stop(late)));
  std::atomic<int> ended{0};
  tasks.spawn(threads.executor(0), "late", loop(tasks, ended));
  EXPECT_TRUE(threads.join());
  EXPECT_EQ(ended, 0);
}

TEST(Threads, say_when_something_does_not_end) {
  Threads threads(1);
  Tasks tasks;
  std::atomic<int> cancelled{0};
  tasks.spawn(threads.executor(0), "deaf", deaf(cancelled));
  threads.run();
  EXPECT_FALSE(threads.join(soon));
}

}  // namespace
}  // namespace steward::net
