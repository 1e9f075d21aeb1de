#include "net/clock.hpp"

#include "net/bell.hpp"
#include "net/random.hpp"
#include "run.hpp"

#include <gtest/gtest.h>
#include <boost/asio/this_coro.hpp>

#include <array>
#include <stdexcept>

namespace steward::net {
namespace {

constexpr Milliseconds soon{1}, late{60'000};

awaitable<int> number() { co_return 7; }
awaitable<int> number_at_last() {
  co_await sleep_for(late);
  co_return 7;
}
awaitable<> nothing() { co_return; }
awaitable<int> throwing() {
  co_await sleep_for(soon);
  throw std::runtime_error("broken");
}
awaitable<Result<int>> failing() { co_return Error{"refused", "somewhere", ""}; }

struct Ending {
  bool& has_ended;
  ~Ending() { has_ended = true; }
};
awaitable<> noting_its_end(bool& has_ended) {
  const Ending ending{has_ended};
  co_await sleep_for(late);
}

TEST(Within, gives_what_the_work_gave) {
  EXPECT_EQ(run(within(late, number())).value(), 7);
  EXPECT_TRUE(run(within(late, nothing())));
  EXPECT_EQ(run(within(late, failing())).error().code, "refused");
}

TEST(Within, ends_what_takes_too_long) {
  EXPECT_EQ(run(within(soon, number_at_last())).error().code, "timeout");
  bool has_ended = false;
  EXPECT_FALSE(run(within(soon, noting_its_end(has_ended))));
  EXPECT_TRUE(has_ended) << "what the work refers to may go";
}

TEST(Within, lets_an_exception_through_at_once) {
  const Ticks begin = ticks();
  EXPECT_THROW(run(within(late, throwing())), std::runtime_error);
  EXPECT_LT(ticks() - begin, late / 2);
}

TEST(Within, nests) {
  EXPECT_EQ(run(within(late, within(soon, number_at_last()))).error().code, "timeout");
  EXPECT_EQ(run(within(soon, within(late, number_at_last()))).error().code, "timeout");
}

awaitable<bool> rung_before() {
  Bell bell(co_await boost::asio::this_coro::executor);
  bell.ring();
  bell.ring();
  const bool first = co_await bell.wait_for(late);
  const bool second = co_await bell.wait_for(soon);
  co_return first && !second;
}
awaitable<> ring_soon(Bell bell) {
  co_await sleep_for(soon);
  bell.ring();
}
awaitable<bool> rung_meanwhile() {
  const auto executor = co_await boost::asio::this_coro::executor;
  Bell bell(executor);
  auto ignore = [](std::exception_ptr) {};
  boost::asio::co_spawn(executor, ring_soon(bell), ignore);
  co_return co_await bell.wait_for(late);
}
awaitable<bool> waiting_is_cut_short() {
  Bell bell(co_await boost::asio::this_coro::executor);
  Result<bool> rung = co_await within(soon, bell.wait_for(late));
  co_return !rung && rung.error().code == "timeout";
}

TEST(Bell, is_remembered_once) { EXPECT_TRUE(run(rung_before())); }
TEST(Bell, wakes_who_waits) { EXPECT_TRUE(run(rung_meanwhile())); }
TEST(Bell, can_be_cancelled) { EXPECT_TRUE(run(waiting_is_cut_short())); }

TEST(Clock, writes_iso_time) {
  const Instant instant{std::chrono::sys_days{std::chrono::March / 3 / 2026} + std::chrono::hours(11) +
                        Milliseconds(7)};
  EXPECT_EQ(iso_time(instant), "2026-03-03T11:00:00.007Z");
}

TEST(Error, says_what_where_and_why) {
  EXPECT_EQ(to_string(Error{"refused", "a:443", "no route"}), "refused at a:443: no route");
  EXPECT_EQ(to_string(Error{"timeout", "", ""}), "timeout");
  const Result<int> failed = Error{"timeout", "", ""};
  EXPECT_THROW(failed.value(), UncheckedError);
}

TEST(Random, fills_all_of_it) {
  std::array<std::byte, 64> one{}, other{};
  fill_random(one);
  fill_random(other);
  EXPECT_NE(one, other);
  EXPECT_NE(other, (std::array<std::byte, 64>{}));
}

}  // namespace
}  // namespace steward::net
