#pragma once
// What a change of the reference means for open orders, whoever made it and however it ended: those held by
// somebody who was taken off the staff go back to dispatch; what can wait stands still when a storm is called
// and goes on when it is called off. All are looked at once at the start and again after each change.

#include "domain/rules.hpp"
#include "net/tasks.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>
#include <string>

namespace steward::scheduler {

struct LookedAt {
  size_t handed_on = 0;    // of people who left
  size_t with_storms = 0;  // stand still now, or go on
};

// Looks at every open order now. Twice, or by two at once: harmless.
storage::awaitable<storage::Result<LookedAt>> look_at_open_orders(storage::Store& store,
                                                                  const domain::Rules& rules);

class OpenOrders {
 public:
  using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;
  OpenOrders(storage::Store& store, RulesNow rules, net::Tasks& tasks)
      : store_(store), rules_(std::move(rules)), tasks_(tasks) {}

  net::awaitable<> run();

 private:
  net::awaitable<> look();

  storage::Store& store_;
  RulesNow rules_;
  net::Tasks& tasks_;
  std::string looked_at_;  // the reference's stamp
  bool has_looked_ = false;
};

}  // namespace steward::scheduler
