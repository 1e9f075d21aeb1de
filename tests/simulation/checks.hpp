#pragma once
// What holds whatever happens. Each throws what is wrong, with the order's history.

#include "people.hpp"

#include <map>
#include <string>
#include <utility>

namespace steward::simulation {

// Between two days: each open order has a holder and a clock, indexes, loads and timers say what the
// documents say, a done order has one chain of follow-up and is not left without an answer for ever, plans
// have had each slot once.
void check_documents(const World& world);

// In the end: what the reports count is what the orders and their histories say.
void check_facts(const World& world);

// Nothing that the desk starts reaches a resident in the quiet hours, except hazards and what an order of
// that evening does.
void check_quiet(const World& world, const People& people, const domain::OutMessage& message);

// A head hears one digest a day.
class Digests {
 public:
  void check(const World& world, const domain::OutMessage& message);

 private:
  std::map<std::pair<domain::StaffId, std::string>, std::string> ids_;  // by head and day: the message's
};

}  // namespace steward::simulation
