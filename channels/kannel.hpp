#pragma once
// Kannel, the SMS gateway: its smsbox sends over HTTP and calls us with what comes in and with delivery
// reports. https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html. It gives no id: ours stands
// in the URL that it reports to. What is to be behind get-url: docs/sms.md.

#include "channels/sms.hpp"

namespace steward::channels {

struct KannelOptions {
  SmsOptions sms;
  std::string url;  // of its sendsms: http://127.0.0.1:13013/cgi-bin/sendsms
  std::string username, password;
  std::string key;  // what it shows us in every call, as &key=…
};

class Kannel final : public SmsChannel {
 public:
  explicit Kannel(KannelOptions options);

  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;

 private:
  Decoded decode_report(const HookRequest& request) const;

  KannelOptions kannel_;
};

}  // namespace steward::channels
