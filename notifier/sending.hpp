#pragma once
// The requests of one message, one after the other, while its claim is kept alive.

#include "channels/channel.hpp"
#include "notifier/deliver.hpp"
#include "storage/store.hpp"

#include <utility>

namespace steward::notifier {

struct Sending {
  storage::Store& store;
  const Send& send;
  const channels::Channel& channel;
  const storage::ClaimedMessage& claimed;
  const channels::Rendered& words;
};

// What the platform said of the last one sent, and how long all took.
awaitable<std::pair<channels::Verdict, domain::Duration>> send_all(const Sending& sending,
                                                                   channels::Requests requests,
                                                                   domain::Instant now);

}  // namespace steward::notifier
