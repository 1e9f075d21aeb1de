#include "domain/promises.hpp"

#include <gtest/gtest.h>

#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

constexpr Duration none = 0min;

DeskUnderTest desk_that_promises(PromisesOfKind normal) {
  DeskUnderTest desk;
  for (Kind& kind : desk.rules.kinds)
    if (kind.id == "repair") kind.promises = {{"normal", normal}, {"flood", {.arrive = Promised{15min}}}};
  desk.bind("chen", "3-2-501");
  return desk;
}

const Standing* find(const std::vector<Standing>& all, Promise promise) {
  for (const Standing& one : all)
    if (one.promise == promise) return &one;
  return nullptr;
}

TEST(Promises, count_from_the_opening_and_warn_before_they_are_missed) {
  auto desk = desk_that_promises({.accept = Promised{30min}, .finish = Promised{24h}});
  const Instant opened = desk.now;
  desk.hears("chen", says(Intent::repair, "plumbing"));
  const auto all = standings(desk.rules, desk.order(1), desk.now);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].due, opened + 30min);
  EXPECT_EQ(all[0].warn_at, opened + 24min);
  EXPECT_EQ(all[1].due, opened + 24h);

  desk.wait(24min);
  ASSERT_EQ(desk.order(1).lapses.size(), 1u);
  EXPECT_FALSE(desk.order(1).lapses[0].is_missed);
  desk.wait(6min);
  EXPECT_TRUE(desk.order(1).lapses[0].is_missed);
  EXPECT_EQ(desk.order(1).lapses[0].late, none);
  desk.wait(5min);
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  EXPECT_EQ(desk.order(1).lapses[0].late, 5min);
}

TEST(Promises, of_a_hazard_are_its_own) {
  auto desk = desk_that_promises({.accept = Promised{30min}});
  desk.hears("chen", hazard(Hazard::flood, "plumbing"));
  const auto all = standings(desk.rules, desk.order(1), desk.now);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].promise, Promise::arrive);
}

TEST(Promises, stand_still_on_hold_and_wait_for_an_agreed_visit) {
  auto desk = desk_that_promises({.arrive = Promised{2h}, .finish = Promised{4h}});
  const Instant opened = desk.now;
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.wait(30min);
  desk.acts("li", StaffVerb::hold, desk.order(1).id);
  desk.wait(3h);
  EXPECT_EQ(find(standings(desk.rules, desk.order(1), desk.now), Promise::finish)->state,
            Standing::State::paused);
  EXPECT_FALSE(desk.order(1).clocks.is_running(ClockRule::promise));
  desk.acts("li", StaffVerb::resume, desk.order(1).id);
  EXPECT_EQ(find(standings(desk.rules, desk.order(1), desk.now), Promise::arrive)->due, opened + 5h);
  EXPECT_EQ(find(standings(desk.rules, desk.order(1), desk.now), Promise::finish)->due, opened + 7h);

  desk.order(1).visit_from = opened + 24h;
  desk.order(1).visit_to = opened + 26h;
  EXPECT_EQ(find(standings(desk.rules, desk.order(1), desk.now), Promise::arrive)->due, opened + 26h);
}

TEST(Promises, in_working_time_are_late_by_working_time) {
  auto desk = desk_that_promises({.accept = Promised{.within = 30min, .is_working_time = true}});
  const Site& site = desk.rules.sites.front();
  desk.now = at("2026-03-03T19:45:00+08:00");
  desk.hears("chen", says(Intent::repair, "plumbing"));
  const Standing before = standings(desk.rules, desk.order(1), desk.now).front();
  EXPECT_EQ(before.due, at("2026-03-04T08:15:00+08:00"));
  WorkOrder& order = desk.order(1);
  const Instant accepted = before.due + 14h;  // of which nobody works two
  order.history.push_back({.what = Happened::accepted, .at = accepted});
  EXPECT_EQ(standings(desk.rules, order, desk.now).front().late,
            working_between(site.working, site.zone, before.due, accepted));
  EXPECT_EQ(standings(desk.rules, order, desk.now).front().late, 11h + 45min);
}

TEST(Promises, that_were_kept_stay_kept_when_an_order_is_given_back) {
  auto desk = desk_that_promises({.accept = Promised{30min}});
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.take_letters();
  desk.wait(91min);  // asked, and taken back
  EXPECT_EQ(desk.order(1).holder.value, "wang");
  EXPECT_TRUE(desk.order(1).lapses.empty());
  EXPECT_EQ(desk.phrases_to("chen", desk.take_letters()), std::vector<std::string>{"sorry_somebody_else"});
}

TEST(Promises, are_made_anew_when_it_is_opened_again) {
  auto desk = desk_that_promises({.finish = Promised{2h}});
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.acts("li", StaffVerb::arrive, desk.order(1).id);
  desk.wait(3h);
  EXPECT_EQ(desk.order(1).lapses.size(), 1u);
  desk.acts("li", StaffVerb::finish, desk.order(1).id);
  EXPECT_EQ(desk.order(1).lapses[0].late, 1h);
  desk.wait(1h);
  const Instant again = desk.now;
  desk.presses("chen", "not_fixed:" + desk.order(1).id.value);
  EXPECT_TRUE(desk.order(1).lapses.empty());
  EXPECT_EQ(standings(desk.rules, desk.order(1), desk.now).front().due, again + 2h);
}

}  // namespace
}  // namespace steward::domain
