#pragma once
// What is going to happen by itself, as `steward timers` lists it.

#include <string>
#include <vector>

#include "domain/rules.hpp"
#include "storage/store.hpp"

namespace steward::app::timers {

// Whose timers; what is empty does not restrict.
struct Wanted {
  domain::OrderId order;
  std::string resident;  // a phone, or an account as in "telegram:12345"
  domain::SiteId site;
  size_t limit = 50;
};

// One of them, in words.
struct Coming {
  domain::Instant due{};
  bool is_overdue = false;
  std::string rule;
  std::string of;     // "order 7K3M9Q", "conversation over web", "plan digest"
  std::string where;  // the unit, where it is known
  domain::SiteId site;
  std::string will;  // what happens then, a sentence
};

// A timer that could not be decided, left to a person.
struct Aside {
  std::string id;
  domain::Instant at{};
  std::string of, rule, reason;
};

struct Listed {
  domain::Instant now{};
  std::vector<Coming> coming;  // soonest first
  bool has_more = false;       // than the limit
  std::vector<Aside> asides;   // of the whole desk, or of the order that was asked for
};

storage::awaitable<net::Result<Listed>> list(storage::Store& store, const domain::Rules& rules,
                                             Wanted wanted);

std::string as_text(const Listed& listed, const domain::Rules& rules);
std::string as_json(const Listed& listed, const domain::Rules& rules);

}  // namespace steward::app::timers
