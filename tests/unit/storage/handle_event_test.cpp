#include "storage/handle_event.hpp"

#include "storage/faulty_store.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gtest/gtest.h>

namespace steward::storage {
namespace {

using namespace domain;
using What = Outcome::What;

const AccountId chen("web:chen");
const Instant morning(std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + std::chrono::hours(1));

// Answers "conflict" a number of times before it does anything.
class ContestedStore : public FaultyStore {
 public:
  using FaultyStore::FaultyStore;
  int conflicts = 0;
  awaitable<Result<Applied>> apply(const Commit& commit) override {
    if (conflicts-- > 0) co_return Applied{Applied::How::conflict, {}};
    co_return co_await FaultyStore::apply(commit);
  }
};

class HandleEvent : public testing::Test {
 protected:
  HandleEvent() { test::run(memory_.replace_reference(test::small_reference())).value(); }

  static Event message(const std::string& id, const std::string& text) {
    MessageReceived body;
    body.from = chen;
    body.text = text;
    body.written_at = morning;
    body.features = test::small_understanding(text, {});
    return {.once = "web:chen:" + id, .body = std::move(body)};
  }
  Result<Outcome> handle(Event event, std::string_view raw = "raw") {
    return test::run(handle_event(store_, *rules_, std::move(event), raw));
  }
  size_t orders() const { return memory_.documents(DocumentType::order).size(); }

  std::shared_ptr<const Rules> rules_ = test::small_rules();
  MemoryStore memory_{morning};
  ContestedStore store_{memory_};
};

TEST_F(HandleEvent, a_message_becomes_an_order_once) {
  EXPECT_EQ(handle(message("m1", "3-2-501 漏水"))->what, What::applied);
  EXPECT_EQ(orders(), 1u);
  const size_t unsent = memory_.unsent().size();
  EXPECT_GT(unsent, 0u);
  EXPECT_EQ(handle(message("m1", "3-2-501 漏水"))->what, What::repeated);
  EXPECT_EQ(orders(), 1u);
  EXPECT_EQ(memory_.unsent().size(), unsent);
}

TEST_F(HandleEvent, a_refusal_is_an_outcome_and_writes_nothing) {
  const Event event{
      .once = "console:1",
      .body = OrderAction{.by = StaffId("li"), .order = OrderId("NOSUCH"), .verb = StaffVerb::accept}};
  const auto outcome = handle(event);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->what, What::refused);
  EXPECT_EQ(outcome->refusal, Refusal::not_found);
  EXPECT_FALSE(memory_.knows("console:1"));
}

TEST_F(HandleEvent, whoever_asks_again_for_what_happened_gets_the_first_answer_not_a_refusal) {
  ASSERT_TRUE(handle(message("m1", "3-2-501 漏水")));
  const OrderId order = std::get<WorkOrder>(memory_.documents(DocumentType::order).at(0)).id;
  const Event cancel{.once = "console:1",
                     .body = OrderAction{
                         .by = StaffId("fang"), .order = order, .verb = StaffVerb::cancel, .text = "打错了"}};
  EXPECT_EQ(handle(cancel)->what, What::applied);
  EXPECT_EQ(handle(cancel)->what, What::repeated);
  Event another = cancel;
  another.once = "console:2";
  EXPECT_EQ(handle(another)->what, What::refused);
}

TEST_F(HandleEvent, with_the_store_away_at_any_step_nothing_is_half_done) {
  store_.fail_at(0, {});
  ASSERT_TRUE(handle(message("m0", "3-2-501 漏水")));
  const int steps = store_.calls();
  ASSERT_GE(steps, 2);
  for (int step = 1; step <= steps; ++step) {
    const std::string id = "m" + std::to_string(step);
    const size_t before = orders(), unsent = memory_.unsent().size();
    store_.fail_at(step, FaultyStore::Fault::away);
    const auto outcome = handle(message(id, "3-2-501 漏水"));
    if (outcome) break;  // this one took fewer steps
    EXPECT_EQ(outcome.error().code, "unreachable");
    EXPECT_EQ(orders(), before);
    EXPECT_EQ(memory_.unsent().size(), unsent);
    EXPECT_FALSE(memory_.knows("web:chen:" + id));
    store_.fail_at(0, {});
    EXPECT_EQ(handle(message(id, "3-2-501 漏水"))->what, What::applied);
  }
}

TEST_F(HandleEvent, when_the_answer_of_the_commit_is_lost_the_event_has_happened_once) {
  const Event event = message("m1", "3-2-501 漏水");
  store_.fail_at(0, {});
  ASSERT_TRUE(handle(message("m0", "你好")));
  store_.fail_at(2, FaultyStore::Fault::answer_lost);
  EXPECT_FALSE(handle(event));
  store_.fail_at(0, {});
  const bool had_happened = memory_.knows(event.once);
  EXPECT_EQ(handle(event)->what, had_happened ? What::repeated : What::applied);
  EXPECT_EQ(orders(), 1u);
}

TEST_F(HandleEvent, a_conflict_is_decided_again) {
  store_.conflicts = 4;
  EXPECT_EQ(handle(message("m1", "3-2-501 漏水"))->what, What::applied);
  EXPECT_EQ(orders(), 1u);
}

TEST_F(HandleEvent, after_five_conflicts_it_is_busy) {
  store_.conflicts = 5;
  const auto outcome = handle(message("m1", "3-2-501 漏水"));
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, "busy");
  EXPECT_EQ(handle(message("m1", "3-2-501 漏水"))->what, What::applied);
}

TEST_F(HandleEvent, a_poisoned_document_is_set_aside_and_blocks_nobody_else) {
  memory_.put_text(key_of(chen), "{\"t\":");
  EXPECT_EQ(handle(message("m1", "3-2-501 漏水"), "{\"raw\":1}")->what, What::set_aside);
  const auto events = test::run(memory_.set_asides(10)).value();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].once, "web:chen:m1");
  EXPECT_EQ(events[0].raw, "{\"raw\":1}");
  EXPECT_NE(events[0].reason.find("conversation"), std::string::npos);

  Event other = message("m2", "3-2-501 漏水");
  std::get<MessageReceived>(other.body).from = AccountId("web:wu");
  EXPECT_EQ(handle(other)->what, What::applied);
  EXPECT_EQ(*memory_.text_of(key_of(chen)), "{\"t\":");
}

TEST_F(HandleEvent, an_event_whose_decision_throws_is_set_aside) {
  auto rules = std::make_shared<Rules>(*rules_);
  rules->understand = [](std::string_view, LocalTime) -> Features { throw std::runtime_error("a bug"); };
  rules_ = rules;
  Conversation talk;
  talk.account = chen;
  talk.gathering = Gathering{morning, morning, {"厨房"}, {}};
  talk.clocks.set(ClockRule::gather, morning);
  memory_.put(talk);
  const Event due{.once = "timer:gather:c:web:chen:1", .body = TimerDue{ClockRule::gather, key_of(chen)}};
  EXPECT_EQ(handle(due, "gather:c:web:chen")->what, What::set_aside);
  const auto events = test::run(memory_.set_asides(10)).value();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].reason, "a bug");
}

TEST_F(HandleEvent, when_it_cannot_be_set_aside_either_the_event_is_not_answered) {
  memory_.put_text(key_of(chen), "broken");
  store_.fail_at(2, FaultyStore::Fault::away);
  EXPECT_FALSE(handle(message("m1", "3-2-501 漏水")));
}

TEST_F(HandleEvent, of_a_huge_event_only_a_part_is_set_aside) {
  memory_.put_text(key_of(chen), "broken");
  EXPECT_EQ(handle(message("m1", "x"), std::string(1 << 20, 'x'))->what, What::set_aside);
  EXPECT_EQ(test::run(memory_.set_asides(1)).value().at(0).raw.size(), size_t{64 << 10});
}

}  // namespace
}  // namespace steward::storage
