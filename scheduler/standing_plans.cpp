#include "scheduler/standing_plans.hpp"

#include "domain/plans.hpp"
#include "net/log.hpp"
#include "storage/handle_event.hpp"

#include <utility>

namespace steward::scheduler {

using storage::awaitable;
using storage::Result;

namespace {

constexpr net::Milliseconds looks_again_after{5000};

}  // namespace

awaitable<Result<void>> set_standing_plans(storage::Store& store, const domain::Rules& rules) {
  for (const domain::Plan& plan : domain::standing_plans(rules)) {
    domain::Event event;
    event.body = domain::PlanSet{plan};
    auto outcome = co_await storage::handle_event(store, rules, std::move(event), plan.id.value);
    if (!outcome) co_return outcome.error();
  }
  co_return Result<void>{};
}

net::awaitable<> StandingPlans::run() {
  std::shared_ptr<const domain::Rules> set_for;
  while (!tasks_.is_stopping()) {
    const auto rules = rules_();
    if (rules != set_for) {
      auto is_set = co_await set_standing_plans(store_, *rules);
      if (is_set)
        set_for = rules;
      else
        net::log::warn("plans_not_set", {{"error", net::to_string(is_set.error())}});
    }
    const bool goes_on = co_await tasks_.pause(looks_again_after);
    if (!goes_on) co_return;
  }
}

}  // namespace steward::scheduler
