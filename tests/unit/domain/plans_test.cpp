#include "domain/plans.hpp"

#include <gtest/gtest.h>

#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

const DocumentKey digest_key = key_of(PlanId{"digest"});

void set(DeskUnderTest& desk, const Plan& plan) {
  Event event;
  event.body = PlanSet{plan};
  desk.handle(event);
}

Plan daily(AfterOutage after_outage) {
  Plan plan{.id = PlanId{"digest"}, .site = SiteId{"donghu"}, .after_outage = after_outage};
  plan.schedule = {.every = Schedule::Every::day, .at = 8h};
  return plan;
}

const Plan& digest_of_desk(const DeskUnderTest& desk) {
  return std::get<Plan>(*desk.documents.at(digest_key).document);
}

// Nothing fires while the desk is down: the clock is turned at once.
void outage(DeskUnderTest& desk, Duration time) { desk.now += time; }

TEST(Plans, set_their_next_slot_when_one_ends) {
  DeskUnderTest desk;
  set(desk, daily(AfterOutage::once));
  EXPECT_EQ(digest_of_desk(desk).clocks.due(ClockRule::slot), at("2026-03-04T08:00:00+08:00"));
  desk.wait(24h);
  EXPECT_EQ(digest_of_desk(desk).last_slot, "2026-03-04T08:00");
  EXPECT_EQ(digest_of_desk(desk).clocks.due(ClockRule::slot), at("2026-03-05T08:00:00+08:00"));
}

TEST(Plans, that_are_set_again_run_as_they_did) {
  DeskUnderTest desk;
  set(desk, daily(AfterOutage::once));
  desk.wait(24h);
  const std::string stamp = desk.documents.at(digest_key).stamp;
  set(desk, daily(AfterOutage::once));
  EXPECT_EQ(desk.documents.at(digest_key).stamp, stamp) << "nothing was written";
  Plan later = daily(AfterOutage::once);
  later.schedule.at = 9h;
  set(desk, later);
  EXPECT_EQ(digest_of_desk(desk).clocks.due(ClockRule::slot), at("2026-03-05T09:00:00+08:00"));
  EXPECT_EQ(digest_of_desk(desk).last_slot, "2026-03-04T08:00");
}

// Fault 17: the zone's rules change, as with a new zone database, while a slot is set.
TEST(Plans, fault_17_keep_to_the_zone_though_its_rules_change) {
  for (const std::chrono::seconds offset : {7h, 9h}) {
    DeskUnderTest desk;
    set(desk, daily(AfterOutage::once));
    desk.rules.sites.front().zone.base_offset = offset;
    set(desk, daily(AfterOutage::once));  // as at each start
    EXPECT_EQ(digest_of_desk(desk).clocks.due(ClockRule::slot),
              at("2026-03-04T08:00:00+08:00") + 8h - offset);
    desk.wait(24h);
    EXPECT_EQ(digest_of_desk(desk).last_slot, "2026-03-04T08:00");
    desk.wait(24h);
    EXPECT_EQ(digest_of_desk(desk).last_slot, "2026-03-05T08:00") << "none is lost, and none comes twice";
  }
}

TEST(Plans, fault_17_a_slot_that_is_due_comes_whatever_the_zone_says_now) {
  DeskUnderTest desk;
  set(desk, daily(AfterOutage::once));
  outage(desk, 24h);
  desk.rules.sites.front().zone.base_offset = 9h;
  set(desk, daily(AfterOutage::once));
  EXPECT_EQ(digest_of_desk(desk).clocks.due(ClockRule::slot), at("2026-03-04T08:00:00+08:00"));
}

struct Outage {
  AfterOutage rule;
  const char* last_slot;
  int slots;
};

TEST(Plans, follow_their_rule_after_an_outage) {
  const Outage table[] = {{AfterOutage::each, "2026-03-07T08:00", 4},
                          {AfterOutage::once, "2026-03-04T08:00", 1},
                          {AfterOutage::skip, "2026-03-04T08:00", 1}};
  for (const auto& [rule, last_slot, slots] : table) {
    DeskUnderTest desk;
    set(desk, daily(rule));
    outage(desk, 96h);  // until 7 March, 10:00
    int fired = 0;
    while (desk.fire_next(desk.now)) ++fired;
    EXPECT_EQ(fired, slots);
    EXPECT_EQ(digest_of_desk(desk).last_slot, last_slot);
    EXPECT_EQ(digest_of_desk(desk).clocks.due(ClockRule::slot), at("2026-03-08T08:00:00+08:00"));
  }
}

// ---- the heads' digest

TEST(Digest, tells_a_head_in_the_morning_what_need_not_be_told_at_once) {
  DeskUnderTest desk;
  for (Kind& kind : desk.rules.kinds) kind.promises = {{"normal", {.finish = Promised{2h}}}};
  for (const Plan& plan : standing_plans(desk.rules)) set(desk, plan);
  desk.bind("chen", "3-2-501");
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.acts("li", StaffVerb::arrive, desk.order(1).id);
  desk.take_letters();
  desk.wait(3h);
  EXPECT_TRUE(desk.phrases_to("luo", desk.take_letters()).empty()) << "no ping";
  desk.wait(20h);
  const auto letters = desk.take_letters();
  EXPECT_EQ(desk.phrases_to("luo", letters), (std::vector<std::string>{"digest", "digest_line"}));
  EXPECT_TRUE(desk.phrases_to("song", letters).empty()) << "of another department";
  desk.wait(24h);
  EXPECT_TRUE(desk.phrases_to("luo", desk.take_letters()).empty()) << "told once";
}

}  // namespace
}  // namespace steward::domain
