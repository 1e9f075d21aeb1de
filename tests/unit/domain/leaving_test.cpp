// Somebody is taken off the staff: what they hold goes back to dispatch.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "desk_under_test.hpp"
#include "domain/order_acts.hpp"

namespace steward::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Leaving : testing::Test {
  Leaving() { desk.bind("chen", "3-2-501"); }

  void leaves(const std::string& who) {
    std::erase_if(desk.reference.staff, [&](const Staff& one) { return one.id.value == who; });
    std::erase_if(desk.reference.shifts, [&](const Shift& one) { return one.staff.value == who; });
    desk.reference.stamp += "'";
    tell(who);
  }
  DeskUnderTest::Result tell(const std::string& who) {
    const OrderId order = desk.order(1).id;
    return desk.handle({"left:" + who + ":" + desk.reference.stamp, HolderLeft{order, StaffId{who}}, {}});
  }
  void does(StaffVerb verb, const std::string& text = {}, int minutes_given = 0) {
    ASSERT_EQ(desk.acts("li", verb, desk.order(1).id, text, minutes_given), DeskUnderTest::Result::applied);
  }

  DeskUnderTest desk;
};

struct Case {
  const char* name;
  std::function<void(Leaving&)> before;
  const char *leaves, *holder;
  OrderState state;
  std::vector<std::string> reporter_hears;
};

Features leak() { return says(Intent::repair, "plumbing"); }
void is_offered(Leaving& it) { it.desk.hears("chen", leak()); }
void is_accepted(Leaving& it) { is_offered(it), it.does(StaffVerb::accept); }
void is_on_site(Leaving& it) { is_accepted(it), it.does(StaffVerb::arrive); }
void is_on_hold(Leaving& it) { is_accepted(it), it.does(StaffVerb::hold, "等配件"); }
void is_night(Leaving& it) { is_accepted(it), it.desk.now = at("2026-03-03T23:00:00+08:00"); }
void was_declined(Leaving& it) {
  is_offered(it);
  it.desk.acts("li", StaffVerb::decline, it.desk.order(1).id, "忙");
}
void is_left_to_the_desk(Leaving& it) { was_declined(it), it.desk.wait(11min); }
void is_an_enquiry(Leaving& it) { it.desk.hears("chen", says(Intent::enquiry)); }
void is_an_alert(Leaving& it) { it.desk.hears("chen", hazard(Hazard::flood, "plumbing")); }
void is_an_accepted_alert(Leaving& it) { is_an_alert(it), it.does(StaffVerb::accept); }

class WhoLeaves : public Leaving, public testing::WithParamInterface<Case> {};

TEST_P(WhoLeaves, leaves_no_order_behind) {
  GetParam().before(*this);
  desk.take_letters();
  leaves(GetParam().leaves);
  const WorkOrder& order = desk.order(1);
  EXPECT_EQ(order.state, GetParam().state);
  EXPECT_EQ(order.holder.value, GetParam().holder);
  EXPECT_TRUE(order.accepted_by.empty());
  EXPECT_EQ(leaver_holding(desk.reference, order), StaffId{});
  EXPECT_FALSE(order.clocks.all().empty());
  EXPECT_EQ(desk.phrases_to("chen", desk.take_letters()), GetParam().reporter_hears);
  EXPECT_EQ(desk.loads[StaffId{GetParam().leaves}].orders, 0);

  // Said again it changes nothing.
  const size_t happened = order.history.size();
  EXPECT_EQ(tell(GetParam().leaves), DeskUnderTest::Result::repeated);
  desk.reference.stamp += "'";
  EXPECT_EQ(tell(GetParam().leaves), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).history.size(), happened);
  EXPECT_THAT(desk.take_letters(), IsEmpty());
}

using enum OrderState;
const std::vector<std::string> nothing, another{"sorry_somebody_else"}, the_desk{"sorry_desk_looks"};

INSTANTIATE_TEST_SUITE_P(
    Cases, WhoLeaves,
    testing::Values(Case{"offered", is_offered, "li", "wang", dispatched, nothing},
                    Case{"accepted", is_accepted, "li", "wang", dispatched, another},
                    Case{"on_site", is_on_site, "li", "wang", dispatched, another},
                    Case{"on_hold", is_on_hold, "li", "wang", dispatched, another},
                    Case{"at_night", is_night, "li", "deng", received, the_desk},
                    Case{"declined_by_the_other", was_declined, "wang", "fang", dispatched, nothing},
                    Case{"held_by_the_desk", is_left_to_the_desk, "fang", "li", dispatched, nothing},
                    Case{"enquiry", is_an_enquiry, "fang", "song", received, nothing},
                    Case{"alert", is_an_alert, "fang", "song", dispatched, nothing},
                    Case{"accepted_alert", is_an_accepted_alert, "li", "fang", dispatched, the_desk}),
    [](const auto& tested) { return tested.param.name; });

TEST_F(Leaving, who_stays_or_holds_nothing_keeps_things_as_they_are) {
  is_accepted(*this);
  desk.take_letters();
  tell("li");
  leaves("wang");
  EXPECT_EQ(desk.order(1).accepted_by.value, "li");
  EXPECT_THAT(desk.take_letters(), IsEmpty());
}

TEST_F(Leaving, what_a_resident_writes_to_a_leaver_reaches_the_desk) {
  desk.hears("chen", says(Intent::handoff), "找人工");
  desk.handle(
      {"console:1",
       ConversationAction{StaffId{"song"}, AccountId{"web:chen"}, ConversationAction::Verb::take_over, {}},
       {}});
  std::erase_if(desk.reference.staff, [](const Staff& one) { return one.id.value == "song"; });
  desk.take_letters();
  desk.hears("chen", says(Intent::other), "还在吗");
  EXPECT_THAT(desk.phrases_to("fang", desk.take_letters()), ElementsAre("desk_resident_says"));
}

TEST_F(Leaving, a_leaver_writes_as_a_resident) {
  const AccountId account{"web:li"};
  Conversation talk;
  talk.account = account;
  talk.staff = StaffId{"li"};
  desk.documents[key_of(account)] = {Document{talk}, "bound"};
  is_accepted(*this);
  leaves("li");
  Features said = says(Intent::other);
  said.asks_to_bind = true;
  desk.hears("li", said, "绑定");
  EXPECT_TRUE(desk.talk("li").staff.empty());
  ASSERT_TRUE(desk.talk("li").question);
  EXPECT_EQ(desk.talk("li").question->purpose, "bind");
  EXPECT_EQ(desk.acts("li", StaffVerb::finish, desk.order(1).id), DeskUnderTest::Result::refused);
}

TEST_F(Leaving, what_is_ended_is_left_alone) {
  is_on_site(*this);
  does(StaffVerb::finish, "换了龙头");
  leaves("li");
  EXPECT_EQ(desk.order(1).state, done);
  EXPECT_EQ(desk.order(1).done_by.value, "li");
}

}  // namespace
}  // namespace steward::domain
