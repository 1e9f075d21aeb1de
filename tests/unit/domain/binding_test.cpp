// Whose account it is: the limits on codes, and that nobody learns who is registered.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string registered = "+8613800000501", unknown = "+8613800000999";

class Binding : public testing::Test {
 protected:
  Binding() {
    desk.rules.manners.codes_an_hour = 3;
    add_resident(registered);
  }

  void add_resident(const std::string& phone) {
    Resident resident{.id = resident_id_of(phone), .phone = phone, .name = "陈先生"};
    resident.homes = {{UnitId{"3-2-501"}, SiteId{"donghu"}, "owner"}};
    desk.documents[key_of(resident.id)] = {Document{resident}, "registered"};
  }

  // What whoever wrote hears.
  std::vector<std::string> asks(const std::string& who, const std::string& phone) {
    Features said = says(Intent::other);
    said.asks_to_bind = true;
    said.phone = phone;
    return hears(who, said);
  }
  std::vector<std::string> enters(const std::string& who, const std::string& code) {
    Features said = says(Intent::other);
    said.code = code;
    return hears(who, said);
  }
  std::vector<std::string> hears(const std::string& who, const Features& said) {
    desk.hears(who, said, "绑定");
    std::vector<std::string> phrases;
    for (const OutMessage& letter : desk.take_letters()) {
      if (letter.to.value.starts_with("sms:"))
        sms.push_back(letter);
      else if (letter.to.value == "web:" + who)
        for (const Say& one : letter.says)
          if (one.phrase != "greeting_short" && one.phrase != "privacy") phrases.push_back(one.phrase);
      if (!letter.staff.empty())
        for (const Say& one : letter.says) to_desk.push_back(one.phrase);
    }
    return phrases;
  }
  std::string last_code() const { return sms.back().says.front().args.front().value; }

  DeskUnderTest desk;
  std::vector<OutMessage> sms;
  std::vector<std::string> to_desk;
};

std::string other_than(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

TEST_F(Binding, the_right_code_binds) {
  EXPECT_THAT(asks("chen", registered), ElementsAre("code_sent_if_registered"));
  ASSERT_THAT(sms, SizeIs(1));
  EXPECT_EQ(sms[0].to.value, "sms:" + registered);
  EXPECT_THAT(enters("chen", last_code()), ElementsAre("bound"));
  EXPECT_EQ(desk.talk("chen").units, std::vector{UnitId{"3-2-501"}});
}

TEST_F(Binding, a_code_binds_only_the_account_that_asked) {
  asks("chen", registered);
  const std::string code = last_code();
  asks("eve", registered);
  EXPECT_THAT(enters("eve", code), ElementsAre("code_wrong"));
}

// The same words at every step, whatever the register says: request, wrong codes, the code's end.
TEST_F(Binding, everybody_hears_the_same_whether_the_phone_is_registered_or_not) {
  std::vector<std::vector<std::string>> heard;
  for (const std::string& phone : {registered, unknown}) {
    const std::string who = phone == registered ? "chen" : "eve";
    std::vector<std::string> all;
    const auto add = [&all](const std::vector<std::string>& more) {
      all.insert(all.end(), more.begin(), more.end());
    };
    add(asks(who, phone));
    const std::string wrong = sms.empty() ? "000000" : other_than(last_code());
    for (int i = 0; i < 6; ++i) add(enters(who, wrong));
    for (int i = 0; i < 4; ++i) add(asks(who, phone));
    heard.push_back(all);
  }
  EXPECT_EQ(heard[0], heard[1]);
  EXPECT_THAT(sms, SizeIs(3));
}

TEST_F(Binding, a_code_dies_after_five_wrong_tries) {
  asks("chen", registered);
  const std::string code = last_code();
  for (int i = 0; i < 4; ++i) EXPECT_THAT(enters("chen", other_than(code)), ElementsAre("code_wrong"));
  EXPECT_THAT(enters("chen", other_than(code)), ElementsAre("code_dead"));
  enters("chen", code);
  EXPECT_FALSE(desk.talk("chen").is_bound());
}

TEST_F(Binding, a_code_dies_of_age) {
  asks("chen", registered);
  desk.wait(10min);
  EXPECT_THAT(enters("chen", last_code()), ElementsAre("code_dead"));
  EXPECT_FALSE(desk.talk("chen").is_bound());
}

TEST_F(Binding, an_account_asks_for_three_codes_an_hour) {
  for (int i = 0; i < 3; ++i) EXPECT_THAT(asks("eve", unknown), ElementsAre("code_sent_if_registered"));
  EXPECT_THAT(asks("eve", unknown), ElementsAre("too_many_codes"));
  desk.wait(1h);
  EXPECT_THAT(asks("eve", unknown), ElementsAre("code_sent_if_registered"));
}

TEST_F(Binding, a_phone_is_sent_three_codes_an_hour_whichever_accounts_ask) {
  for (int i = 0; i < 8; ++i)
    EXPECT_THAT(asks("eve" + std::to_string(i), registered), ElementsAre("code_sent_if_registered"));
  EXPECT_THAT(sms, SizeIs(3));
  desk.wait(1h);
  asks("chen", registered);
  EXPECT_THAT(sms, SizeIs(4));
}

struct Cap {
  const char* name;
  int an_hour, a_day;
  Duration until_it_ends;
};
class CapOfASite : public Binding, public testing::WithParamInterface<Cap> {};

TEST_P(CapOfASite, ends_the_sending_for_everybody_alike_and_the_desk_hears_once) {
  desk.rules.manners.codes_an_hour_of_site = GetParam().an_hour;
  desk.rules.manners.codes_a_day_of_site = GetParam().a_day;
  for (int i = 0; i < 4; ++i) add_resident("+861380000060" + std::to_string(i));
  for (int i = 0; i < 4; ++i) asks("eve" + std::to_string(i), "+861380000060" + std::to_string(i));
  EXPECT_THAT(sms, SizeIs(2));
  EXPECT_THAT(asks("chen", registered), ElementsAre("codes_used_up"));
  EXPECT_THAT(asks("guest", unknown), ElementsAre("codes_used_up"));
  EXPECT_FALSE(desk.talk("chen").question);
  EXPECT_THAT(to_desk, ElementsAre("desk_codes_used_up"));

  desk.wait(GetParam().until_it_ends);
  EXPECT_THAT(asks("chen", registered), ElementsAre("code_sent_if_registered"));
  EXPECT_THAT(sms, SizeIs(3));
  EXPECT_THAT(to_desk, SizeIs(1));
}

INSTANTIATE_TEST_SUITE_P(Caps, CapOfASite,
                         testing::Values(Cap{"an_hour", 2, 100, 1h}, Cap{"a_day", 100, 2, 24h}),
                         [](const auto& tested) { return tested.param.name; });

TEST_F(Binding, what_unknown_phones_are_asked_for_uses_nothing_up) {
  desk.rules.manners.codes_a_day_of_site = 1;
  for (int i = 0; i < 5; ++i) asks("eve" + std::to_string(i), unknown);
  EXPECT_THAT(sms, IsEmpty());
  EXPECT_THAT(asks("chen", registered), ElementsAre("code_sent_if_registered"));
  EXPECT_THAT(sms, SizeIs(1));
}

// ---- a phone that the platform vouches for

TEST_F(Binding, a_vouched_phone_that_is_registered_needs_no_code) {
  desk.vouched_phone = registered;
  EXPECT_THAT(asks("chen", ""), ElementsAre("bound"));
  EXPECT_EQ(desk.talk("chen").resident, resident_id_of(registered));
  EXPECT_THAT(asks("chen2", registered), ElementsAre("bound"));
  EXPECT_THAT(sms, IsEmpty());
}

TEST_F(Binding, the_card_of_a_guest_says_who_it_is) {
  desk.vouched_phone = registered;
  Features card = says(Intent::other);
  card.phone = registered;
  desk.hears("chen", card, registered);
  EXPECT_EQ(desk.talk("chen").resident, resident_id_of(registered));
}

TEST_F(Binding, a_vouched_phone_proves_no_other) {
  desk.vouched_phone = unknown;
  EXPECT_THAT(asks("eve", registered), ElementsAre("code_sent_if_registered"));
  EXPECT_FALSE(desk.talk("eve").is_bound());
  desk.vouched_phone.clear();
  EXPECT_THAT(asks("eve", ""), ElementsAre("ask_phone_to_bind"));
  EXPECT_FALSE(desk.talk("eve").is_bound());
}

}  // namespace
}  // namespace steward::domain
