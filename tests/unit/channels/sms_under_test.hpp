#pragma once
// Hooks of SMS providers for tests.

#include "channels/sms.hpp"

#include <map>
#include <string>

namespace steward::channels {

struct Hook {
  HookRequest::Pairs query{}, form{};
  std::map<std::string, std::string, std::less<>> headers{};
  std::string body{};

  HookRequest request(Instant at) const {
    return {body,
            [this](std::string_view name) {
              const auto found = headers.find(name);
              return found == headers.end() ? std::string_view{} : std::string_view{found->second};
            },
            at, query, form};
  }
};

inline const domain::MessageReceived& message_in(const Decoded& decoded) {
  return std::get<domain::MessageReceived>(std::get<Inbound>(decoded).events.at(0).body);
}
inline const domain::MessageReported& report_in(const Decoded& decoded) {
  return std::get<domain::MessageReported>(std::get<Inbound>(decoded).events.at(0).body);
}

}  // namespace steward::channels
