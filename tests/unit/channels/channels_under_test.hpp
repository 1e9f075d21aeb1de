#pragma once
// What the tests of channels share: requests as platforms send them, messages as the domain makes them.

#include "channels/channel.hpp"

#include <map>
#include <string>
#include <utility>

namespace steward::channels {

inline Instant at_second(std::int64_t second) { return Instant(std::chrono::seconds(second)); }

struct Posted {
  std::string body;
  std::map<std::string, std::string, std::less<>> headers;
  Instant received_at = at_second(1'772'500'000);

  HookRequest request() const {
    return {body,
            [this](std::string_view name) -> std::string_view {
              const auto found = headers.find(name);
              return found == headers.end() ? std::string_view{} : std::string_view(found->second);
            },
            received_at};
  }
};

inline domain::OutMessage message_to(std::string account) {
  domain::OutMessage message;
  message.id = "m-7K3M9Q-1";
  message.to = domain::AccountId(std::move(account));
  message.created_at = at_second(1'772'500'000);
  return message;
}

// The messages of a decoded request; fails the test where it was refused.
template <class Event>
const Event& only(const Decoded& decoded) {
  return std::get<Event>(std::get<Inbound>(decoded).events.at(0).body);
}

}  // namespace steward::channels
