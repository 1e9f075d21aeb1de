#pragma once
// Orders held by somebody who was taken off the staff go back to dispatch, whoever replaced the staff and
// however it ended: open orders are looked at once at the start and again after each change of the reference.

#include "domain/rules.hpp"
#include "net/tasks.hpp"
#include "storage/store.hpp"

#include <functional>
#include <memory>
#include <string>

namespace steward::scheduler {

// Looks at every open order now; how many were handed on. Twice, or by two at once: harmless.
storage::awaitable<storage::Result<size_t>> hand_on_from_leavers(storage::Store& store,
                                                                 const domain::Rules& rules);

class Leavers {
 public:
  using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;
  Leavers(storage::Store& store, RulesNow rules, net::Tasks& tasks)
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
