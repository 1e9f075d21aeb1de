// Who is let into a household, who is told, and what nobody learns by it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk_under_test.hpp"
#include "domain/household.hpp"
#include "domain/projections.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

const std::string chen = "+8613800000501", wife = "+8613800000511", wu = "+8613800000302",
                  new_phone = "+8613800001111";
const UnitId home{"3-2-501"};

class Household : public testing::Test {
 protected:
  Household() {
    registered("chen", chen, "3-2-501");
    registered("", wife, "3-2-501");
    registered("wu", wu, "1-1-302");
  }

  // Of the register; bound to the account `who` where that is named.
  void registered(const std::string& who, const std::string& phone, const std::string& unit) {
    Resident resident{.id = resident_id_of(phone), .phone = phone, .name = who.empty() ? "太太" : who};
    resident.homes = {{UnitId{unit}, SiteId{"donghu"}, "owner"}};
    if (!who.empty()) {
      resident.accounts = {AccountId{"web:" + who}};
      Conversation talk{.account = resident.accounts.front()};
      know_as(talk, resident);
      desk.documents[key_of(talk.account)] = {Document{talk}, "bound"};
    }
    desk.indexes[residents_of(UnitId{unit}).name][resident.id.value] = 0;
    desk.documents[key_of(resident.id)] = {Document{resident}, "registered"};
  }

  using Phrases = std::vector<std::string>;
  // What whoever wrote hears; what others hear stands in `others` and `sms`.
  Phrases hears(const std::string& who, const Features& said) {
    desk.hears(who, said, "绑定");
    return sorted(who);
  }
  Phrases sorted(const std::string& who) {
    Phrases phrases;
    others.clear();
    sms.clear();
    for (const OutMessage& letter : desk.take_letters())
      for (const Say& one : letter.says) {
        if (one.phrase == "greeting_short" || one.phrase == "privacy") continue;
        if (letter.to.value == "web:" + who)
          phrases.push_back(one.phrase);
        else if (letter.to.value.starts_with("sms:"))
          sms.push_back(letter.to.value.substr(4) + " " + one.phrase);
        else
          others.push_back(letter.to.value.substr(4) + " " + one.phrase);
      }
    return phrases;
  }
  Phrases lets_in(const std::string& who, const std::string& phone, const std::string& relative = {}) {
    Features said = says(Intent::other);
    said.asks_to_let_in = true;
    said.phone = phone;
    said.relative = relative;
    return hears(who, said);
  }
  Phrases puts_out(const std::string& who, const std::string& phone = {}, const std::string& relative = {}) {
    Features said = says(Intent::other);
    said.asks_to_put_out = true;
    said.phone = phone;
    said.relative = relative;
    return hears(who, said);
  }
  Phrases answers(const std::string& who, Answer answer) {
    Features said = says(Intent::other);
    said.answer = answer;
    return hears(who, said);
  }
  Phrases let_in(const std::string& who, const std::string& phone, const std::string& relative = {}) {
    lets_in(who, phone, relative);
    return answers(who, Answer::yes);
  }
  void proves(const std::string& who, const std::string& phone) {
    Features said = says(Intent::other);
    said.asks_to_bind = true;
    said.phone = phone;
    desk.hears(who, said, "绑定");
    std::string code;
    for (const OutMessage& letter : desk.take_letters())
      if (letter.to.value == "sms:" + phone) code = letter.says.front().args.front().value;
    said = says(Intent::other);
    said.code = code;
    desk.hears(who, said, code);
    desk.take_letters();
  }
  const Resident& resident(const std::string& phone) {
    return std::get<Resident>(*desk.documents.at(key_of(resident_id_of(phone))).document);
  }

  DeskUnderTest desk;
  Phrases others, sms;
};

TEST_F(Household, both_are_told_and_whoever_else_lives_there) {
  EXPECT_THAT(lets_in("chen", new_phone, "女儿"), ElementsAre("ask_let_in"));
  EXPECT_THAT(answers("chen", Answer::yes), ElementsAre("let_in"));
  EXPECT_THAT(sms, UnorderedElementsAre(new_phone + " let_in_sms", wife + " household_grew_sms"));
  const Resident::Home& there = resident(new_phone).homes.at(0);
  EXPECT_EQ(there.unit, home);
  EXPECT_EQ(there.let_in, (LetIn{resident_id_of(chen), desk.now, "女儿"}));
  EXPECT_FALSE(desk.talk("chen").newcomer);
}

TEST_F(Household, the_new_one_binds_by_a_code_like_others) {
  let_in("chen", new_phone);
  proves("girl", new_phone);
  EXPECT_EQ(desk.talk("girl").units, std::vector{home});
  EXPECT_EQ(desk.talk("girl").resident, resident_id_of(new_phone));
}

TEST_F(Household, who_is_a_resident_already_is_told_in_chat_and_has_both_units) {
  let_in("chen", wu);
  EXPECT_THAT(others, ElementsAre("wu let_in_told"));
  EXPECT_EQ(desk.talk("wu").units, (std::vector{UnitId{"1-1-302"}, home}));
  EXPECT_EQ(desk.talk("wu").name, "wu");
}

// The same words whether the phone is nobody's, another's or of this household.
TEST_F(Household, nobody_learns_whose_phone_it_is) {
  for (const std::string& phone : {new_phone, wu, wife}) {
    EXPECT_THAT(lets_in("chen", phone), ElementsAre("ask_let_in")) << phone;
    EXPECT_THAT(answers("chen", Answer::yes), ElementsAre("let_in")) << phone;
  }
  EXPECT_FALSE(resident(wife).homes.at(0).let_in) << "the register has them there";
  EXPECT_THAT(resident(wife).homes, SizeIs(1));
}

TEST_F(Household, what_is_missing_is_asked_for_one_after_the_other) {
  Resident& owner = std::get<Resident>(*desk.documents.at(key_of(resident_id_of(chen))).document);
  owner.homes.push_back({UnitId{"7-1204"}, SiteId{"donghu"}, "owner"});
  EXPECT_THAT(lets_in("chen", ""), ElementsAre("ask_newcomer_phone"));
  Features phone = says(Intent::other);
  phone.phone = new_phone;
  EXPECT_THAT(hears("chen", phone), ElementsAre("ask_household_unit"));
  EXPECT_THAT(hears("chen", unit("1204")), ElementsAre("ask_let_in"));
  desk.presses("chen", "yes:");
  EXPECT_THAT(sorted("chen"), ElementsAre("let_in"));
  EXPECT_EQ(resident(new_phone).homes.at(0).unit, UnitId{"7-1204"});
}

TEST_F(Household, a_no_changes_nothing) {
  lets_in("chen", new_phone);
  EXPECT_THAT(answers("chen", Answer::no), ElementsAre("left_as_it_is"));
  EXPECT_THAT(answers("chen", Answer::yes), testing::Not(Contains("let_in")));
  EXPECT_FALSE(desk.documents.contains(key_of(resident_id_of(new_phone))));
}

TEST_F(Household, who_is_not_bound_binds_first_and_the_given_phone_gets_nothing) {
  EXPECT_THAT(lets_in("stranger", wu), ElementsAre("let_in_bind_first", "ask_phone_to_bind"));
  EXPECT_THAT(sms, IsEmpty());
  EXPECT_THAT(others, IsEmpty());
}

TEST_F(Household, who_was_let_in_lets_nobody_in) {
  let_in("chen", new_phone);
  proves("girl", new_phone);
  EXPECT_THAT(lets_in("girl", "+8613800002222"), ElementsAre("let_in_not_yours"));
}

TEST_F(Household, nobody_is_let_into_another_s_unit) {
  Features said = says(Intent::other);
  said.asks_to_let_in = true;
  said.phone = new_phone;
  said.main().unit = "1-1-302";
  EXPECT_THAT(hears("chen", said), ElementsAre("let_in_not_yours"));
}

TEST_F(Household, a_unit_holds_so_many_and_no_more) {
  desk.rules.manners.let_in_a_unit = 1;
  let_in("chen", new_phone);
  EXPECT_THAT(lets_in("chen", "+8613800002222"), ElementsAre("let_in_full"));
  puts_out("chen");
  answers("chen", Answer::yes);
  EXPECT_THAT(lets_in("chen", "+8613800002222"), ElementsAre("ask_let_in"));
}

TEST_F(Household, letting_in_and_out_in_turn_writes_to_few_strangers) {
  desk.rules.manners.codes_an_hour = 3;
  for (int i = 0; i < 3; ++i) {
    EXPECT_THAT(let_in("chen", "+861380000222" + std::to_string(i)), ElementsAre("let_in"));
    puts_out("chen");
    answers("chen", Answer::yes);
  }
  EXPECT_THAT(let_in("chen", "+8613800002229"), ElementsAre("let_in_not_now"));
  EXPECT_THAT(sms, IsEmpty());
}

TEST_F(Household, is_not_written_to_at_night) {
  desk.wait(12h);  // 22:00
  lets_in("chen", new_phone);
  Features yes = says(Intent::other);
  yes.answer = Answer::yes;
  desk.hears("chen", yes, "好的");
  for (const OutMessage& letter : desk.take_letters())
    EXPECT_EQ(letter.not_before.has_value(), letter.to.value != "web:chen") << letter.to.value;
}

TEST_F(Household, is_taken_back_by_whoever_let_them_in) {
  let_in("chen", new_phone, "女儿");
  proves("girl", new_phone);
  EXPECT_THAT(puts_out("wu"), ElementsAre("put_out_nobody"));
  EXPECT_THAT(puts_out("chen", "", "女儿"), ElementsAre("ask_put_out"));
  EXPECT_THAT(answers("chen", Answer::yes), ElementsAre("put_out"));
  EXPECT_THAT(others, ElementsAre("girl put_out"));
  EXPECT_FALSE(desk.talk("girl").is_bound());
  EXPECT_THAT(desk.talk("girl").units, IsEmpty());
  EXPECT_EQ(resident(new_phone), Resident{.id = resident_id_of(new_phone)}) << "nothing of them is kept";
  EXPECT_THAT(desk.indexes.at(residents_of(home).name), SizeIs(2));
}

TEST_F(Household, a_code_that_was_under_way_when_it_was_taken_back_binds_nobody) {
  let_in("chen", new_phone);
  Features said = says(Intent::other);
  said.asks_to_bind = true;
  said.phone = new_phone;
  desk.hears("girl", said, "绑定");
  std::string code;
  for (const OutMessage& letter : desk.take_letters())
    if (letter.to.value == "sms:" + new_phone) code = letter.says.back().args.front().value;
  puts_out("chen");
  answers("chen", Answer::yes);
  Features entered = says(Intent::other);
  entered.code = code;
  EXPECT_THAT(hears("girl", entered), ElementsAre("code_dead"));
  EXPECT_FALSE(desk.talk("girl").is_bound());
}

TEST_F(Household, of_several_it_is_asked_who_is_meant) {
  let_in("chen", new_phone, "女儿");
  let_in("chen", wu, "儿子");
  EXPECT_THAT(puts_out("chen"), ElementsAre("ask_leaver_phone"));
  EXPECT_THAT(puts_out("chen", "", "儿子"), ElementsAre("ask_put_out"));
  EXPECT_EQ(desk.talk("chen").newcomer->phone, wu);
  answers("chen", Answer::yes);
  EXPECT_EQ(desk.talk("wu").units, std::vector{UnitId{"1-1-302"}}) << "their own home stays";
}

TEST_F(Household, who_was_let_in_may_leave_and_whoever_let_them_in_is_told) {
  let_in("chen", wu);
  EXPECT_THAT(puts_out("wu"), ElementsAre("ask_put_out"));
  EXPECT_THAT(answers("wu", Answer::yes), ElementsAre("put_out"));
  EXPECT_THAT(others, ElementsAre("chen put_out"));
  EXPECT_EQ(desk.talk("wu").units, std::vector{UnitId{"1-1-302"}});
}

TEST_F(Household, a_card_that_is_to_be_linked_is_work) {
  Features said = says(Intent::repair, "access", "帮我女儿的门禁卡绑定一下");
  said.asks_to_bind = said.asks_to_let_in = true;
  said.relative = "女儿";
  desk.hears("chen", said, "帮我女儿的门禁卡绑定一下");
  EXPECT_EQ(desk.orders(), 1u);
}

TEST_F(Household, a_request_in_the_same_breath_is_not_taken_for_a_yes) {
  lets_in("chen", new_phone);
  Features said = says(Intent::repair, "plumbing", "好的，另外厨房水龙头滴水");
  said.answer = Answer::yes;
  desk.hears("chen", said, "好的，另外厨房水龙头滴水");
  EXPECT_EQ(desk.orders(), 1u);
}

}  // namespace
}  // namespace steward::domain
