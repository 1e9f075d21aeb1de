#include "domain/report.hpp"

#include <gtest/gtest.h>

#include <random>

namespace steward::domain {
namespace {

using namespace std::chrono_literals;
using std::chrono::minutes;
using What = Fact::What;

const Period a_day = period_of(Schedule::Every::day, parse_date("2026-03-03").value());

Fact done(const std::string& order) {
  return {.order = OrderId(order),
          .kind = "repair",
          .trade = "plumbing",
          .department = "engineering",
          .building = "3",
          .done_by = StaffId("li"),
          .visits = 1,
          .is_asked_about = true};
}
Fact then(What what, const std::string& order) { return {.what = what, .order = OrderId(order)}; }
Fact answer(const std::string& order, int score, bool is_after_measure = false) {
  return {.what = What::answered,
          .order = OrderId(order),
          .score = score,
          .method = "chat",
          .is_after_measure = is_after_measure};
}

Figures figures_of(const std::vector<Fact>& day) { return report_of({}, a_day, {}, {day}).all; }

struct Row {
  const char* words;
  std::vector<Fact> day;
  int due, answered, declined, satisfied, reopened, first_visit_fixes, dissatisfied, improved;
};

class FollowedUp : public testing::TestWithParam<Row> {};

TEST_P(FollowedUp, counts_what_became_of_an_order) {
  const Row& row = GetParam();
  const Figures figures = figures_of(row.day);
  EXPECT_EQ(figures.due, row.due) << row.words;
  EXPECT_EQ(figures.answered, row.answered) << row.words;
  EXPECT_EQ(figures.declined, row.declined) << row.words;
  EXPECT_EQ(figures.satisfied, row.satisfied) << row.words;
  EXPECT_EQ(figures.reopened, row.reopened) << row.words;
  EXPECT_EQ(figures.first_visit_fixes, row.first_visit_fixes) << row.words;
  EXPECT_EQ(figures.dissatisfied, row.dissatisfied) << row.words;
  EXPECT_EQ(figures.improved, row.improved) << row.words;
}

Fact unasked(Fact fact) {
  fact.is_asked_about = false;
  return fact;
}
Fact rework(Fact fact) {
  fact.is_rework = true;
  return fact;
}

INSTANTIATE_TEST_SUITE_P(
    Table, FollowedUp,
    testing::Values(
        Row{"nothing", {}, 0, 0, 0, 0, 0, 0, 0, 0}, Row{"not answered", {done("A")}, 1, 0, 0, 0, 0, 1, 0, 0},
        Row{"satisfied", {done("A"), answer("A", 4)}, 1, 1, 0, 1, 0, 1, 0, 0},
        Row{"so so", {done("A"), answer("A", 3)}, 1, 1, 0, 0, 0, 1, 0, 0},
        Row{"the last word counts", {done("A"), answer("A", 2), answer("A", 5)}, 1, 1, 0, 1, 0, 1, 0, 0},
        Row{"nobody asks", {unasked(done("A"))}, 0, 0, 0, 0, 0, 1, 0, 0},
        Row{"declined later", {done("A"), then(What::declined, "A")}, 0, 0, 1, 0, 0, 1, 0, 0},
        Row{"declined before", {unasked(done("A")), then(What::declined, "A")}, 0, 0, 1, 0, 0, 1, 0, 0},
        Row{"opened again instead", {done("A"), then(What::reopened, "A")}, 0, 0, 0, 0, 1, 0, 0, 0},
        Row{"answered and opened again",
            {done("A"), answer("A", 1), then(What::reopened, "A")},
            1,
            1,
            0,
            0,
            1,
            0,
            1,
            0},
        Row{"done twice",
            {done("A"), then(What::reopened, "A"), done("A"), answer("A", 5)},
            1,
            1,
            0,
            1,
            1,
            1,
            0,
            0},
        Row{"the same defect", {rework(done("A"))}, 1, 0, 0, 0, 0, 0, 0, 0},
        Row{"a measure that helps",
            {done("A"), answer("A", 1), then(What::measure_named, "A"), answer("A", 4, true)},
            1,
            1,
            0,
            0,
            0,
            1,
            1,
            1},
        Row{"a measure that does not",
            {done("A"), answer("A", 2), then(What::measure_named, "A"), answer("A", 2, true)},
            1,
            1,
            0,
            0,
            0,
            1,
            1,
            0},
        Row{"done before it was noted",
            {answer("A", 5), then(What::reopened, "A")},
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0}));

TEST(Report, measures_what_was_promised) {
  std::vector<Fact> day;
  for (int i = 1; i <= 100; ++i) {
    day.push_back(done("O" + std::to_string(i)));
    day.back().accept = {minutes{i}, i > 95 ? minutes{i - 95} : 0min};
  }
  day[0].accept.late.reset();  // not promised
  const PaceFigures accept = figures_of(day).accept;
  EXPECT_EQ(accept.took, (Spread{100, 50min, 90min, 99min}));
  EXPECT_EQ(accept.promised, 99);
  EXPECT_EQ(accept.kept, 94);
  EXPECT_EQ(accept.missed_by, (Spread{5, 3min, 5min, 5min}));
}

TEST(Report, takes_no_share_of_nothing) {
  EXPECT_EQ(share(0, 0), std::nullopt);
  EXPECT_EQ(share(1, 4), 0.25);
  EXPECT_EQ(spread_of({}), Spread{});
  EXPECT_TRUE(report_of({}, a_day, {}, {{}}).is_empty());
  EXPECT_FALSE(report_of({}, a_day, {{"repair", 1}}, {{}}).is_empty());
}

// Counted again, one order after the other and without the report's own words for it.
TEST(Report, says_what_a_recount_says) {
  std::mt19937 random(4);
  const auto below = [&](int limit) { return std::uniform_int_distribution<>(0, limit - 1)(random); };
  std::vector<std::vector<Fact>> days(30);
  std::map<std::string, int> done_by, reopened_by, answered_by;
  int score_sum = 0;
  for (auto& day : days)
    for (int i = 0; i < 40; ++i) {
      const std::string order = std::to_string(i), who = std::string(1, static_cast<char>('a' + below(5)));
      Fact fact = done(order);
      fact.done_by = StaffId(who);
      fact.building = std::to_string(below(4));
      day.push_back(fact);
      ++done_by[who];
      if (const int score = below(6); score > 0) {
        day.push_back(answer(order, score));
        ++answered_by[who];
        score_sum += score;
      }
      if (below(9) == 0) {
        day.push_back(then(What::reopened, order));
        ++reopened_by[who];
      }
    }
  const Report report = report_of({}, a_day, {}, days);
  int done_in_buildings = 0;
  for (const auto& [building, figures] : report.buildings) done_in_buildings += figures.done;
  EXPECT_EQ(report.all.done, 1200);
  EXPECT_EQ(done_in_buildings, 1200);
  EXPECT_EQ(report.all.score_sum, score_sum);
  ASSERT_EQ(report.technicians.size(), 5u);
  for (const auto& [who, figures] : report.technicians) {
    EXPECT_EQ(figures.done, done_by[who]) << who;
    EXPECT_EQ(figures.reopened, reopened_by[who]) << who;
    EXPECT_EQ(figures.answered, answered_by[who]) << who;
  }
}

}  // namespace
}  // namespace steward::domain
