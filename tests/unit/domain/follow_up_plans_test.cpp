#include "domain/follow_up_plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "domain/period.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

std::chrono::local_days day(std::string_view text) { return parse_date(text).value(); }

Plan plan_of(FollowUpSort sort, std::string id = "mine") {
  Plan plan{.id = PlanId{std::move(id)},
            .purpose = PlanPurpose::follow_up,
            .site = SiteId{"donghu"},
            .schedule = {.every = Schedule::Every::quarter, .at = 10h}};
  plan.follow_up.sort = sort;
  plan.follow_up.title = "季度满意度";
  plan.follow_up.from = day("2026-03-01");
  return plan;
}

struct FollowUpPlans : testing::Test {
  DeskUnderTest desk{"2026-03-03T09:00:00+08:00"};

  void set(const Plan& plan) {
    Event event;
    event.body = PlanSet{plan};
    desk.handle(event);
  }
  const Plan& stored(const std::string& id = "mine") {
    return std::get<Plan>(*desk.documents.at(key_of(PlanId{id})).document);
  }
  int counted(std::string_view what, const std::string& plan = "mine") {
    return desk.counters[plan_counter(what, PlanId{plan})];
  }
  // A building of so many homes, each with a resident who has a chat.
  void build(const std::string& building, int homes) {
    for (int i = 1; i <= homes; ++i) {
      const UnitId unit{building + "-1-" + std::to_string(100 + i)};
      desk.reference.put({unit, SiteId{"donghu"}, building, "1", 1});
      const std::string who = "r" + building + std::to_string(100 + i);
      Resident one{.id = ResidentId{who},
                   .phone = "+8613" + std::string(3, building[0]) + "000" + std::to_string(100 + i)};
      one.homes.push_back({unit, SiteId{"donghu"}, "owner"});
      one.accounts = {AccountId{"web:" + who}};
      Conversation talk{.account = one.accounts.front(), .site = SiteId{"donghu"}};
      talk.resident = one.id;
      talk.units = {unit};
      desk.documents[key_of(talk.account)] = {talk, "x"};
      desk.documents[key_of(one.id)] = {one, "x"};
      desk.indexes["home:" + unit.value][one.id.value] = 0;
    }
  }
  std::vector<std::string> drawn_units() {
    std::vector<std::string> units;
    for (size_t i = 1; i <= desk.orders(); ++i)
      if (desk.order(i).is_survey()) units.push_back(desk.order(i).unit.value);
    std::sort(units.begin(), units.end());
    return units;
  }
  void finish_one(const std::string& who, const std::string& trade = "plumbing") {
    desk.hears(who, says(Intent::repair, trade));
    const OrderId id = desk.order(desk.orders()).id;
    desk.acts("li", StaffVerb::accept, id);
    desk.acts("li", StaffVerb::finish, id);
  }
};

// ---- orders

TEST_F(FollowUpPlans, ask_about_an_order_in_their_own_words_and_count_it) {
  Plan plan = plan_of(FollowUpSort::daily);
  plan.follow_up.question = {{Language::zh_hans, "水压恢复了吗？"}};
  plan.follow_up.trades = {"plumbing"};
  set(plan);
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  desk.wait(6h);
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), Contains("survey_question"));
  EXPECT_EQ(desk.order(1).plan.value, "mine");
  EXPECT_EQ(counted(asked_by_plan), 1);
  desk.hears("chen", score(5), "5分");
  EXPECT_EQ(counted(answered_by_plan), 1);
  EXPECT_EQ(counted(satisfied_by_plan), 1);
}

TEST_F(FollowUpPlans, that_do_not_cover_an_order_leave_it_to_the_standing_one) {
  struct Case {
    const char* why;
    void (*change)(FollowUpPlan&);
  };
  const Case cases[] = {
      {"another trade", [](FollowUpPlan& plan) { plan.trades = {"electrical"}; }},
      {"another kind", [](FollowUpPlan& plan) { plan.kinds = {"complaint"}; }},
      {"another building", [](FollowUpPlan& plan) { plan.buildings = {"9"}; }},
      {"another unit", [](FollowUpPlan& plan) { plan.units = {UnitId{"9-9-999"}}; }},
      {"another sort", [](FollowUpPlan& plan) { plan.sort = FollowUpSort::special_service; }},
      {"not yet", [](FollowUpPlan& plan) { plan.from = day("2026-04-01"); }},
      {"no more", [](FollowUpPlan& plan) { plan.until = day("2026-03-02"); }},
  };
  for (const Case& one : cases) {
    desk = DeskUnderTest{"2026-03-03T09:00:00+08:00"};
    Plan plan = plan_of(FollowUpSort::daily);
    one.change(plan.follow_up);
    set(plan);
    desk.bind("chen", "3-2-501");
    finish_one("chen");
    desk.wait(6h);
    EXPECT_EQ(desk.order(1).plan, standing_plan(FollowUpSort::daily)) << one.why;
    EXPECT_EQ(counted(asked_by_plan, "daily"), 1) << one.why;
  }
}

TEST_F(FollowUpPlans, of_a_closer_sort_come_before_the_daily_one) {
  desk.rules.kinds[0].follow_up = FollowUpSort::special_service;
  set(plan_of(FollowUpSort::daily, "every"));
  set(plan_of(FollowUpSort::special_service, "special"));
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  desk.wait(6h);
  EXPECT_EQ(desk.order(1).plan.value, "special");
}

TEST_F(FollowUpPlans, by_a_letter_ask_once_and_end_politely) {
  Plan plan = plan_of(FollowUpSort::daily);
  plan.follow_up.methods = {FollowUpMethod::letter};
  set(plan);
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  desk.wait(24h);
  desk.take_letters();
  desk.wait(10 * 24h);
  EXPECT_TRUE(desk.take_letters().empty()) << "neither SMS nor a task for the desk";
  desk.wait(5 * 24h);
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), ElementsAre("survey_over"));
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::unreached);
  EXPECT_EQ(counted(unreached_by_plan), 1);
}

TEST_F(FollowUpPlans, by_visit_give_the_desk_a_task) {
  Plan plan = plan_of(FollowUpSort::daily);
  plan.follow_up.methods = {FollowUpMethod::visit};
  set(plan);
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  desk.wait(6h);
  EXPECT_THAT(desk.phrases_to("fang", desk.take_letters()), Contains("visit_task"));
}

TEST_F(FollowUpPlans, by_sms_ask_once_about_all_that_was_done_and_hear_that_one_is_not_fixed) {
  Plan plan = plan_of(FollowUpSort::daily);
  plan.follow_up.methods = {FollowUpMethod::sms};
  set(plan);
  desk.bind("chen", "3-2-501");
  finish_one("chen", "plumbing");
  finish_one("chen", "electrical");
  desk.take_letters();
  desk.wait(6h);
  const auto letters = desk.take_letters();
  ASSERT_EQ(letters.size(), 1u);
  EXPECT_EQ(letters.front().orders.size(), 2u);
  EXPECT_EQ(counted(asked_by_plan), 2);
  Event event;
  event.once = "sms:1";
  MessageReceived message{.from = letters.front().to, .text = "电灯还不亮", .written_at = desk.now};
  message.features = says(Intent::repair, "electrical", "电灯还不亮");
  message.features.answer = Answer::not_fixed;
  event.body = message;
  desk.handle(event);
  EXPECT_EQ(desk.order(2).reopened, 1);
  EXPECT_EQ(desk.order(1).reopened, 0);
}

TEST_F(FollowUpPlans, that_are_over_are_taken_off_the_list) {
  Plan plan = plan_of(FollowUpSort::daily);
  plan.follow_up.until = day("2026-03-04");
  set(plan);
  EXPECT_TRUE(desk.indexes[asking_plans().name].contains("mine"));
  desk.wait(48h);
  EXPECT_FALSE(desk.indexes[asking_plans().name].contains("mine"));
  EXPECT_TRUE(desk.indexes[follow_up_plans().name].contains("mine"));
}

// ---- drawing

TEST_F(FollowUpPlans, draw_of_each_building_as_many_as_they_should) {
  build("1", 40);
  build("2", 10);
  Plan plan = plan_of(FollowUpSort::targeted);
  plan.follow_up.percent = 20;
  plan.follow_up.at_least = 3;
  set(plan);
  desk.wait(3h);
  const auto units = drawn_units();
  const auto in = [&units](const char* building) {
    return std::count_if(units.begin(), units.end(),
                         [&](const auto& unit) { return unit.starts_with(building); });
  };
  EXPECT_EQ(in("1-"), 8);
  EXPECT_EQ(in("2-"), 3);
  EXPECT_EQ(counted(asked_by_plan), 11);
  EXPECT_FALSE(stored().clocks.is_running(ClockRule::slot)) << "drawn once";
}

TEST_F(FollowUpPlans, draw_the_same_homes_by_the_same_seed_and_others_by_another) {
  std::map<int, std::vector<std::string>> drawn;
  for (const int seed : {7, 7, 8}) {
    desk = DeskUnderTest{"2026-03-03T09:00:00+08:00"};
    build("1", 60);
    Plan plan = plan_of(FollowUpSort::targeted);
    plan.follow_up.percent = 20;
    plan.follow_up.seed = seed;
    set(plan);
    desk.wait(3h);
    const auto units = drawn_units();
    EXPECT_EQ(units.size(), 12u);
    EXPECT_EQ(drawn.try_emplace(seed, units).first->second, units);
  }
  EXPECT_NE(drawn[7], drawn[8]);
}

TEST_F(FollowUpPlans, leave_out_who_was_asked_within_thirty_days_or_wants_no_asking) {
  build("1", 6);
  for (const int i : {101, 102}) {
    auto& talk =
        std::get<Conversation>(*desk.documents.at(key_of(AccountId{"web:r1" + std::to_string(i)})).document);
    if (i == 101) talk.surveyed_at = desk.now - 29 * 24h;
    if (i == 102) talk.wants_no_follow_up = true;
  }
  set(plan_of(FollowUpSort::targeted));
  desk.wait(3h);
  EXPECT_THAT(drawn_units(), ElementsAre("1-1-103", "1-1-104", "1-1-105", "1-1-106"));
}

TEST_F(FollowUpPlans, ask_about_each_department_in_turn_and_its_head_hears_the_dissatisfied) {
  build("1", 10);
  Plan plan = plan_of(FollowUpSort::targeted);
  plan.follow_up.departments = {"engineering", "service"};
  plan.follow_up.at_least = 2;
  plan.follow_up.percent = 10;
  set(plan);
  desk.wait(3h);
  std::map<std::string, int> by_department;
  for (size_t i = 1; i <= desk.orders(); ++i) ++by_department[desk.order(i).department];
  EXPECT_EQ(by_department, (std::map<std::string, int>{{"engineering", 2}, {"service", 2}}));
  desk.wait(1h);
  desk.take_letters();
  const std::string who = desk.order(1).reporter.value.substr(4);
  desk.hears(who, score(2), "不满意");
  EXPECT_THAT(desk.phrases_to("luo", desk.take_letters()), Contains("head_dissatisfied"));
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::improving);
}

TEST_F(FollowUpPlans, that_are_over_can_be_made_again) {
  build("1", 5);
  Plan plan = plan_of(FollowUpSort::targeted);
  set(plan);
  desk.wait(40 * 24h);
  ASSERT_EQ(desk.orders(), 5u);
  plan.follow_up.from = day("2026-06-01");
  set(plan);
  desk.wait(30 * 24h);
  EXPECT_EQ(desk.orders(), 5u) << "not before its first day";
  desk.wait(30 * 24h);
  EXPECT_EQ(desk.orders(), 10u);
}

TEST_F(FollowUpPlans, that_are_periodic_draw_others_each_quarter) {
  build("1", 60);
  Plan plan = plan_of(FollowUpSort::periodic);
  plan.follow_up.percent = 10;
  set(plan);
  EXPECT_EQ(stored().clocks.due(ClockRule::slot), at("2026-04-01T10:00:00+08:00"));
  desk.wait(30 * 24h);
  const auto first = drawn_units();
  EXPECT_EQ(first.size(), 6u);
  EXPECT_EQ(stored().last_slot, "2026-04-01T10:00");
  EXPECT_EQ(stored().clocks.due(ClockRule::slot), at("2026-07-01T10:00:00+08:00"));
  desk.wait(100 * 24h);
  EXPECT_EQ(drawn_units().size(), 12u);
}

TEST_F(FollowUpPlans, draw_at_decent_hours_only) {
  build("1", 60);
  desk.now = at("2026-03-03T20:29:00+08:00");
  Plan plan = plan_of(FollowUpSort::targeted);
  set(plan);
  desk.wait(3h);
  EXPECT_EQ(desk.orders(), 20u) << "one step before 20:30";
  desk.wait(9h);
  EXPECT_EQ(desk.orders(), 20u);
  desk.wait(3h);
  EXPECT_EQ(desk.orders(), 60u);
}

TEST_F(FollowUpPlans, go_by_what_was_done_for_whom) {
  build("3", 3);
  for (const char* who : {"r3101", "r3102"}) desk.bind(who, std::string("3-1-") + (who + 2));
  for (const char* who : {"r3101", "r3102"}) {
    auto& talk = desk.talk(who);
    talk.resident = ResidentId{who};
  }
  finish_one("r3101", "plumbing");
  finish_one("r3102", "electrical");
  for (Kind& kind : desk.rules.kinds) kind.is_followed_up = false;
  Plan plan = plan_of(FollowUpSort::targeted);
  plan.follow_up.trades = {"plumbing"};
  plan.follow_up.done_from = day("2026-03-01");
  plan.follow_up.done_until = day("2026-03-03");
  plan.follow_up.from = day("2026-05-01");
  set(plan);
  desk.wait(60 * 24h);
  ASSERT_EQ(desk.orders(), 3u);
  EXPECT_TRUE(desk.order(3).is_survey());
  EXPECT_EQ(desk.order(3).reporter.value, "web:r3101");
  EXPECT_EQ(desk.order(3).department, "engineering");
}

TEST_F(FollowUpPlans, leave_what_is_said_later_to_the_repairs) {
  build("1", 1);
  set(plan_of(FollowUpSort::targeted));
  desk.wait(2h);
  ASSERT_EQ(desk.orders(), 1u);
  desk.take_letters();
  desk.hears("r1101", score(4), "挺好");
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  EXPECT_EQ(desk.order(1).follow_up.score, 4);
  Features back = says(Intent::repair, "plumbing", "又漏了");
  back.is_again = true;
  desk.hears("r1101", back, "又漏了");
  ASSERT_EQ(desk.orders(), 2u) << "a survey cannot come back";
  EXPECT_EQ(desk.order(2).kind, "repair");
}

TEST_F(FollowUpPlans, are_not_answered_by_a_score_for_what_was_done) {
  build("1", 1);
  set(plan_of(FollowUpSort::targeted));
  desk.wait(2h);
  finish_one("r1101");
  desk.wait(30h);
  ASSERT_EQ(desk.order(2).follow_up.state, FollowUpState::chat);
  desk.talk("r1101").question.reset();  // after a detour
  desk.hears("r1101", score(5), "5分");
  EXPECT_EQ(desk.order(2).follow_up.score, 5);
  EXPECT_EQ(desk.order(1).follow_up.score, std::nullopt);
}

// ---- three scores

TEST_F(FollowUpPlans, residents_may_rate_speed_and_service_too) {
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  desk.wait(6h);
  desk.hears("chen", score(5), "5分");
  auto letters = desk.take_letters();
  ASSERT_FALSE(letters.back().buttons.empty());
  const std::string id = desk.order(1).id.value;
  EXPECT_EQ(letters.back().buttons.front().data, "rate:" + id);
  desk.presses("chen", "rate:" + id);
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), Contains("rate_speed"));
  desk.presses("chen", "rate:" + id + ":speed4");
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), Contains("rate_service"));
  desk.presses("chen", "rate:" + id + ":service5");
  EXPECT_EQ(desk.order(1).follow_up.speed, 4);
  EXPECT_EQ(desk.order(1).follow_up.service, 5);
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  for (const char* wrong : {":speed9", ":nonsense", ":"}) {
    desk.presses("chen", "rate:" + id + wrong);
    EXPECT_EQ(desk.order(1).follow_up.speed, 4) << wrong;
  }
}

TEST_F(FollowUpPlans, an_answer_after_asking_ended_still_counts) {
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  desk.wait(18 * 24h);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::unreached);
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  desk.presses("chen", "score:" + desk.order(1).id.value + ":5");
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::answered);
  EXPECT_EQ(desk.order(1).state, OrderState::closed);
  EXPECT_EQ(counted(answered_by_plan, "daily"), 1);
  EXPECT_EQ(counted(unreached_by_plan, "daily"), 0) << "no more";
  desk.take_letters();
  desk.presses("chen", "score:" + desk.order(1).id.value + ":2");
  EXPECT_THAT(desk.phrases_to("chen", desk.take_letters()), ElementsAre("survey_is_over"));
  EXPECT_EQ(desk.order(1).follow_up.score, 5);
}

// ---- the report, told

TEST_F(FollowUpPlans, of_reports_tell_heads_and_manager_when_the_week_is_over) {
  desk.bind("chen", "3-2-501");
  finish_one("chen");
  Plan week{.id = PlanId{"report-week-donghu"}, .purpose = PlanPurpose::report, .site = SiteId{"donghu"}};
  week.schedule = {.every = Schedule::Every::week, .at = 9h};
  set(week);
  desk.take_letters();
  desk.wait(7 * 24h);
  const auto letters = desk.take_letters();
  EXPECT_THAT(desk.phrases_to("gu", letters), Contains("report_told"));
  EXPECT_THAT(desk.phrases_to("luo", letters), ElementsAre("report_told", "report_department"));
  EXPECT_THAT(desk.phrases_to("song", letters), Contains("report_told"));
  EXPECT_THAT(desk.phrases_to("song", letters), Not(Contains("report_department")));
  EXPECT_THAT(desk.phrases_to("li", letters), Not(Contains("report_told")));
  desk.wait(7 * 24h);
  EXPECT_THAT(desk.phrases_to("gu", desk.take_letters()), Not(Contains("report_told"))) << "nothing happened";
}

}  // namespace
}  // namespace steward::domain
