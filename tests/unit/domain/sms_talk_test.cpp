// What is different where people write by SMS.
#include "domain/sms_talk.hpp"

#include <gmock/gmock.h>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string phone = "+8613800000501";

class SmsTalk : public testing::Test {
 protected:
  using Result = DeskUnderTest::Result;
  void SetUp() override {
    desk.documents[key_of(resident_id_of(phone))] = {Resident{.id = resident_id_of(phone),
                                                              .phone = phone,
                                                              .name = "陈晓明",
                                                              .homes = {{.unit = UnitId{"3-2-501"}}}},
                                                     "1"};
  }
  Result writes(Features features, std::string text, std::string press = {}) {
    MessageReceived message{
        .from = AccountId{"sms:" + phone}, .text = std::move(text), .press = std::move(press)};
    message.written_at = desk.now;
    message.profile_phone = phone;
    message.features = std::move(features);
    Event event;
    event.once = "kannel:" + std::to_string(++count);
    event.body = std::move(message);
    return desk.handle(event);
  }
  Result digit(int number) {
    Features features = says(Intent::other);
    features.bare_digit = number;
    return writes(features, std::to_string(number));
  }
  Result opts(OptOut out, std::string press = {}) {
    Features features = says(Intent::cancel);
    features.opt_out = out;
    return writes(features, "STOP", std::move(press));
  }
  void report(const std::string& id, MessageReported::What what) {
    Event event;
    event.once = "report:" + id + std::to_string(++count);
    event.body = MessageReported{.to = AccountId{"sms:" + phone},
                                 .orders = {desk.order(1).id},
                                 .message_id = id,
                                 .through = "kannel",
                                 .what = what,
                                 .why = "undelivered"};
    desk.handle(event);
  }
  std::vector<Happened> of_messages() {
    std::vector<Happened> all;
    for (const HistoryEntry& entry : desk.order(1).history)
      if (entry.what == Happened::message_delivered || entry.what == Happened::message_read ||
          entry.what == Happened::message_failed)
        all.push_back(entry.what);
    return all;
  }
  std::vector<OutMessage> to_phone() {
    std::vector<OutMessage> all;
    for (OutMessage& letter : desk.take_letters())
      if (letter.to.value == "sms:" + phone) all.push_back(std::move(letter));
    return all;
  }
  Conversation& talk() {
    return std::get<Conversation>(*desk.documents[key_of(AccountId{"sms:" + phone})].document);
  }
  void finish() {
    desk.acts("li", StaffVerb::accept, desk.order(1).id);
    desk.acts("li", StaffVerb::finish, desk.order(1).id, "done");
  }

  DeskUnderTest desk;
  int count = 0;
};

TEST_F(SmsTalk, the_number_says_who_writes) {
  writes(says(Intent::repair, "plumbing"), "厨房漏水");
  EXPECT_EQ(desk.order(1).unit.value, "3-2-501");
  EXPECT_EQ(desk.order(1).resident, resident_id_of(phone));
}

TEST_F(SmsTalk, numbers_press_what_the_last_message_offered) {
  writes(says(Intent::repair, "plumbing"), "厨房漏水");
  finish();
  to_phone();
  desk.wait(6h);
  const auto letters = to_phone();
  ASSERT_FALSE(letters.empty());
  EXPECT_THAT(choices_of(letters.back()), Contains(testing::StartsWith("5=score:")));
  EXPECT_THAT(choices_of(letters.back()), Contains(testing::StartsWith("1=not_fixed:")));
  digit(1);
  EXPECT_EQ(desk.order(1).reopened, 1);
}

TEST_F(SmsTalk, whoever_stops_gets_nothing_more_and_no_order_is_cancelled) {
  writes(says(Intent::repair, "plumbing", "厨房漏水"), "厨房漏水");
  const OrderState before = desk.order(1).state;
  to_phone();
  opts(OptOut::stop);
  EXPECT_EQ(desk.order(1).state, before);
  const auto confirmed = to_phone();
  ASSERT_EQ(confirmed.size(), 1u);
  EXPECT_EQ(confirmed[0].says.front().phrase, "sms_stopped");
  writes(says(Intent::status), "到哪了");
  EXPECT_THAT(to_phone(), IsEmpty());
  opts(OptOut::start);
  EXPECT_EQ(to_phone().size(), 1u);
  writes(says(Intent::status), "到哪了");
  EXPECT_EQ(to_phone().size(), 1u);
}

TEST_F(SmsTalk, what_the_provider_has_answered_is_obeyed_and_not_answered) {
  opts(OptOut::none, std::string{opt_out_answered} + ":stop");
  EXPECT_THAT(to_phone(), IsEmpty());
  writes(says(Intent::repair, "plumbing"), "漏水");
  EXPECT_THAT(to_phone(), IsEmpty());
}

TEST_F(SmsTalk, a_letter_that_answers_a_question_stops_nothing) {
  writes(says(Intent::repair), "坏了");
  ASSERT_TRUE(talk().question) << "asked what it is";
  Features no = says(Intent::other);
  no.opt_out = OptOut::stop;
  no.answer = Answer::no;
  writes(no, "n");
  EXPECT_FALSE(
      std::get<Conversation>(*desk.documents[key_of(AccountId{"sms:" + phone})].document).wants_no_sms);
}

TEST_F(SmsTalk, no_to_what_was_offered_is_no_stop) {
  writes(says(Intent::repair, "plumbing"), "漏水");
  finish();  // "fixed, or not?"
  Features no = says(Intent::other);
  no.opt_out = OptOut::stop;
  no.answer = Answer::no;
  writes(no, "N");
  EXPECT_FALSE(talk().wants_no_sms);
}

TEST_F(SmsTalk, a_number_presses_once_and_not_while_a_person_is_there) {
  writes(says(Intent::repair, "plumbing"), "漏水");
  finish();
  talk().handover = Handover{.since = desk.now, .by = StaffId{"fang"}};
  digit(1);
  EXPECT_EQ(desk.order(1).reopened, 0) << "said to the person";
  talk().handover.reset();
  digit(1);
  EXPECT_EQ(desk.order(1).reopened, 1);
  EXPECT_THAT(talk().choices, IsEmpty());
}

TEST_F(SmsTalk, who_it_is_follows_the_register) {
  writes(says(Intent::other), "你好");
  EXPECT_EQ(talk().resident, resident_id_of(phone));
  std::get<Resident>(*desk.documents[key_of(resident_id_of(phone))].document).homes.clear();
  writes(says(Intent::other), "你好");
  EXPECT_TRUE(talk().resident.empty());
  EXPECT_TRUE(talk().units.empty());
  desk.reference.staff.front().phone = phone;
  writes(says(Intent::other), "你好");
  EXPECT_EQ(talk().staff, desk.reference.staff.front().id);
  desk.reference.staff.front().phone.clear();
  writes(says(Intent::other), "你好");
  EXPECT_TRUE(talk().staff.empty());
}

TEST_F(SmsTalk, who_works_for_the_desk_stops_nothing) {
  desk.reference.staff.front().phone = phone;
  opts(OptOut::stop);
  EXPECT_FALSE(talk().wants_no_sms);
}

TEST_F(SmsTalk, reports_never_take_back_what_has_arrived) {
  using What = MessageReported::What;
  writes(says(Intent::repair, "plumbing", "漏水"), "漏水");
  report("M1", What::delivered);
  report("M1", What::delivered);
  report("M1", What::failed);
  EXPECT_THAT(of_messages(), ElementsAre(Happened::message_delivered));
  report("M1", What::read);
  report("M1", What::delivered);
  EXPECT_THAT(of_messages(), ElementsAre(Happened::message_delivered, Happened::message_read));
  report("M2", What::failed);
  EXPECT_EQ(of_messages().back(), Happened::message_failed);
  report("M2", What::delivered);
  EXPECT_EQ(of_messages().back(), Happened::message_delivered) << "it did arrive after all";
}

TEST_F(SmsTalk, where_no_answer_comes_back_the_follow_up_is_a_phone_call) {
  desk.rules.hears_sms = false;
  writes(says(Intent::repair, "plumbing"), "漏水");
  finish();
  to_phone();
  desk.wait(6h);
  EXPECT_EQ(desk.order(1).follow_up.state, FollowUpState::phone);
}

}  // namespace
}  // namespace steward::domain
