#pragma once
// An event as it is kept while it is set aside: all that came in. What was understood of its text is not
// kept, since that may be what has to be mended: it is read again.

#include "domain/event.hpp"
#include "domain/rules.hpp"
#include "net/error.hpp"

#include <string>
#include <string_view>

namespace steward::storage {

// A letter for what it is, then JSON.
std::string encode_event(const domain::Event& event);
// Without a once-key. `now` dates what was said at the desk. What does not parse is the error "unreadable", a
// text that cannot be understood "not_understood".
net::Result<domain::Event> decode_event(std::string_view text, const domain::Rules& rules,
                                        domain::Instant now);

}  // namespace steward::storage
