// The life of an order as a table: what may follow what, and what may not.

#include <gtest/gtest.h>

#include "domain/life.hpp"

namespace steward::domain {
namespace {

struct Step {
  OrderState from;
  Act act;
  Actor who;
  std::variant<OrderState, Refusal> next;
};

class LifeOfAnOrder : public testing::TestWithParam<Step> {};

TEST_P(LifeOfAnOrder, leads_where_the_table_says) {
  const Step& step = GetParam();
  EXPECT_EQ(next_state(step.from, step.act, step.who), step.next);
}

using enum OrderState;
INSTANTIATE_TEST_SUITE_P(Steps, LifeOfAnOrder,
                         testing::Values(Step{received, Act::dispatch, Actor::program, dispatched},
                                         Step{dispatched, Act::accept, Actor::offered, accepted},
                                         Step{dispatched, Act::accept, Actor::stranger, Refusal::not_allowed},
                                         Step{dispatched, Act::accept, Actor::resident, Refusal::not_allowed},
                                         Step{accepted, Act::arrive, Actor::holder, on_site},
                                         Step{accepted, Act::arrive, Actor::offered, Refusal::not_allowed},
                                         Step{accepted, Act::finish, Actor::holder, done},
                                         Step{on_site, Act::finish, Actor::holder, done},
                                         Step{on_hold, Act::finish, Actor::holder, done},
                                         Step{dispatched, Act::finish, Actor::offered, Refusal::not_now},
                                         Step{received, Act::finish, Actor::holder, Refusal::not_allowed},
                                         Step{on_hold, Act::resume, Actor::holder, accepted},
                                         Step{accepted, Act::cancel, Actor::resident, cancelled},
                                         Step{on_site, Act::cancel, Actor::holder, Refusal::not_allowed},
                                         Step{done, Act::cancel, Actor::resident, Refusal::not_now},
                                         Step{done, Act::reopen, Actor::resident, dispatched},
                                         Step{closed, Act::reopen, Actor::resident, dispatched},
                                         Step{cancelled, Act::reopen, Actor::resident, Refusal::not_now},
                                         Step{not_ours, Act::accept, Actor::desk, Refusal::not_now},
                                         Step{closed, Act::accept, Actor::desk, Refusal::not_now}));

TEST(LifeTable, has_one_row_for_a_state_and_an_act) {
  const auto table = life_of_an_order();
  for (size_t i = 0; i < table.size(); ++i)
    for (size_t j = i + 1; j < table.size(); ++j)
      EXPECT_FALSE(table[i].from == table[j].from && table[i].act == table[j].act)
          << to_string(table[i].from) << " stands twice";
}

TEST(LifeTable, every_open_state_can_be_left_by_the_desk_alone) {
  for (OrderState state : {received, dispatched, accepted, on_site, on_hold})
    EXPECT_EQ(next_state(state, Act::cancel, Actor::desk), (std::variant<OrderState, Refusal>{cancelled}))
        << to_string(state);
}

TEST(LifeTable, what_was_cancelled_or_is_not_ours_stays_so) {
  for (const Transition& row : life_of_an_order()) {
    EXPECT_NE(row.from, cancelled);
    EXPECT_NE(row.from, not_ours);
  }
}

}  // namespace
}  // namespace steward::domain
