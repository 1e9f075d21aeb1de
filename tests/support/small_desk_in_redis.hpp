#pragma once
// The small desk over a real Redis on a machine whose clock the test turns: what is due fires as a scheduler
// fires it.

#include "scheduler/fire.hpp"
#include "storage/handle_event.hpp"
#include "storage/redis_store.hpp"
#include "tests/support/host_clock.hpp"
#include "tests/support/redis_under_test.hpp"
#include "tests/support/run.hpp"
#include "tests/support/small_desk.hpp"

#include <memory>
#include <string>
#include <vector>

namespace steward::test {

class SmallDeskInRedis {
 public:
  explicit SmallDeskInRedis(const storage::RedisOptions& options)
      : desk_(loop_.get_executor(), rules_->desk, options), store_(desk_.open_store(loop_.get_executor())) {}
  ~SmallDeskInRedis() {
    store_->close();
    desk_.close();
    loop_.restart();
    loop_.run();
  }

  storage::Store& store() { return *store_; }
  const domain::Rules& rules() const { return *rules_; }
  template <class T>
  T run(storage::awaitable<net::Result<T>> work) {
    return run_on(loop_, std::move(work)).value();
  }

  void import_people() {
    const domain::Reference people = small_reference();
    run(store_->replace_reference(people));
  }
  void handle(domain::Event event) {
    const std::string once = event.once;
    run(storage::handle_event(*store_, *rules_, std::move(event), once));
  }
  // Somebody reports a leak and nobody else has one: the number of the order.
  domain::OrderId report(const std::string& who, domain::Instant at) {
    domain::MessageReceived message;
    message.from = domain::AccountId("web:" + who);
    message.text = "3-2-501 漏水";
    message.written_at = at;
    message.features = small_understanding(message.text, {});
    domain::Event event{.once = "web:" + who + ":1", .body = std::move(message)};
    handle(std::move(event));
    return talk(who).orders.front().order;
  }
  void act(const std::string& staff, domain::StaffVerb verb, const domain::OrderId& order) {
    domain::OrderAction action{.by = domain::StaffId(staff), .order = order, .verb = verb};
    domain::Event event{.once = staff + ":" + std::to_string(++acts_), .body = std::move(action)};
    handle(std::move(event));
  }
  // Fires what is due by the server's clock until nothing is; how many took effect.
  size_t fire_due() {
    size_t done = 0;
    for (auto due = run(store_->claim_timers(100)); !due.empty(); due = run(store_->claim_timers(100)))
      for (const storage::ClaimedTimer& timer : due)
        done += run(scheduler::fire(*store_, *rules_, timer)) == scheduler::Fired::done;
    return done;
  }
  domain::WorkOrder order(const domain::OrderId& id) {
    return document<domain::WorkOrder>(domain::key_of(id));
  }
  domain::Conversation talk(const std::string& who) {
    return document<domain::Conversation>(domain::key_of(domain::AccountId("web:" + who)));
  }

 private:
  template <class T>
  T document(const domain::DocumentKey& key) {
    const domain::Reads reads{.documents = {key}};
    return *run(store_->load(reads)).template find<T>(key);
  }

  std::shared_ptr<const domain::Rules> rules_ = small_rules();
  boost::asio::io_context loop_;
  storage::RedisDesk desk_;
  std::unique_ptr<storage::ClosableStore> store_;
  int acts_ = 0;
};

}  // namespace steward::test
