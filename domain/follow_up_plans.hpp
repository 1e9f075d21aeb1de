#pragma once
// The plans by which residents are asked: which one an order comes under, what it asks, and the drawing of
// residents by those that are about no order.

#include <string_view>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

// All of them, and those by which orders are asked about now.
IndexKey follow_up_plans();
IndexKey asking_plans();
bool is_asking(const Plan& plan);

// The plans that every desk has: what no other plan covers is asked about by the desk's own manners, and
// counted under these names.
PlanId standing_plan(FollowUpSort sort);
bool is_standing(const PlanId& plan);

// The plan that somebody made for such an order, or by which it is asked about already; null: a standing one.
const Plan* plan_for(Draft& draft, const WorkOrder& order);

// Of an order by its kind and danger.
FollowUpSort sort_of(const Rules& rules, const WorkOrder& order);

// Which of a plan's questions somebody reads; empty: the desk's own words.
std::string question_in(const FollowUpPlan& plan, Language language);

// ---- drawing
// Draws the next few, who are asked at a decent hour. False: the round is over.
bool draw_more(Draft& draft, Plan& plan);

// By this homes are drawn, the lowest first; the same seed and round give the same ranks.
std::string rank_of(const FollowUpPlan& plan, std::string_view round, std::string_view what);
// How many homes of a building of so many.
int wanted_of(const FollowUpPlan& plan, int homes);

// ---- what became of it, counted
inline constexpr std::string_view asked_by_plan = "asked", answered_by_plan = "answered",
                                  satisfied_by_plan = "satisfied", declined_by_plan = "declined",
                                  unreached_by_plan = "unreached";
inline constexpr std::string_view counted_by_plan[] = {asked_by_plan, answered_by_plan, satisfied_by_plan,
                                                       declined_by_plan, unreached_by_plan};
// "plan_asked:<id>"
std::string plan_counter(std::string_view what, const PlanId& plan);
void count_for_plan(Draft& draft, const WorkOrder& order, std::string_view what, int by = 1);
// What is new in the history of an order, as far as plans count it.
void count_for_plan(Draft& draft, const WorkOrder& order, Happened what);

}  // namespace steward::domain
