// Two sites, one desk: "3-2-501" stands in both, and every order goes where it belongs.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::Not;

class TwoSites : public testing::Test {
 protected:
  TwoSites() {
    Site other = desk.rules.sites.front();
    other.id = xihu;
    other.name = "西湖花园";
    desk.rules.sites.push_back(other);
    for (const SiteId& site : {donghu, xihu}) desk.reference.put({UnitId{"3-2-501"}, site, "3", "2", 5});
    desk.reference.put({UnitId{"9-1-101"}, xihu, "9", "1", 1});
    for (Staff& one : desk.reference.staff) {
      if (one.id.value == "li") one.sites = {donghu};
      if (one.id.value == "wang") one.sites = {xihu};
    }
  }
  static Features leak(std::string unit = {}) {
    Features said = says(Intent::repair, "plumbing", "漏水");
    said.main().unit = std::move(unit);
    return said;
  }
  // A chat account that belongs to somebody who lives there.
  void bind(const std::string& who, std::vector<Resident::Home> homes) {
    desk.bind(who, homes.front().unit.value);
    Conversation talk = desk.talk(who);
    Resident resident{.id = talk.resident, .phone = talk.phone, .homes = std::move(homes)};
    talk.site = resident.homes.front().site;
    talk.units.clear();
    for (const auto& home : resident.homes) talk.units.push_back(home.unit);
    desk.documents[key_of(talk.account)] = {talk, "t"};
    desk.documents[key_of(resident.id)] = {resident, "r"};
  }
  OrderEntered entered(const std::string& by, const std::string& unit) {
    OrderEntered entry{.by = StaffId{by}, .text = "漏水"};
    entry.features = leak(unit);
    return entry;
  }
  DeskUnderTest::Result enters(OrderEntered entry) {
    return desk.handle({"entry" + std::to_string(desk.orders()) + entry.text, std::move(entry), {}});
  }

  const SiteId donghu{"donghu"}, xihu{"xihu"};
  DeskUnderTest desk;
};

TEST_F(TwoSites, a_resident_s_order_is_of_their_home) {
  bind("13800000001", {{UnitId{"3-2-501"}, donghu, "owner"}});
  bind("13800000002", {{UnitId{"3-2-501"}, xihu, "owner"}});
  desk.hears("13800000001", leak());
  desk.hears("13800000002", leak("3-2-501"));
  EXPECT_EQ(desk.order(1).site, donghu);
  EXPECT_EQ(desk.order(1).holder, StaffId{"li"});
  EXPECT_EQ(desk.order(2).site, xihu);
  EXPECT_EQ(desk.order(2).holder, StaffId{"wang"});
}

TEST_F(TwoSites, homes_in_both_tell_by_the_unit) {
  bind("13800000001", {{UnitId{"3-2-501"}, donghu, "owner"}, {UnitId{"9-1-101"}, xihu, "owner"}});
  desk.hears("13800000001", leak());
  EXPECT_EQ(desk.order(1).state, OrderState::received) << "which of the two is asked";
  desk.hears("13800000001", unit("9-1-101"), "9-1-101");
  EXPECT_EQ(desk.order(1).site, xihu);
  EXPECT_EQ(desk.order(1).holder, StaffId{"wang"});
}

TEST_F(TwoSites, a_stranger_is_of_the_site_that_their_chat_is_of) {
  MessageReceived message;
  message.from = AccountId{"wecom:1"};
  message.text = "3-2-501 漏水";
  message.place = xihu;
  message.written_at = desk.now;
  message.features = leak("3-2-501");
  desk.handle({"wecom:1:1", message, {}});
  EXPECT_EQ(desk.order(1).site, xihu);
  EXPECT_EQ(desk.order(1).holder, StaffId{"wang"});
}

TEST_F(TwoSites, a_unit_that_one_of_them_has_tells) {
  desk.hears("stranger", leak("9-1-101"));
  EXPECT_EQ(desk.order(1).site, xihu);
}

TEST_F(TwoSites, where_nothing_tells_it_is_asked) {
  desk.hears("stranger", leak("3-2-501"));
  const auto asked = desk.take_letters();
  EXPECT_THAT(desk.phrases_to("stranger", asked), Contains("ask_site"));
  EXPECT_EQ(desk.order(1).state, OrderState::received);
  EXPECT_EQ(desk.order(1).holder, StaffId{"fang"}) << "the front desk keeps it meanwhile";
  desk.presses("stranger", "site:" + desk.order(1).id.value + ":xihu");
  EXPECT_EQ(desk.order(1).site, xihu);
  EXPECT_EQ(desk.order(1).holder, StaffId{"wang"});
  EXPECT_EQ(desk.order(1).unit, UnitId{"3-2-501"});
}

TEST_F(TwoSites, its_name_answers_and_need_not_be_said_again) {
  desk.hears("stranger", leak());
  desk.hears("stranger", unit("3-2-501"), "3-2-501");
  EXPECT_THAT(desk.phrases_to("stranger", desk.take_letters()), Contains("ask_site"));
  Features name = says(Intent::other);
  name.is_fragment = true;
  desk.hears("stranger", name, "西湖花园的");
  EXPECT_EQ(desk.order(1).site, xihu);
  EXPECT_EQ(desk.order(1).state, OrderState::dispatched);
  desk.take_letters();
  Features light = says(Intent::repair, "electrical", "灯坏了");
  light.main().unit = "3-2-501";
  desk.hears("stranger", light, "灯坏了");
  EXPECT_EQ(desk.order(2).site, xihu);
  EXPECT_THAT(desk.phrases_to("stranger", desk.take_letters()), Not(Contains("ask_site")));
}

TEST_F(TwoSites, danger_of_no_known_site_alarms_both) {
  Features flood = hazard(Hazard::flood, "plumbing", "爆水管");
  flood.main().unit = "3-2-501";
  desk.hears("stranger", flood);
  for (const char* who : {"li", "wang"}) EXPECT_TRUE(desk.order(1).was_offered_to(StaffId{who})) << who;
  EXPECT_THAT(desk.phrases_to("li", desk.letters), Contains("alert_site_unknown"));
  EXPECT_THAT(desk.phrases_to("stranger", desk.take_letters()), Contains("ask_site"));
  desk.presses("stranger", "site:" + desk.order(1).id.value + ":xihu");
  EXPECT_EQ(desk.order(1).site, xihu);
  EXPECT_THAT(desk.phrases_to("wang", desk.take_letters()), Contains("news_place"));
}

TEST_F(TwoSites, staff_are_told_of_which) {
  bind("13800000002", {{UnitId{"3-2-501"}, xihu, "owner"}});
  desk.hears("13800000002", leak());
  const auto letters = desk.take_letters();
  const auto alert = std::find_if(letters.begin(), letters.end(),
                                  [](const OutMessage& letter) { return letter.to.value == "web:wang"; });
  ASSERT_NE(alert, letters.end());
  EXPECT_EQ(alert->says.front().args.at(1).value, "西湖花园 3-2-501");
}

TEST_F(TwoSites, the_phone_line_takes_the_caller_s_home) {
  bind("13800000002", {{UnitId{"3-2-501"}, xihu, "owner"}});
  OrderEntered entry = entered("fang", "3-2-501");
  entry.phone = "13800000002";
  EXPECT_EQ(enters(entry), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).site, xihu);
}

TEST_F(TwoSites, the_phone_line_is_asked_where_nothing_tells) {
  EXPECT_EQ(enters(entered("fang", "3-2-501")), DeskUnderTest::Result::refused);
  EXPECT_EQ(desk.refusal, Refusal::which_site);
  OrderEntered named = entered("fang", "3-2-501");
  named.text = "西湖花园 3-2-501 漏水";
  EXPECT_EQ(enters(named), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).site, xihu);
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "fang") one.sites = {xihu};
  EXPECT_EQ(enters(entered("fang", "3-2-501")), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(2).site, xihu) << "the only one that she serves";
}

}  // namespace
}  // namespace steward::domain
