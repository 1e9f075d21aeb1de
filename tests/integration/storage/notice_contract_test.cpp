// A notice from its audience to its last copy, over both stores: what the document says and what stands
// beside it have to agree.

#include "domain/notices.hpp"
#include "storage/handle_event.hpp"
#include "store_under_test.hpp"
#include "tests/support/small_desk.hpp"

namespace steward::storage {
namespace {

using domain::CopyState;
using domain::Notice;
using domain::NoticeState;
using domain::NoticeVerb;

class NoticeContract : public StoreContract {
 protected:
  // Homes in two buildings in turn; every third person has no phone, every tenth reads English.
  void people(int count) {
    for (int first = 0; first < count; first += 200) {
      domain::Commit commit;
      for (int i = first; i < std::min(first + 200, count); ++i) {
        domain::Resident one;
        const std::string phone = "+86138" + std::to_string(10'000'000 + i);
        one.id = domain::resident_id_of(phone);
        if (i % 3 != 2) one.phone = phone;
        if (i % 10 == 0) one.language = domain::Language::en;
        one.homes.push_back(
            {domain::UnitId(i % 2 == 0 ? "1-1-101" : "3-2-501"), domain::SiteId("donghu"), "owner"});
        commit.writes.push_back({one, ""});
      }
      EXPECT_EQ(apply(commit), Applied::How::done);
    }
    domain::Reference reference = test::small_reference();
    reference.put({domain::UnitId("1-1-101"), domain::SiteId("donghu"), "1", "1", 1});
    domain::Staff boss;
    boss.id = domain::StaffId("boss");
    boss.role = domain::Role::manager;
    reference.staff.push_back(boss);
    reference.stamp = run(store().reference())->stamp;
    EXPECT_TRUE(run(store().replace_reference(reference)));
  }

  Outcome handle(decltype(domain::Event::body) body) {
    domain::Event event;
    event.once = "e" + std::to_string(++events_);
    event.body = std::move(body);
    return run(handle_event(store(), *rules_, std::move(event), "test"));
  }
  Notice read(const domain::NoticeId& id) {
    domain::Reads reads;
    reads.documents.push_back(domain::key_of(id));
    return *load(reads).find<Notice>(domain::key_of(id));
  }
  // Steps until its clock has to be waited for.
  void go_on(const domain::NoticeId& id) {
    for (int i = 0; i < 5000 && is_due(id); ++i) {
      let_pass(std::chrono::milliseconds(2));
      handle(domain::TimerDue{domain::ClockRule::notice, domain::key_of(id)});
    }
  }
  void let_pass(std::chrono::milliseconds time) {
    if (auto* twin = dynamic_cast<MemoryStore*>(&store()))
      twin->set_now(now() + time);
    else
      under_test().run(net::sleep_for(time));
  }
  bool is_due(const domain::NoticeId& id) {
    const auto due = read(id).clocks.due(domain::ClockRule::notice);
    return due && *due <= now() + std::chrono::milliseconds(5);
  }
  domain::NoticeId composed(domain::Audience audience = {}) {
    Notice notice;
    notice.site = domain::SiteId("donghu");
    notice.sort = domain::NoticeClass::emergency;  // whatever hour it is
    notice.by = domain::StaffId("fang");
    notice.texts = {{domain::Language::zh_hans, "停水", "今天停水"},
                    {domain::Language::en, "Water", "No water"}};
    notice.audience = std::move(audience);
    const domain::NoticeId id(handle(domain::NoticeComposed{notice}).answer);
    go_on(id);
    return id;
  }
  Outcome act(const domain::NoticeId& id, NoticeVerb verb, const char* by = "fang", int per_minute = 0) {
    return handle(domain::NoticeAction{id, domain::StaffId(by), verb, std::nullopt, per_minute});
  }
  std::vector<CopyState> states(const domain::NoticeId& id) {
    return run(store().copies_of(id, false)).states;
  }
  int count(const domain::NoticeId& id, CopyState state) {
    const auto all = states(id);
    return static_cast<int>(std::count(all.begin(), all.end(), state));
  }
  std::vector<ClaimedMessage> claim() { return run(store().claim_messages(domain::Lane::urgent, 900)); }
  void settle(const ClaimedMessage& message, SendOutcome::What what, std::string reason = {}) {
    SendOutcome outcome;
    outcome.what = what;
    outcome.reason = std::move(reason);
    EXPECT_TRUE(run(store().settle(message, outcome)));
  }

  std::shared_ptr<domain::Rules> rules_ = std::make_shared<domain::Rules>(*test::small_rules());
  int events_ = 0;
};

TEST_P(NoticeContract, the_audience_is_who_is_meant_counted_by_how_they_are_reached) {
  people(1203);
  const Notice all = read(composed());
  EXPECT_EQ(all.state, NoticeState::draft);
  EXPECT_EQ(all.size, 1203);
  EXPECT_EQ(all.tally.sms, 802);
  EXPECT_EQ(all.tally.unreachable, 401);
  EXPECT_EQ(all.tally.sms_en + all.tally.sms_zh_hans, 802);
  EXPECT_EQ(states(all.id).size(), 1203u);
  EXPECT_EQ(read(composed({.building = "3"})).size, 601);
  EXPECT_EQ(read(composed({.building = "3", .floor = 2})).size, 0);
  EXPECT_EQ(read(composed({.units = {domain::UnitId("1-1-101")}})).size, 602);
  EXPECT_EQ(read(composed({.residents = {domain::resident_id_of("+8613810000004")}})).size, 1);
}

TEST_P(NoticeContract, who_wants_none_any_more_is_skipped_and_it_is_said_why) {
  people(3);
  rules_->notice_approval_above = 10;
  const auto id = composed();
  EXPECT_EQ(act(id, NoticeVerb::sent).what, Outcome::What::applied);
  go_on(id);
  const auto copies = claim();
  ASSERT_GE(copies.size(), 2u);
  const int skipped = count(id, CopyState::skipped);
  settle(copies[0], SendOutcome::What::dead, "stopped");
  EXPECT_EQ(count(id, CopyState::skipped), skipped + 1);
  settle(copies[1], SendOutcome::What::dead, "cancelled");
  EXPECT_EQ(count(id, CopyState::skipped), skipped + 2);
  const auto reasons = run(store().copies_of(id, true)).failures;
  ASSERT_EQ(reasons.size(), 1u) << "cancelled is what all of them are";
  EXPECT_EQ(reasons.begin()->second, "stopped");
}

TEST_P(NoticeContract, every_copy_has_a_state_that_never_goes_back) {
  people(7);
  rules_->notice_approval_above = 10;
  const auto id = composed();
  EXPECT_EQ(act(id, NoticeVerb::sent).what, Outcome::What::applied);
  go_on(id);
  EXPECT_EQ(count(id, CopyState::queued), 5);
  EXPECT_EQ(count(id, CopyState::skipped), 2);
  const auto copies = claim();
  ASSERT_EQ(copies.size(), 5u);
  EXPECT_EQ(copies[0].message.text,
            copies[0].message.language == domain::Language::en ? "Water\nNo water" : "停水\n今天停水");
  const auto report = [](const ClaimedMessage& one, domain::MessageReported::What what) {
    return domain::MessageReported{one.message.to, {}, one.message.id, "kannel", what, "undelivered: 9"};
  };
  handle(report(copies[0], domain::MessageReported::What::delivered));  // before its sending returned
  settle(copies[0], SendOutcome::What::sent);
  EXPECT_EQ(count(id, CopyState::delivered), 1);
  handle(report(copies[0], domain::MessageReported::What::failed));
  EXPECT_EQ(count(id, CopyState::delivered), 1) << "what has arrived has arrived";
  settle(copies[1], SendOutcome::What::dead, "blocked");
  for (size_t i = 2; i < copies.size(); ++i) settle(copies[i], SendOutcome::What::sent);
  EXPECT_EQ(count(id, CopyState::sent), 3);
  EXPECT_EQ(run(store().copies_of(id, true)).failures.begin()->second, "blocked");
  handle(report(copies[2], domain::MessageReported::What::failed));
  EXPECT_EQ(count(id, CopyState::failed), 2) << "what a provider took may still fail";
  handle(report(copies[2], domain::MessageReported::What::delivered));
  EXPECT_EQ(count(id, CopyState::failed), 1);
  EXPECT_TRUE(run(store().dead_letters(10)).empty()) << "its state says it";
  handle(domain::MessageReported{
      {}, {}, "n:NONE99:3:1", "kannel", domain::MessageReported::What::delivered, ""});
}

TEST_P(NoticeContract, only_who_failed_is_tried_again) {
  people(4);
  const auto id = composed();
  act(id, NoticeVerb::sent);
  go_on(id);
  for (const auto& one : claim())
    settle(one,
           one.message.id.starts_with("n:" + id.value + ":1:") ? SendOutcome::What::dead
                                                               : SendOutcome::What::sent,
           "blocked");
  // As soon as none is on its way it is done.
  for (int i = 0; i < 400 && read(id).state != NoticeState::done; ++i) {
    let_pass(std::chrono::milliseconds(20));
    go_on(id);
  }
  ASSERT_EQ(read(id).state, NoticeState::done);
  EXPECT_EQ(act(id, NoticeVerb::retried).what, Outcome::What::applied);
  go_on(id);
  const auto again = claim();
  ASSERT_EQ(again.size(), 1u);
  EXPECT_EQ(again[0].message.id, "n:" + id.value + ":1:2");
  settle(again[0], SendOutcome::What::sent);
  EXPECT_EQ(count(id, CopyState::sent), 3);
}

TEST_P(NoticeContract, a_large_one_waits_for_somebody_else_and_is_never_far_ahead) {
  people(1203);
  rules_->notice_approval_above = 1000;
  const auto id = composed();
  EXPECT_EQ(act(id, NoticeVerb::approved, "boss").refusal, domain::Refusal::not_now);
  act(id, NoticeVerb::sent);
  EXPECT_EQ(read(id).state, NoticeState::to_approve);
  EXPECT_EQ(act(id, NoticeVerb::approved).refusal, domain::Refusal::not_allowed);
  EXPECT_EQ(act(id, NoticeVerb::approved, "li").refusal, domain::Refusal::not_allowed);
  EXPECT_EQ(act(id, NoticeVerb::approved, "boss").what, Outcome::What::applied);
  let_pass(std::chrono::milliseconds(2));
  handle(domain::TimerDue{domain::ClockRule::notice, domain::key_of(id)});
  EXPECT_EQ(read(id).next, 500);
  EXPECT_EQ(act(id, NoticeVerb::paused).what, Outcome::What::applied);
  go_on(id);
  EXPECT_EQ(read(id).next, 500) << "it stands still";
  EXPECT_EQ(act(id, NoticeVerb::resumed).what, Outcome::What::applied);
  go_on(id);
  EXPECT_EQ(read(id).next, 1203);
  EXPECT_EQ(act(id, NoticeVerb::cancelled).what, Outcome::What::applied);
  EXPECT_EQ(act(id, NoticeVerb::resumed).refusal, domain::Refusal::not_now);
}

TEST_P(NoticeContract, goes_at_the_pace_that_was_asked_for) {
  people(200);
  const auto id = composed();
  act(id, NoticeVerb::sent, "fang", 600);
  handle(domain::TimerDue{domain::ClockRule::notice, domain::key_of(id)});
  const Notice notice = read(id);
  EXPECT_EQ(notice.next, 10);
  EXPECT_GE(*notice.clocks.due(domain::ClockRule::notice), now() + std::chrono::milliseconds(500));
}

INSTANTIATE_TEST_SUITE_P(Stores, NoticeContract, testing::Values(Kind::memory, Kind::redis),
                         [](const auto& tested) {
                           return tested.param == Kind::memory ? "memory" : "redis";
                         });

}  // namespace
}  // namespace steward::storage
