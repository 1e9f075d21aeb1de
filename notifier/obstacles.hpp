#pragma once
// Why a message that is due does not go now, or never: looked at just before it would be sent, since much may
// have happened while it waited.

#include <optional>

#include "domain/rules.hpp"
#include "storage/store.hpp"

namespace steward::notifier {

// Put off or given up; nothing: it goes. An Error where the store cannot be reached.
storage::awaitable<net::Result<std::optional<storage::SendOutcome>>> obstacle_to(
    storage::Store& store, const domain::Rules& rules, const domain::OutMessage& message,
    storage::Instant now);

}  // namespace steward::notifier
