#include "domain/notice_replies.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "domain/letters.hpp"
#include "domain/notices.hpp"
#include "tests/unit/domain/desk_under_test.hpp"

namespace steward::domain {
namespace {

using testing::Contains;
using testing::Not;

struct NoticeReplies : testing::Test {
  DeskUnderTest desk;
  void SetUp() override {
    desk.bind("chen", "3-2-501");
    Resident chen{.id = desk.talk("chen").resident};
    chen.homes = {{UnitId{"3-2-501"}, desk.rules.sites.front().id, "owner"}};
    desk.documents[key_of(chen.id)] = {chen, "1"};
  }
  void sent(const std::string& number, Duration ago, Audience audience = {}) {
    Notice notice;
    notice.id = NoticeId{number};
    notice.site = desk.rules.sites.front().id;
    notice.texts = {{Language::zh_hans, "停水通知 " + number, "今天停水"}};
    notice.audience = std::move(audience);
    notice.state = NoticeState::done;
    notice.created_at = desk.now - ago;
    notice.history = {{NoticeVerb::sent, desk.now - ago, StaffId{"fang"}, {}}};
    desk.indexes[all_notices().name][number] =
        static_cast<double>(notice.created_at.time_since_epoch().count());
    desk.documents[key_of(notice.id)] = {notice, "1"};
  }
  std::vector<std::string> asked_for_a_person() {
    desk.hears("chen", says(Intent::handoff), "转人工，几点来水");
    return desk.phrases_to("fang", desk.take_letters());
  }
};

TEST_F(NoticeReplies, the_desk_hears_which_notice_they_may_mean) {
  sent("A00001", 48h);
  sent("A00002", 2h);
  desk.hears("chen", says(Intent::handoff), "转人工，几点来水");
  const auto letters = desk.take_letters();
  EXPECT_THAT(desk.phrases_to("fang", letters), Contains("desk_about_notice"));
  const auto& says = letters.back().says;
  EXPECT_THAT(says, Contains(say("desk_about_notice", {{"number", "A00002"}, {"title", "停水通知 A00002"}})))
      << "the newest";
}

TEST_F(NoticeReplies, an_enquiry_names_it_too) {
  sent("A00001", 2h);
  desk.hears("chen", says(Intent::enquiry, {}, "几点来水"), "几点来水");
  EXPECT_THAT(desk.phrases_to("fang", desk.take_letters()), Contains("desk_about_notice"));
}

TEST_F(NoticeReplies, an_old_one_or_one_for_others_is_not_named) {
  sent("A00001", 73h);
  sent("A00002", 1h, {.units = {UnitId{"9-9-901"}}});
  sent("A00003", 1h, {.residents = {ResidentId{"somebody"}}});
  EXPECT_THAT(asked_for_a_person(), Not(Contains("desk_about_notice")));
}

}  // namespace
}  // namespace steward::domain
