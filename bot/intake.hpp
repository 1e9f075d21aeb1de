#pragma once
// From decoded events to the answer of a request: understood, limited, committed. What webhooks and the web
// chat share.

#include "bot/rate_limit.hpp"
#include "channels/channel.hpp"
#include "domain/rules.hpp"
#include "net/http.hpp"
#include "net/metrics.hpp"
#include "storage/handle_event.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::bot {

using net::awaitable;
using RulesNow = std::function<std::shared_ptr<const domain::Rules>()>;

struct IntakeLimits {
  Rate account{10'000, 5'000};  // of one of our channel accounts
  Rate person{30, 0.5};         // 30 a minute
  Rate hazard{10, 0.2};         // beyond that: of what sounds like an emergency, so that a flood hides none
};

class Intake {
 public:
  Intake(storage::Store& store, RulesNow rules, net::Metrics& metrics, IntakeLimits limits = {});

  // 200 with the channel's answer once all is committed; 429 or 503 with Retry-After, so that who sent it
  // sends it again: what was committed by then is recognised.
  awaitable<net::Response> take(channels::Inbound inbound, std::string_view channel, std::string_view raw,
                                net::Instant received_at);

  storage::Store& store() { return store_; }

 private:
  awaitable<net::Result<storage::Outcome>> handle(const domain::Rules& rules, domain::Event event,
                                                  std::string trouble, std::string_view raw);
  awaitable<net::Result<bool>> find_reported(channels::Inbound& inbound, std::string_view channel);
  std::optional<std::chrono::seconds> too_fast(const domain::Event& event, net::Instant now);

  storage::Store& store_;
  RulesNow rules_;
  RateLimit accounts_, people_, hazards_;
  net::Counter& taken_;
  net::Counter& repeated_;
  net::Counter& refused_;
  net::Counter& limited_;
  net::Counter& set_aside_;
  net::Counter& failed_;
};

// "Come again later."
net::Response later(int status, std::string_view slug, std::chrono::seconds after);

}  // namespace steward::bot
