#pragma once
// One claimed message is brought to its reader, or put off, or given up so that a person knows. The same for
// the notifier's loop and for a rehearsal, whose residents read threads and need no network.

#include "channels/channels.hpp"
#include "domain/phrasebook.hpp"
#include "domain/rules.hpp"
#include "net/http_client.hpp"
#include "notifier/gate.hpp"
#include "storage/store.hpp"

#include <functional>
#include <string>

namespace steward::notifier {

using storage::awaitable;
using storage::Result;

// Phrases become words: Phrasebook::render of the book in force. What throws is given up after three tries.
using Render = std::function<domain::Rendered(const domain::OutMessage& message, const domain::Rules& rules)>;

// How a request leaves the house: HttpClient::send, or nothing where there is no network.
using Send = std::function<awaitable<net::Result<net::ClientResponse>>(net::ClientRequest request)>;

struct Carriers {
  const channels::Channels& channels;
  Render render;
  Send send{};
  Gates* gates = nullptr;  // pacing and circuit breakers; none: everything goes at once
};

struct Delivered {
  storage::SendOutcome::What what = storage::SendOutcome::What::sent;
  std::string reason;   // later, dead
  bool is_ours = true;  // false: the claim had gone to somebody else meanwhile
};

// `now` is the store's time when the message was claimed. An Error where the store cannot be reached: the
// claim then runs out, and the message is sent again.
awaitable<Result<Delivered>> deliver(storage::Store& store, const domain::Rules& rules,
                                     const Carriers& carriers, storage::ClaimedMessage claimed,
                                     storage::Instant now);

}  // namespace steward::notifier
