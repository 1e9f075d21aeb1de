#pragma once
// Any other platform, behind a bridge that speaks signed JSON both ways: docs/webhooks.md.

#include "channels/channel.hpp"
#include "channels/standard_webhooks.hpp"

#include <boost/json/fwd.hpp>

#include <string>
#include <vector>

namespace steward::channels {

struct BridgeOptions {
  std::string name;
  std::vector<std::string> secrets;  // "whsec_…": what comes in may be signed by any
  std::string send_secret{};         // by which what goes out is signed; empty: the first of them
  std::string url{};   // where messages go; empty: nothing is sent, they are given up as no_channel
  std::string site{};  // where its people live, as long as nothing else is known
  std::string proxy{};
  std::string media_url{};         // GET <media_url>/<id> brings a medium; empty: there are none
  bool vouches_for_phones = true;  // the phones it gives were proved by its platform
};

class Bridge final : public Channel {
 public:
  explicit Bridge(BridgeOptions options);  // throws std::invalid_argument for a bad secret

  std::string_view name() const override { return options_.name; }
  const Limits& limits() const override { return limits_; }
  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;
  std::optional<OutRequest> media_request(std::string_view id) const override;

 private:
  Decoded decode_report(const boost::json::object& body) const;
  std::string media_key(std::string_view id) const;  // proves to the bridge that it is us who ask

  BridgeOptions options_;
  WebhookKeys keys_, send_keys_;
  Limits limits_;
};

}  // namespace steward::channels
