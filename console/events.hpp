#pragma once
// What the page asks for, as an event of the desk: applied once for each Idempotency-Key of a person.

#include "console/asking.hpp"
#include "console/fields.hpp"
#include "domain/event.hpp"

namespace steward::console {

// "api:<staff>:<key>"; a fresh one where the request names none. Nothing for a key that is too long.
std::optional<std::string> once_key(const Asking& who, const net::Request& request);

// Handles the event and answers; `request` is kept with it where it cannot be decided.
net::awaitable<net::Response> happen(Desk& desk, const Asking& who, const net::Request& request,
                                     decltype(domain::Event::body) body);

// For what cannot be done as things are: done before under this Idempotency-Key it is answered as then. What
// an action has changed may be why a repeat of it would be refused.
net::awaitable<net::Response> refused_now(Desk& desk, const Asking& who, const net::Request& request,
                                          net::Response refusal);
// … 404, for what is not to be found.
net::awaitable<net::Response> not_found_now(Desk& desk, const Asking& who, const net::Request& request);

// What a text means, read as written now at that site.
net::awaitable<net::Result<domain::Features>> features_of(Desk& desk, const Asking& who,
                                                          const domain::SiteId& site, std::string text);

}  // namespace steward::console
