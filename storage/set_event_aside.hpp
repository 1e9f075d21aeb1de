#pragma once
// What cannot be handled is kept for a person to see, and counts as handled: whoever sent it shall not send
// it for ever.

#include "domain/event.hpp"
#include "storage/handle_event.hpp"

#include <string>
#include <string_view>

namespace steward::storage {

// `raw` is what came in. The error is the store's.
awaitable<Result<Outcome>> set_event_aside(Store& store, const domain::Event& event, std::string_view raw,
                                           std::string reason);

}  // namespace steward::storage
