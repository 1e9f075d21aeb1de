// The small rules: hours, zones, units, phones, windows, as tables.

#include <gtest/gtest.h>

#include "desk_under_test.hpp"
#include "domain/hours.hpp"
#include "domain/lines.hpp"
#include "domain/phones.hpp"
#include "domain/roster.hpp"
#include "domain/units.hpp"
#include "domain/windows.hpp"

namespace steward::domain {
namespace {

TEST(Units, are_whole_with_building_and_room) {
  for (const char* whole : {"3-2-501", "A-1203", "10-15C", "7-1204", "1-1-302"})
    EXPECT_TRUE(is_whole(UnitId{whole})) << whole;
  for (const char* part : {"", "3", "B", "501", "3-2"}) EXPECT_FALSE(is_whole(UnitId{part})) << part;
}

TEST(Units, are_completed_by_what_is_known) {
  EXPECT_EQ(completed("601", UnitId{"3-2-502"}).value, "3-2-601");
  EXPECT_EQ(completed("2-501", UnitId{"3-1-301"}).value, "3-2-501");
  EXPECT_EQ(completed("1-1-302", UnitId{"3-2-502"}).value, "1-1-302");
  EXPECT_EQ(completed("", UnitId{"3-2-502"}).value, "3-2-502");
  EXPECT_EQ(completed("?-1", UnitId{"3-2-502"}).value, "3-1") << "the entrance of their own building";
  EXPECT_EQ(completed("?-1", UnitId{}).value, "?-1");
  EXPECT_EQ(completed("3", UnitId{"?-1"}).value, "3-1");
  EXPECT_EQ(completed("501", UnitId{"?-1"}).value, "?-1-501");
  EXPECT_EQ(completed("4-2-501", UnitId{"?-1"}).value, "4-2-501");
  EXPECT_TRUE(may_mean("501", UnitId{"3-2-501"}));
  EXPECT_FALSE(may_mean("01", UnitId{"3-2-501"}));
}

TEST(Phones, are_kept_in_e164) {
  const std::tuple<const char*, Region, const char*> table[] = {
      {"13812345678", Region::cn, "+8613812345678"},
      {"138 1234 5678", Region::hk, "+8613812345678"},
      {"+85291234567", Region::cn, "+85291234567"},
      {"91234567", Region::hk, "+85291234567"},
      {"0912345678", Region::tw, "+886912345678"},
      {"02-27208889", Region::tw, "+886227208889"},
      {"12345", Region::cn, ""},
      {"", Region::cn, ""}};
  for (const auto& [given, region, expected] : table) EXPECT_EQ(e164(given, region), expected) << given;
}

TEST(Hours, are_half_open_and_local) {
  DeskUnderTest desk;
  const Site& site = desk.rules.sites.front();
  EXPECT_EQ(next_decent(desk.rules, site, at("2026-03-03T12:00:00+08:00")), at("2026-03-03T14:00:00+08:00"));
  EXPECT_EQ(next_decent(desk.rules, site, at("2026-03-03T11:59:00+08:00")), at("2026-03-03T11:59:00+08:00"));
  EXPECT_EQ(next_decent(desk.rules, site, at("2026-03-03T20:30:00+08:00")), at("2026-03-04T09:00:00+08:00"));
  EXPECT_EQ(next_staff_hour(desk.rules, site, at("2026-03-03T20:00:00+08:00")),
            at("2026-03-04T08:00:00+08:00"));
  EXPECT_EQ(next_morning(desk.rules, site, at("2026-03-03T23:30:00+08:00")), at("2026-03-04T08:00:00+08:00"));
  EXPECT_TRUE(is_night(desk.rules, site, at("2026-03-03T06:59:00+08:00")));
  EXPECT_FALSE(is_night(desk.rules, site, at("2026-03-03T07:00:00+08:00")));
}

TEST(Zones, skip_and_repeat_an_hour) {
  // Central Europe 2026: 29 March 01:00Z to summer time, 25 October 01:00Z back.
  Zone zone{"test", 1h, {{at("2026-03-29T01:00:00Z"), 2h}, {at("2026-10-25T01:00:00Z"), 1h}}};
  const auto local = [](std::string_view text) {
    return LocalTime{at(std::string{text} + "Z").time_since_epoch()};
  };
  EXPECT_EQ(zone.to_instant(local("2026-03-29T02:30:00")), at("2026-03-29T01:00:00Z"));
  EXPECT_EQ(zone.to_instant(local("2026-10-25T02:30:00")), at("2026-10-25T00:30:00Z"));
  EXPECT_EQ(zone.to_instant(local("2026-07-01T12:00:00")), at("2026-07-01T10:00:00Z"));
  EXPECT_EQ(zone.to_local(at("2026-07-01T10:00:00Z")), local("2026-07-01T12:00:00"));
}

TEST(Times, are_read_strictly) {
  EXPECT_EQ(parse_iso8601("2026-03-03T09:00:00+08:00"), parse_iso8601("2026-03-03T01:00:00Z"));
  for (const char* bad :
       {"", "2026-03-03", "2026-02-30T09:00:00Z", "2026-03-03T09:00:00", "2026-03-03T25:00:00Z", "x"})
    EXPECT_FALSE(parse_iso8601(bad)) << bad;
  EXPECT_EQ(parse_duration("PT1H30M"), 90min);
  EXPECT_EQ(parse_duration("P1D"), 24h);
  for (const char* bad : {"", "P", "PT", "1H", "PT5", "P1H"}) EXPECT_FALSE(parse_duration(bad)) << bad;
}

TEST(Roster, knows_shifts_past_midnight) {
  DeskUnderTest desk;
  const Site& site = desk.rules.sites.front();
  EXPECT_TRUE(is_on_duty(desk.reference, site.zone, StaffId{"ma"}, at("2026-03-04T03:00:00+08:00")));
  EXPECT_FALSE(is_on_duty(desk.reference, site.zone, StaffId{"ma"}, at("2026-03-04T08:00:00+08:00")));
  EXPECT_EQ(shift_end(desk.reference, site.zone, StaffId{"ma"}, at("2026-03-03T23:00:00+08:00")),
            at("2026-03-04T08:00:00+08:00"));
  EXPECT_EQ(next_shift_of(desk.reference, site, "hvac", at("2026-03-03T21:00:00+08:00")),
            at("2026-03-04T08:00:00+08:00"));
  EXPECT_EQ(front_desk_on_duty(desk.reference, site, at("2026-03-03T21:00:00+08:00")).value, "deng");
}

TEST(Windows, without_a_day_mean_the_next_time) {
  DeskUnderTest desk;
  const Zone& zone = desk.rules.sites.front().zone;
  const Instant now = at("2026-03-03T16:00:00+08:00");
  EXPECT_EQ(visit_of({.time_from = 19h}, zone, now).from, at("2026-03-03T19:00:00+08:00"));
  EXPECT_EQ(visit_of({.time_from = 9h}, zone, now).from, at("2026-03-04T09:00:00+08:00"));
  EXPECT_TRUE(visit_of({.any = true}, zone, now).is_any_time);
}

TEST(Lines, are_told_apart_by_what_they_speak_of) {
  EXPECT_GT(likeness("厨房水管漏得更厉害了", "厨房水管漏水"), 0.5);
  EXPECT_LT(likeness("卫生间马桶漏水", "厨房水管漏水"), 0.5);
  EXPECT_EQ(likeness("", "厨房"), 0);
}

}  // namespace
}  // namespace steward::domain
