#include "domain/schedule.hpp"

#include <gtest/gtest.h>

namespace steward::domain {
namespace {

using namespace std::chrono_literals;
using Every = Schedule::Every;

const Zone shanghai{"Asia/Shanghai", 8h, {}};
// 2026: 29 March 01:00Z to summer time, 25 October 01:00Z back.
const Zone berlin{"Europe/Berlin",
                  1h,
                  {{parse_iso8601("2026-03-29T01:00:00Z").value(), 2h},
                   {parse_iso8601("2026-10-25T01:00:00Z").value(), 1h}}};

struct Slot {
  Schedule schedule;
  const char* after;
  const char* expected;
};

TEST(Schedule, names_the_next_slot) {
  const Slot table[] = {
      {{Every::day, 1, 8h}, "2026-03-03T07:59", "2026-03-03T08:00"},
      {{Every::day, 1, 8h}, "2026-03-03T08:00", "2026-03-04T08:00"},
      {{Every::week, 1, 9h}, "2026-03-03T08:00", "2026-03-09T09:00"},  // a Tuesday
      {{Every::week, 2, 9h}, "2026-03-03T08:00", "2026-03-03T09:00"},
      {{Every::week, 2, 9h}, "2026-03-03T09:00", "2026-03-10T09:00"},
      {{Every::month, 1, 9h}, "2026-03-01T09:00", "2026-04-01T09:00"},
      {{Every::month, 28, 9h}, "2026-02-03T09:00", "2026-02-28T09:00"},
      {{Every::month, 5, 9h}, "2026-12-06T09:00", "2027-01-05T09:00"},
      {{Every::quarter, 1, 9h}, "2026-03-03T09:00", "2026-04-01T09:00"},
      {{Every::quarter, 10, 9h}, "2026-01-03T09:00", "2026-01-10T09:00"},
      {{Every::quarter, 1, 9h}, "2026-11-03T09:00", "2027-01-01T09:00"},
  };
  for (const auto& [schedule, after, expected] : table) {
    const Instant from = parse_iso8601(std::string(after) + ":00+08:00").value();
    EXPECT_EQ(slot_name(shanghai, next_slot(schedule, shanghai, from)), expected) << after;
  }
}

// The hour that is skipped on 29 March and the one that comes twice on 25 October: a slot a day all the same.
TEST(Schedule, has_one_slot_a_day_whatever_the_clocks_do) {
  for (const auto time : {30min, 90min, 150min, 180min}) {
    const Schedule daily{.every = Every::day, .at = time};
    Instant at = parse_iso8601("2026-01-01T00:00:00+01:00").value();
    std::string before;
    for (int day = 0; day < 365; ++day) {
      const Instant next = next_slot(daily, berlin, at);
      ASSERT_GT(next, at);
      const std::string name = slot_name(berlin, next).substr(0, 10);
      ASSERT_NE(name, before) << "twice on a day";
      ASSERT_LE(next - at, 26h) << "none on a day";
      before = name;
      at = next;
    }
  }
}

}  // namespace
}  // namespace steward::domain
