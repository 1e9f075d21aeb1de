// Fault 25: a kind is taken out of the configuration while orders of it are open.

#include <gtest/gtest.h>

#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

class GoneKind : public testing::Test {
 protected:
  GoneKind() {
    desk.bind("chen", "3-2-501");
    desk.hears("chen", says(Intent::repair, "plumbing"));
    std::erase_if(desk.rules.kinds, [](const Kind& kind) { return kind.id == "repair"; });
  }
  const OrderId& id() { return desk.order(1).id; }
  DeskUnderTest desk;
};

TEST_F(GoneKind, fault_25_an_order_keeps_its_kind_and_goes_on_to_its_end) {
  EXPECT_EQ(desk.acts("li", StaffVerb::accept, id()), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.acts("li", StaffVerb::finish, id()), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.order(1).kind, "repair");
  EXPECT_EQ(desk.order(1).state, OrderState::done);
  desk.wait(24h);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::chat) << "the resident is asked all the same";
  desk.presses("chen", "score:" + id().value + ":5");
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
}

TEST_F(GoneKind, fault_25_its_clocks_run_on) {
  desk.wait(11min);
  EXPECT_NE(desk.order(1).holder, StaffId{"li"}) << "the next was asked";
  desk.wait(48h);
  EXPECT_FALSE(desk.order(1).holder.empty());
  EXPECT_FALSE(desk.order(1).clocks.all().empty());
}

TEST_F(GoneKind, fault_25_nothing_new_is_opened_as_it) {
  desk.hears("he", says(Intent::repair, "plumbing"));
  EXPECT_EQ(desk.orders(), 1u);
}

}  // namespace
}  // namespace steward::domain
