#pragma once
// Webhooks of all channels: POST and GET /hooks/{account}.

#include "bot/intake.hpp"
#include "channels/channels.hpp"
#include "net/router.hpp"

#include <vector>

namespace steward::bot {

class Gateway {
 public:
  Gateway(const channels::Channels& channels, Intake& intake, net::Metrics& metrics);

  awaitable<net::Response> hook(net::Request& request);

 private:
  const channels::Channels& channels_;
  Intake& intake_;
  net::Counter& refused_;
};

// For the server's router; the gateway must outlive it.
std::vector<net::Route> routes_of(Gateway& gateway);

}  // namespace steward::bot
