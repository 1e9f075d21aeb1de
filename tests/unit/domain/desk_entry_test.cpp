// Where an order stands that staff write down: the site decides who is sent and who sees it.

#include <gtest/gtest.h>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

class DeskEntry : public testing::Test {
 protected:
  DeskEntry() {
    Site other = desk.rules.sites.front();
    other.id = SiteId{"xihu"};
    desk.rules.sites.push_back(other);
    desk.reference.put({UnitId{"9-1-101"}, other.id, "9", "1", 1});
    for (Staff& one : desk.reference.staff)
      if (one.id.value == "deng") one.sites = {other.id};
  }
  static OrderEntered by(const std::string& who) {
    OrderEntered entry{.by = StaffId{who}, .text = "漏水"};
    entry.features = says(Intent::repair, "plumbing", "漏水");
    return entry;
  }
  std::string site_of(OrderEntered entry) {
    Event event;
    event.once = "entry" + std::to_string(desk.orders());
    event.body = std::move(entry);
    EXPECT_EQ(desk.handle(std::move(event)), DeskUnderTest::Result::applied);
    return desk.order(desk.orders()).site.value;
  }

  DeskUnderTest desk;
};

TEST_F(DeskEntry, is_of_the_site_that_was_chosen) {
  OrderEntered entry = by("fang");
  entry.site = SiteId{"xihu"};
  EXPECT_EQ(site_of(entry), "xihu");
}

TEST_F(DeskEntry, is_of_the_unit_s_site) {
  OrderEntered entry = by("fang");
  entry.unit = UnitId{"9-1-101"};
  EXPECT_EQ(site_of(entry), "xihu");
  OrderEntered in_words = by("fang");
  in_words.features.main().unit = "9-1-101";
  EXPECT_EQ(site_of(in_words), "xihu");
}

TEST_F(DeskEntry, is_of_the_caller_s_only_home) {
  Resident he;
  he.phone = "+8613800000502";
  he.id = resident_id_of(he.phone);
  he.homes = {{UnitId{"9-1-101"}, SiteId{"xihu"}, "owner"}};
  desk.documents[key_of(he.id)] = {he, "s"};
  OrderEntered entry = by("fang");
  entry.phone = "13800000502";
  EXPECT_EQ(site_of(entry), "xihu");
  EXPECT_EQ(desk.order(1).unit, UnitId{"9-1-101"});
  entry.site = SiteId{"donghu"};
  EXPECT_EQ(site_of(entry), "donghu");
  EXPECT_EQ(desk.order(2).unit, UnitId{}) << "their home is elsewhere";
}

TEST_F(DeskEntry, is_otherwise_where_whoever_enters_it_works) {
  EXPECT_EQ(site_of(by("deng")), "xihu");
  EXPECT_EQ(site_of(by("fang")), "donghu") << "the first of all";
}

TEST_F(DeskEntry, is_refused_for_a_site_that_one_does_not_serve_unless_it_is_danger) {
  desk.reference.put({UnitId{"3-2-501"}, SiteId{"donghu"}, "3", "2", 5});
  OrderEntered entry = by("deng");
  entry.unit = UnitId{"3-2-501"};
  EXPECT_EQ(desk.handle({"elsewhere", entry, {}}), DeskUnderTest::Result::refused);
  EXPECT_EQ(desk.refusal, Refusal::not_allowed);
  entry.features = hazard(Hazard::fire, "fire", "着火");
  EXPECT_EQ(desk.handle({"fire", entry, {}}), DeskUnderTest::Result::applied);
}

TEST_F(DeskEntry, by_chat_finds_its_site_alike) {
  Conversation talk;
  talk.account = AccountId{"web:deng"};
  talk.staff = StaffId{"deng"};
  talk.site = SiteId{"donghu"};
  desk.documents[key_of(talk.account)] = {talk, "s"};
  Features said = says(Intent::repair, "plumbing", "漏水");
  said.verb = StaffVerb::report_for;
  said.note = "漏水";
  ASSERT_EQ(desk.hears("deng", said, "代报 漏水"), DeskUnderTest::Result::applied);
  ASSERT_EQ(desk.orders(), 1u);
  EXPECT_EQ(desk.order(1).site, SiteId{"xihu"});
}

}  // namespace
}  // namespace steward::domain
