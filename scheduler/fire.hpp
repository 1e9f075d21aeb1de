#pragma once
// A timer that came due becomes an event. The same for the scheduler's loop and for a rehearsal that turns
// its own clock.

#include "domain/event.hpp"
#include "domain/rules.hpp"
#include "storage/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace steward::scheduler {

// "<rule>:<o|c>:<id>", as commits spell it.
std::optional<domain::TimerDue> parse_timer(std::string_view timer);

// A timer as a log may say it: the rule and the order. What a conversation is called may be a phone number.
struct TimerName {
  std::string rule, order;
};
TimerName name_for_log(std::string_view timer);

// Its slot names the event: fired twice, it takes effect once.
std::string once_of(const storage::ClaimedTimer& timer);

enum class Fired : uint8_t {
  done,       // handled and acknowledged (or set aside)
  postponed,  // the document is busy, or its time has not come after all
  taken,      // somebody else has fired it, or set it anew
};

// An Error where the store cannot be reached: the claim then runs out, and the timer is fired again.
storage::awaitable<storage::Result<Fired>> fire(storage::Store& store, const domain::Rules& rules,
                                                const storage::ClaimedTimer& timer);

}  // namespace steward::scheduler
