#pragma once
// Standard Webhooks 1.0.0: signing and checking signed requests (standardwebhooks.com). HMAC-SHA256 over
// "<id>.<timestamp>.<body>" with a key that is written as base64 behind "whsec_".

#include "domain/time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace steward::channels {

inline constexpr std::chrono::seconds webhook_tolerance{300};

struct WebhookHeaders {
  std::string_view id, timestamp, signature;
};

// A key, or several while one is being replaced.
class WebhookKeys {
 public:
  // "whsec_…"; throws std::invalid_argument for what is no base64 of 24 to 64 bytes.
  explicit WebhookKeys(const std::vector<std::string>& secrets);

  // "v1,<base64>" by the first key.
  std::string sign(std::string_view id, std::string_view timestamp, std::string_view body) const;

  enum class Check : uint8_t { good, missing, stale, wrong };
  // Of the bytes as they came in, before anything is parsed.
  Check check(const WebhookHeaders& headers, std::string_view body, domain::Instant now) const;

 private:
  bool is_by_one_of_us(std::string_view signature, const WebhookHeaders& headers,
                       std::string_view body) const;
  std::vector<std::string> keys_;
};

std::string_view to_string(WebhookKeys::Check check);

}  // namespace steward::channels
