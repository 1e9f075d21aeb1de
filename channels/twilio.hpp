#pragma once
// Twilio's Programmable Messaging: https://www.twilio.com/docs/messaging/api/message-resource. Its hooks are
// signed over the address that it was told to call.

#include "channels/sms.hpp"

namespace steward::channels {

struct TwilioOptions {
  SmsOptions sms;
  std::string account;  // AC…
  std::string token;    // signs both ways
  std::string service;  // MG…: a messaging service that chooses the sender; else sms.from
  std::string api_url = "https://api.twilio.com";
};

class Twilio final : public SmsChannel {
 public:
  explicit Twilio(TwilioOptions options);

  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;

  // ---- a send whose answer was lost: twilio_lookup.cpp
  std::optional<OutRequest> lookup(const Outgoing& outgoing) const override;
  Verdict judge_lookup(const Outgoing& outgoing, const Answer& answer) const override;

 private:
  bool is_signed(const HookRequest& request) const;
  Decoded decode_report(const HookRequest& request) const;
  std::string messages_url() const;
  std::pair<std::string, std::string> authorization() const;

  TwilioOptions twilio_;
};

// base64(HMAC-SHA1(token, url and all pairs by name)); a JSON body is signed by its hash in the url instead.
std::string twilio_signature(std::string_view token, std::string url, HookRequest::Pairs form);

}  // namespace steward::channels
