#include "domain/reaching.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/alert_list.hpp"
#include "domain/letters.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using What = MessageReported::What;

struct ReachingStaff : testing::Test {
  DeskUnderTest desk;
  std::vector<OutMessage> letters;

  void SetUp() override { desk.bind("chen", "3-2-501"); }
  void report(Features features) {
    desk.hears("chen", std::move(features));
    letters = desk.take_letters();
  }
  std::vector<ReachingStep>& steps(std::string urgency = "normal") {
    return desk.rules.kinds[0].reaching[std::move(urgency)];
  }
  // The alerts among the letters since the last look, by account.
  std::vector<std::string> alerted() {
    std::vector<std::string> accounts;
    for (const OutMessage& letter : letters)
      if (!letter.staff.empty() && !letter.says.empty() && letter.says.front().phrase.starts_with("alert_"))
        accounts.push_back(letter.to.value);
    letters.clear();
    return accounts;
  }
  void wait(Duration time) {
    desk.wait(time);
    letters = desk.take_letters();
  }
  const OutMessage& letter_to(const std::string& account) {
    for (const OutMessage& letter : letters)
      if (letter.to.value == account) return letter;
    throw std::logic_error("no letter to " + account);
  }
  void fails(const OutMessage& letter, const std::string& reason = "blocked") {
    desk.handle(
        {.once = "failed:" + letter.id, .body = MessageFailed{letter.to, letter.orders, letter.id, reason}});
    letters = desk.take_letters();
  }
  void reported(const OutMessage& letter, What what) {
    desk.handle({.once = letter.id + std::string(to_string(what)),
                 .body = MessageReported{letter.to, letter.orders, letter.id, "bridge", what, {}}});
    letters = desk.take_letters();
  }
  std::string sms_of(const std::string& staff) {
    return sms_account(desk.reference.find(StaffId{staff})->phone).value;
  }
};

TEST_F(ReachingStaff, an_alert_that_fails_in_chat_goes_by_sms_and_then_to_the_next) {
  report(says(Intent::repair, "plumbing"));
  const OutMessage in_chat = letter_to("web:li");
  fails(in_chat);
  const OutMessage by_sms = letter_to(sms_of("li"));
  EXPECT_EQ(by_sms.staff.value, "li");
  EXPECT_EQ(by_sms.buttons.size(), 2u);
  EXPECT_EQ(desk.order(1).holder.value, "li");
  EXPECT_EQ(desk.phrases_to("fang", letters), std::vector<std::string>{}) << "nobody else has to act yet";
  fails(by_sms, "undelivered");
  EXPECT_EQ(desk.order(1).holder.value, "wang");
  EXPECT_THAT(alerted(), ElementsAre("web:wang"));
}

TEST_F(ReachingStaff, a_hazard_that_is_unread_for_a_minute_goes_by_sms_too) {
  desk.rules.kinds[0].escalation["hazard"] = {.steps = {{.tell = {Told::fit}}}};
  report(hazard(Hazard::flood, "plumbing"));
  const OutMessage to_li = letter_to("web:li"), to_wang = letter_to("web:wang");
  reported(to_li, What::delivered);
  reported(to_wang, What::read);
  wait(59s);
  EXPECT_THAT(alerted(), IsEmpty());
  wait(1s);
  EXPECT_THAT(alerted(), ElementsAre(sms_of("li"))) << "wang has seen it";
  EXPECT_THAT(desk.order(1).reaching, IsEmpty());
  wait(10min);
  EXPECT_THAT(alerted(), IsEmpty());
}

TEST_F(ReachingStaff, whoever_answers_is_reached) {
  desk.rules.kinds[0].escalation["hazard"] = {.steps = {{.tell = {Told::fit}}}};
  report(hazard(Hazard::flood, "plumbing"));
  desk.acts("li", StaffVerb::decline, desk.order(1).id, "busy");
  wait(2min);
  EXPECT_THAT(alerted(), ElementsAre(sms_of("wang")));
  desk.acts("wang", StaffVerb::accept, desk.order(1).id);
  EXPECT_FALSE(desk.order(1).clocks.is_running(ClockRule::reach));
  EXPECT_THAT(desk.order(1).reaching, IsEmpty());
}

TEST_F(ReachingStaff, by_the_steps_of_the_kind_each_with_its_success_and_its_time) {
  steps() = {{.through = Way::chat, .until = Success::delivered, .within = 30s},
             {.through = Way::sms, .until = Success::delivered, .within = 90s}};
  report(says(Intent::repair, "plumbing"));
  EXPECT_THAT(alerted(), ElementsAre("web:li"));
  wait(30s);
  EXPECT_THAT(alerted(), ElementsAre(sms_of("li")));
  wait(89s);
  EXPECT_THAT(alerted(), IsEmpty());
  EXPECT_EQ(desk.order(1).holder.value, "li");
  wait(1s);
  EXPECT_THAT(alerted(), ElementsAre("web:wang"));
  EXPECT_EQ(desk.order(1).holder.value, "wang");
}

TEST_F(ReachingStaff, delivered_ends_the_waiting_and_read_counts_as_delivered) {
  for (const What what : {What::delivered, What::read}) {
    desk = DeskUnderTest{};
    desk.bind("chen", "3-2-501");
    steps() = {{.through = Way::chat, .until = Success::delivered, .within = 30s}, {.through = Way::sms}};
    report(says(Intent::repair, "plumbing"));
    reported(letter_to("web:li"), what);
    wait(5min);
    EXPECT_THAT(alerted(), IsEmpty()) << to_string(what);
  }
}

TEST_F(ReachingStaff, what_is_not_sent_in_time_is_out_of_date) {
  steps() = {{.through = Way::chat, .until = Success::sent, .within = 2min}, {.through = Way::sms}};
  report(says(Intent::repair, "plumbing"));
  const OutMessage in_chat = letter_to("web:li");
  EXPECT_EQ(in_chat.expires_at, desk.now + 2min);
  fails(in_chat, "expired");
  EXPECT_THAT(alerted(), ElementsAre(sms_of("li")));
}

TEST_F(ReachingStaff, who_has_no_chat_begins_with_sms) {
  for (Staff& one : desk.reference.staff) one.accounts.clear();
  report(says(Intent::repair, "plumbing"));
  EXPECT_THAT(alerted(), ElementsAre(sms_of("li")));
}

TEST_F(ReachingStaff, who_cannot_be_reached_by_any_step_is_not_waited_for) {
  steps() = {{.through = Way::chat}};
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "li") one.accounts.clear();
  report(says(Intent::repair, "plumbing"));
  EXPECT_THAT(alerted(), IsEmpty());
  wait(1s);
  EXPECT_THAT(alerted(), ElementsAre("web:wang"));
}

TEST_F(ReachingStaff, where_no_sms_is_sent_the_next_person_is_asked) {
  desk.rules.sends_sms = false;
  report(says(Intent::repair, "plumbing"));
  fails(letter_to("web:li"));
  EXPECT_THAT(alerted(), ElementsAre("web:wang"));
}

TEST_F(ReachingStaff, a_failure_that_comes_late_moves_nothing) {
  report(says(Intent::repair, "plumbing"));
  const OutMessage in_chat = letter_to("web:li");
  desk.acts("li", StaffVerb::accept, desk.order(1).id);
  desk.take_letters();
  fails(in_chat);
  EXPECT_THAT(alerted(), IsEmpty());
  EXPECT_EQ(desk.order(1).accepted_by.value, "li");
}

// ---- the front desk hears where nothing is left, and residents are asked the next way

TEST_F(ReachingStaff, a_survey_that_does_not_arrive_in_chat_goes_by_sms_without_a_days_wait) {
  report(says(Intent::repair, "plumbing"));
  const OrderId id = desk.order(1).id;
  desk.acts("li", StaffVerb::accept, id);
  desk.acts("li", StaffVerb::finish, id);
  desk.wait(5h);
  ASSERT_EQ(desk.order(1).follow_up.state, FollowUpState::chat);
  letters = desk.take_letters();
  OutMessage survey;
  for (const OutMessage& letter : letters)
    if (letter.asks == Ask::score) survey = letter;
  ASSERT_FALSE(survey.id.empty());
  fails(survey);
  desk.wait(1s);
  EXPECT_NE(desk.order(1).follow_up.state, FollowUpState::chat);
}

// ---- several alerts become one list

TEST_F(ReachingStaff, further_offers_within_a_minute_wait_for_the_list) {
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "wang") one.trades = {"electrical"};
  report(says(Intent::repair, "plumbing"));
  EXPECT_FALSE(letter_to("web:li").not_before);
  EXPECT_EQ(letter_to("web:li").bundle, "");
  desk.wait(20s);
  const Instant first_at = desk.now - 20s;
  report(says(Intent::repair, "plumbing", "卫生间堵了"));
  EXPECT_EQ(letter_to("web:li").not_before, first_at + 60s);
  EXPECT_EQ(letter_to("web:li").bundle, "alerts");
  desk.wait(2min);
  report(hazard(Hazard::flood, "plumbing"));
  EXPECT_FALSE(letter_to("web:li").not_before);
}

TEST_F(ReachingStaff, what_is_no_longer_offered_is_taken_off_the_list) {
  for (Staff& one : desk.reference.staff)
    if (one.id.value == "wang") one.trades = {"electrical"};
  report(says(Intent::repair, "plumbing"));
  desk.wait(20s);
  report(says(Intent::repair, "plumbing", "卫生间堵了"));
  const std::pair waiting{AccountId{"web:li"}, "alert:" + desk.order(2).id.value};
  EXPECT_EQ(letter_to("web:li").slot, waiting.second);
  desk.withdrawn.clear();
  desk.acts("fang", StaffVerb::cancel, desk.order(2).id, "duplicate");
  EXPECT_THAT(desk.withdrawn, testing::Contains(waiting)) << "or li would hear of it after it was cancelled";
  desk.withdrawn.clear();
  desk.wait(2min);
  desk.acts("fang", StaffVerb::cancel, desk.order(1).id, "duplicate");
  EXPECT_THAT(desk.withdrawn, IsEmpty()) << "what has gone needs no looking for";
}

TEST(AlertList, has_a_line_and_a_button_for_each_order) {
  OutMessage one, other;
  one.id = "m1";
  one.says = {{"alert_order", {{"number", "7K3M9Q"}}}, {"alert_contact", {}}};
  one.orders = {OrderId{"7K3M9Q"}};
  other.says = {{"alert_order", {{"number", "8L4N0R"}}}};
  other.orders = {OrderId{"8L4N0R"}};
  EXPECT_EQ(as_list(one, {}), one);
  const OutMessage list = as_list(one, {other});
  EXPECT_EQ(list.id, "m1");
  ASSERT_EQ(list.says.size(), 3u);
  EXPECT_EQ(list.says[0].phrase, "alerts_listed");
  EXPECT_EQ(list.says[0].args[0].value, "2");
  EXPECT_EQ(list.says[2], other.says[0]);
  EXPECT_THAT(list.orders, ElementsAre(OrderId{"7K3M9Q"}, OrderId{"8L4N0R"}));
  ASSERT_EQ(list.buttons.size(), 2u);
  EXPECT_EQ(list.buttons[1].text, "8L4N0R");
  EXPECT_EQ(list.buttons[1].data, "accept:8L4N0R");
}

}  // namespace
}  // namespace steward::domain
