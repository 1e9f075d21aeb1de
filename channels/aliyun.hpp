#pragma once
// Aliyun's SMS, dysmsapi of 2017-05-25: https://help.aliyun.com/document_detail/101414.html. Requests are
// signed with ACS3-HMAC-SHA256; its reports and replies are not signed at all, so that the address which they
// are sent to holds a key.

#include "channels/sms.hpp"
#include "channels/sms_templates.hpp"

namespace steward::channels {

struct AliyunOptions {
  SmsOptions sms;  // `from` is the 签名, without 【】
  std::string access_key, secret;
  std::string key;  // what it shows us in every call, as ?key=…
  std::vector<SmsTemplate> templates;
  std::string api_url = "https://dysmsapi.aliyuncs.com";
};

class Aliyun final : public SmsChannel {
 public:
  explicit Aliyun(AliyunOptions options);

  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;

 private:
  AliyunOptions aliyun_;
};

// What is signed of a request to an address like "https://dysmsapi.aliyuncs.com", which has no path and no
// body: its query and the headers, in the sequence of their names.
struct AliyunRequest {
  std::string_view access_key, secret;
  std::string_view query;  // encoded, in the sequence of its names
  HookRequest::Pairs headers;
};
std::string aliyun_authorization(const AliyunRequest& request);

}  // namespace steward::channels
