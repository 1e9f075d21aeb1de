#include <gtest/gtest.h>

#include "domain/report.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using What = Fact::What;

class Facts : public testing::Test {
 protected:
  Facts() {
    desk.bind("chen", "3-2-501");
    desk.reference.put({UnitId{"3-2-501"}, SiteId{"donghu"}, "3", "2", 5});
  }
  OrderId done_order() {
    desk.hears("chen", says(Intent::repair, "plumbing"));
    const OrderId id = desk.order(1).id;
    desk.wait(5min);
    desk.acts("li", StaffVerb::accept, id);
    desk.wait(25min);
    desk.acts("li", StaffVerb::arrive, id);
    desk.wait(60min);
    desk.acts("li", StaffVerb::finish, id);
    return id;
  }
  const std::vector<Fact>& of_the_day() { return desk.facts["2026-03-03"]; }

  DeskUnderTest desk;
};

TEST_F(Facts, are_noted_when_an_order_is_done_and_not_before) {
  desk.hears("chen", says(Intent::repair, "plumbing"));
  EXPECT_TRUE(desk.facts.empty());
  EXPECT_EQ(desk.counters["opened_repair:donghu:2026-03-03"], 1);
}

TEST_F(Facts, of_a_done_order_say_who_where_and_how_fast) {
  const OrderId id = done_order();
  ASSERT_EQ(of_the_day().size(), 1u);
  const Fact& fact = of_the_day().front();
  EXPECT_EQ(fact.order, id);
  EXPECT_EQ(fact.kind, "repair");
  EXPECT_EQ(fact.trade, "plumbing");
  EXPECT_EQ(fact.department, desk.rules.trade("plumbing")->department);
  EXPECT_EQ(fact.building, "3");
  EXPECT_EQ(fact.done_by, StaffId{"li"});
  EXPECT_EQ(fact.accept.took, 5min);
  EXPECT_EQ(fact.arrive.took, 30min);
  EXPECT_EQ(fact.finish.took, 90min);
  EXPECT_EQ(fact.finish.late, std::nullopt);
  EXPECT_EQ(fact.visits, 1);
  EXPECT_TRUE(fact.is_asked_about);
}

TEST_F(Facts, tell_by_how_much_a_promise_was_missed) {
  for (Kind& kind : desk.rules.kinds)
    if (kind.id == "repair")
      kind.promises = {{"normal", {.accept = Promised{30min}, .finish = Promised{60min}}}};
  done_order();
  const Fact& fact = of_the_day().front();
  EXPECT_EQ(fact.accept.late, 0min);
  EXPECT_EQ(fact.arrive.late, std::nullopt);
  EXPECT_EQ(fact.finish.late, 30min);
}

TEST_F(Facts, of_an_answer_stand_under_the_day_on_which_it_was_done) {
  const OrderId id = done_order();
  desk.wait(24h);
  desk.presses("chen", "score:" + id.value + ":2");
  ASSERT_EQ(desk.facts.size(), 1u);
  EXPECT_EQ(of_the_day().back().what, What::answered);
  EXPECT_EQ(of_the_day().back().score, 2);
  EXPECT_EQ(of_the_day().back().method, "chat");
  const Figures figures = report_of({}, {}, {}, {of_the_day()}).technicians.at("li");
  EXPECT_EQ(figures.due, 1);
  EXPECT_EQ(figures.answered, 1);
  EXPECT_EQ(figures.dissatisfied, 1);
}

TEST_F(Facts, of_an_order_done_again_are_measured_from_the_opening_again) {
  const OrderId id = done_order();
  desk.wait(1h);
  desk.presses("chen", "not_fixed:" + id.value);
  desk.acts("li", StaffVerb::accept, id);
  desk.wait(20min);
  desk.acts("li", StaffVerb::finish, id);
  ASSERT_EQ(of_the_day().size(), 3u);
  EXPECT_EQ(of_the_day()[1].what, What::reopened);
  EXPECT_EQ(of_the_day()[2].finish.took, 20min);
  EXPECT_EQ(of_the_day()[2].visits, 2);
}

TEST_F(Facts, tell_of_who_asks_not_to_be_asked) {
  desk.talk("chen").wants_no_follow_up = true;
  done_order();
  ASSERT_EQ(of_the_day().size(), 2u);
  EXPECT_FALSE(of_the_day()[0].is_asked_about);
  EXPECT_EQ(of_the_day()[1].what, What::declined);
}

}  // namespace
}  // namespace steward::domain
