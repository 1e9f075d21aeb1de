#pragma once
// Tencent Cloud's SMS of 2021-01-11: https://cloud.tencent.com/document/api/382/55981. Requests are signed
// with TC3-HMAC-SHA256; what it pushes is not signed, so that the address holds a key. Its reports name a
// message by the SerialNo that it gave, or, where that was asked for, by what went with it.

#include "channels/sms.hpp"
#include "channels/sms_templates.hpp"

namespace steward::channels {

struct TencentOptions {
  SmsOptions sms;  // `from` is the 签名, without 【】
  std::string secret_id, secret_key;
  std::string app;  // SmsSdkAppId: "1400006666"
  std::string key;  // what it shows us in every call, as ?key=…
  std::vector<SmsTemplate> templates;
  std::string api_url = "https://sms.tencentcloudapi.com";
  std::string region = "ap-guangzhou";
};

class Tencent final : public SmsChannel {
 public:
  explicit Tencent(TencentOptions options);

  Decoded decode(const HookRequest& request) const override;
  Encoded encode(const Outgoing& outgoing) const override;
  Verdict judge(const Answer& answer) const override;
  bool reports_by_own_id() const override { return true; }

 private:
  Decoded decode_reports(const HookRequest& request) const;
  Decoded decode_reply(const HookRequest& request) const;

  TencentOptions tencent_;
};

// What is signed of a request: the host, the type and the body; `at` is the second it is dated by.
struct TencentRequest {
  std::string_view secret_id, secret_key, host, content_type, body;
  std::chrono::sys_seconds at;
};
std::string tencent_authorization(const TencentRequest& request);

}  // namespace steward::channels
