// A person is to come instead of the program.

#include <gtest/gtest.h>

#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

std::optional<Instant> not_before(const std::vector<OutMessage>& letters, std::string_view phrase) {
  for (const OutMessage& letter : letters)
    for (const Say& one : letter.says)
      if (one.phrase == phrase) return letter.not_before;
  ADD_FAILURE() << "nobody heard " << phrase;
  return std::nullopt;
}

TEST(HandOver, tells_whoever_still_waits_at_any_hour) {
  DeskUnderTest desk{"2026-03-03T01:00:00+08:00"};
  desk.bind("chen", "3-2-501");
  desk.hears("chen", says(Intent::handoff), "转人工");
  desk.take_letters();
  desk.wait(16min);
  const auto letters = desk.take_letters();
  EXPECT_EQ(not_before(letters, "person_place"), std::nullopt);
  EXPECT_EQ(not_before(letters, "person_offer_to_write"), std::nullopt);
}

TEST(HandOver, wakes_nobody_with_what_an_outage_kept) {
  DeskUnderTest desk{"2026-03-03T01:00:00+08:00"};
  desk.bind("chen", "3-2-501");
  desk.hears("chen", says(Intent::handoff), "转人工");
  desk.take_letters();
  desk.now += 3h;  // nothing fires while the desk is down
  desk.wait(1min);
  const auto letters = desk.take_letters();
  const Instant morning = at("2026-03-03T08:00:00+08:00");
  EXPECT_EQ(not_before(letters, "person_place"), morning);
  EXPECT_EQ(not_before(letters, "person_offer_to_write"), morning);
}

}  // namespace
}  // namespace steward::domain
