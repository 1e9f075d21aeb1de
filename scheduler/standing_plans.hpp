#pragma once
// The plans that every desk has are made at the start, and follow a configuration that is read anew.

#include "domain/rules.hpp"
#include "net/tasks.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>

namespace steward::scheduler {

// Now. Twice, or by two at once: harmless.
storage::awaitable<storage::Result<void>> set_standing_plans(storage::Store& store,
                                                             const domain::Rules& rules);

class StandingPlans {
 public:
  using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;
  StandingPlans(storage::Store& store, RulesNow rules, net::Tasks& tasks)
      : store_(store), rules_(std::move(rules)), tasks_(tasks) {}

  net::awaitable<> run();

 private:
  storage::Store& store_;
  RulesNow rules_;
  net::Tasks& tasks_;
};

}  // namespace steward::scheduler
