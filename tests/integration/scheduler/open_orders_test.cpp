#include "scheduler/open_orders.hpp"

#include "storage/handle_event.hpp"
#include "storage/memory_store.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <gtest/gtest.h>

namespace steward::scheduler {
namespace {

using namespace std::chrono_literals;

const domain::Instant start{std::chrono::sys_days(std::chrono::year(2026) / 3 / 3) + 3h};

class StaffChanges : public testing::Test {
 protected:
  StaffChanges() {
    domain::Reference reference = test::small_reference();
    domain::Staff wang = reference.staff.front();
    wang.id = domain::StaffId("wang");
    wang.accounts = {domain::AccountId("web:00000000000000cc")};
    reference.staff.push_back(wang);
    domain::Shift shift = reference.shifts.front();
    shift.staff = wang.id;
    reference.shifts.push_back(shift);
    replace(reference);
  }

  void replace(domain::Reference reference) {
    reference.stamp = test::run(store_.reference()).value()->stamp;
    ASSERT_TRUE(test::run(store_.replace_reference(reference)).value());
  }
  void leaves(const std::string& who) {
    domain::Reference reference = *test::run(store_.reference()).value();
    std::erase_if(reference.staff, [&](const auto& one) { return one.id.value == who; });
    std::erase_if(reference.shifts, [&](const auto& one) { return one.staff.value == who; });
    replace(reference);
  }
  void reports(const std::string& who) {
    domain::MessageReceived message;
    message.from = domain::AccountId("web:" + who);
    message.text = "3-2-501 漏水";
    message.written_at = start;
    message.features = test::small_understanding(message.text, {});
    domain::Event event{.once = who + ":m1", .body = std::move(message)};
    ASSERT_TRUE(test::run(storage::handle_event(store_, *rules_, std::move(event), "raw")));
  }
  size_t hand_on() { return test::run(look_at_open_orders(store_, *rules_)).value().handed_on; }
  size_t held_by(const std::string& who) {
    size_t count = 0;
    for (const auto& document : store_.documents(domain::DocumentType::order))
      count += std::get<domain::WorkOrder>(document).holder.value == who;
    return count;
  }

  storage::MemoryStore store_{start};
  std::shared_ptr<const domain::Rules> rules_ = test::small_rules();
};

TEST_F(StaffChanges, what_a_leaver_holds_is_handed_on_once) {
  for (const char* who : {"chen", "he", "wu"}) reports(who);
  ASSERT_EQ(held_by("li"), 2u);
  ASSERT_EQ(held_by("wang"), 1u);
  EXPECT_EQ(hand_on(), 0u) << "while they stay";
  leaves("li");
  EXPECT_EQ(hand_on(), 2u);
  EXPECT_EQ(held_by("wang"), 3u);
  const size_t unsent = store_.unsent().size();
  EXPECT_EQ(hand_on(), 0u);
  EXPECT_EQ(store_.unsent().size(), unsent);
}

TEST_F(StaffChanges, an_order_that_cannot_be_read_keeps_no_other_waiting) {
  for (const char* who : {"chen", "he", "wu"}) reports(who);
  for (const auto& one : store_.documents(domain::DocumentType::order))
    if (std::get<domain::WorkOrder>(one).reporter.value == "web:chen")
      store_.put_text(domain::key_of(one), "broken");
  leaves("li");
  EXPECT_EQ(hand_on(), 1u) << "of the two of li's";
}

TEST_F(StaffChanges, the_running_service_notices_by_itself) {
  reports("chen");
  leaves("li");
  net::Tasks tasks;
  OpenOrders open_orders(
      store_, [this] { return rules_; }, tasks);
  boost::asio::io_context loop;
  tasks.spawn(loop.get_executor(), "open_orders", open_orders.run());
  loop.run_for(100ms);
  EXPECT_EQ(held_by("wang") + held_by("fang"), 1u);
  test::run_on(loop, tasks.stop(100ms));
}

}  // namespace
}  // namespace steward::scheduler
