// Whatever happens in whatever sequence: no open order without a holder and a clock, nothing applied twice,
// no history rewritten, and the timers are the clocks.

#include <gtest/gtest.h>

#include <random>

#include "desk_under_test.hpp"
#include "domain/order_acts.hpp"
#include "domain/projections.hpp"
#include "domain/storms.hpp"

namespace steward::domain {
namespace {

constexpr int seeds = 60;
constexpr int steps = 120;

class Chaos {
 public:
  explicit Chaos(unsigned seed) : random_(seed) {
    for (const char* who : {"chen", "he"}) desk.bind(who, "3-2-501");
  }

  void step() {
    switch (pick(11)) {
      case 10: return weather_turns();
      case 9: return somebody_leaves();
      case 0: return desk.wait(std::chrono::minutes{pick(200)}), void();
      case 1:
        return desk.hears(who(), says(any_request(), any_trade(), "说法" + std::to_string(pick(40)))), void();
      case 2:
        return desk.hears(who(), hazard(Hazard::flood, "plumbing", "水" + std::to_string(pick(40)))), void();
      case 3: return desk.hears(who(), unit("3-2-501")), void();
      case 4: return desk.hears(who(), score(1 + pick(5)), "评价"), void();
      case 5: return talk();
      default: return act();
    }
  }

  DeskUnderTest desk;

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  std::string who() { return std::vector<std::string>{"chen", "he", "guest"}[static_cast<size_t>(pick(3))]; }
  Intent any_request() {
    return std::vector{Intent::repair, Intent::complaint, Intent::enquiry}[static_cast<size_t>(pick(3))];
  }
  std::string any_trade() {
    return std::vector<std::string>{"plumbing", "electrical", "hvac", "noise",
                                    ""}[static_cast<size_t>(pick(5))];
  }

  void talk() {
    const std::vector intents{Intent::status, Intent::urge,  Intent::cancel,    Intent::handoff,
                              Intent::thanks, Intent::other, Intent::reschedule};
    Features said = says(intents[static_cast<size_t>(pick(7))]);
    if (pick(3) == 0) said.answer = Answer::not_fixed;
    if (pick(4) == 0) said.is_fragment = true;
    desk.hears(who(), said, "随便说说");
  }

  // For a moment, so that there is always somebody left.
  void somebody_leaves() {
    const std::vector<Staff> everybody = desk.reference.staff;
    const StaffId who{std::vector<std::string>{"li", "wang", "ma", "fang"}[static_cast<size_t>(pick(4))]};
    std::erase_if(desk.reference.staff, [&](const Staff& one) { return one.id == who; });
    for (size_t number = 1; number <= desk.orders(); ++number) {
      const OrderId id = desk.order(number).id;
      desk.handle({"left:" + std::to_string(++left_) + id.value, HolderLeft{id, who}, {}});
      EXPECT_EQ(leaver_holding(desk.reference, desk.order(number)), StaffId{});
    }
    desk.reference.staff = everybody;
  }

  // Now and then the orders hear of it only later, as where the program ended in between.
  void weather_turns() {
    StormSwitched storm{.site = SiteId{"donghu"}, .by = StaffId{"gu"}, .is_on = pick(2) == 0};
    desk.handle({"storm:" + std::to_string(++left_), storm, {}});
    if (pick(3) == 0) return;
    for (size_t number = 1; number <= desk.orders(); ++number) {
      const OrderId id = desk.order(number).id;
      desk.handle({"weather:" + std::to_string(++left_) + id.value, WeatherChanged{id}, {}});
      EXPECT_FALSE(is_out_of_step(desk.rules, desk.reference, desk.order(number)));
    }
  }

  void act() {
    if (desk.orders() == 0) return;
    const std::vector verbs{StaffVerb::accept, StaffVerb::accept,   StaffVerb::decline, StaffVerb::eta,
                            StaffVerb::arrive, StaffVerb::finish,   StaffVerb::hold,    StaffVerb::resume,
                            StaffVerb::cancel, StaffVerb::not_ours, StaffVerb::measure};
    const std::vector<std::string> staff{"li", "wang", "ma", "zhou", "fang", "luo"};
    const auto number = 1 + static_cast<size_t>(pick(static_cast<int>(desk.orders())));
    desk.acts(staff[static_cast<size_t>(pick(6))], verbs[static_cast<size_t>(pick(11))],
              desk.order(number).id, "理由", 1 + pick(90));
  }

  std::mt19937 random_;
  int left_ = 0;
};

std::string told(const WorkOrder& order) {
  std::string text = order.id.value + " " + order.kind + " is " + std::string{to_string(order.state)} + ":";
  for (const HistoryEntry& entry : order.history)
    text += " " + std::to_string(static_cast<int>(entry.what)) + "/" + entry.by + "/" + entry.why;
  return text;
}

void expect_held_and_clocked(DeskUnderTest& desk) {
  for (size_t i = 1; i <= desk.orders(); ++i) {
    const WorkOrder& order = desk.order(i);
    if (!order.is_open()) continue;
    EXPECT_FALSE(order.holder.empty()) << told(order);
    EXPECT_FALSE(order.clocks.all().empty()) << told(order);
  }
}

void expect_timers_are_the_clocks(DeskUnderTest& desk) {
  std::map<std::string, Instant> clocks;
  for (const auto& [key, seen] : desk.documents) {
    const Clocks* all = nullptr;
    if (const auto* order = std::get_if<WorkOrder>(&*seen.document)) all = &order->clocks;
    if (const auto* talk = std::get_if<Conversation>(&*seen.document)) all = &talk->clocks;
    if (!all) continue;
    for (const Clock& clock : all->all()) clocks[timer_name(clock.rule, key)] = clock.due;
  }
  EXPECT_EQ(desk.timers, clocks);
}

using Histories = std::map<std::string, std::vector<HistoryEntry>>;
Histories histories(DeskUnderTest& desk) {
  Histories all;
  for (size_t i = 1; i <= desk.orders(); ++i) all[desk.order(i).id.value] = desk.order(i).history;
  return all;
}

void expect_only_appended(const Histories& before, const Histories& after) {
  for (const auto& [order, entries] : before) {
    const auto& now = after.at(order);
    ASSERT_GE(now.size(), entries.size());
    EXPECT_TRUE(std::equal(entries.begin(), entries.end(), now.begin())) << order;
  }
}

class Invariants : public testing::TestWithParam<int> {};

TEST_P(Invariants, hold_whatever_happens) {
  Chaos chaos{static_cast<unsigned>(GetParam())};
  for (int i = 0; i < steps && !HasFailure(); ++i) {
    const Histories before = histories(chaos.desk);
    chaos.step();
    expect_held_and_clocked(chaos.desk);
    expect_timers_are_the_clocks(chaos.desk);
    expect_only_appended(before, histories(chaos.desk));
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, Invariants, testing::Range(0, seeds));

TEST(Once, an_event_that_comes_twice_changes_nothing) {
  DeskUnderTest desk;
  desk.bind("chen", "3-2-501");
  MessageReceived message{.from = AccountId{"web:chen"}, .text = "厨房漏水", .written_at = desk.now};
  message.features = says(Intent::repair, "plumbing", "厨房漏水");
  EXPECT_EQ(desk.handle({"web:chen:m1", message, {}}), DeskUnderTest::Result::applied);
  EXPECT_EQ(desk.handle({"web:chen:m1", message, {}}), DeskUnderTest::Result::repeated);
  EXPECT_EQ(desk.orders(), 1u);
}

TEST(Once, a_timer_that_fires_late_twice_or_after_a_stop_is_harmless) {
  DeskUnderTest desk;
  desk.bind("chen", "3-2-501");
  desk.hears("chen", says(Intent::repair, "plumbing"));
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  const WorkOrder before = desk.order(1);
  const TimerDue stale{ClockRule::offer, key_of(before.id)};
  desk.now += 1h;
  desk.handle({"timer:again:1", stale, {}});
  EXPECT_EQ(desk.order(1), before);
}

}  // namespace
}  // namespace steward::domain
