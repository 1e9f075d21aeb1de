#include "channels/standard_webhooks.hpp"

#include "channels/crypto.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

namespace steward::channels {

namespace {

constexpr std::string_view prefix = "whsec_";
constexpr size_t most_signatures = 8;
constexpr size_t longest_id = 256;

std::string key_of(std::string_view secret) {
  if (secret.starts_with(prefix)) secret.remove_prefix(prefix.size());
  auto key = from_base64(secret);
  if (!key || key->size() < 24 || key->size() > 64)
    throw std::invalid_argument("a webhook secret is whsec_ and the base64 of 24 to 64 bytes");
  return *key;
}

// Digits only: what else a parser might take is not what was meant to be signed.
std::optional<std::chrono::seconds> seconds_of(std::string_view text) {
  if (text.empty() || text.size() > 12) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  std::int64_t seconds = 0;
  std::from_chars(text.data(), text.data() + text.size(), seconds);
  return std::chrono::seconds(seconds);
}

bool is_fresh(std::chrono::seconds stamp, domain::Instant now) {
  const auto since = std::chrono::floor<std::chrono::seconds>(now.time_since_epoch()) - stamp;
  return since <= webhook_tolerance && since >= -webhook_tolerance;
}

}  // namespace

WebhookKeys::WebhookKeys(const std::vector<std::string>& secrets) {
  for (const auto& secret : secrets) keys_.push_back(key_of(secret));
  if (keys_.empty()) throw std::invalid_argument("a webhook needs a secret");
}

std::string WebhookKeys::sign(std::string_view id, std::string_view timestamp, std::string_view body) const {
  const Digest digest = hmac_sha256(keys_.front(), {id, ".", timestamp, ".", body});
  return "v1," + base64(as_text(digest));
}

bool WebhookKeys::is_by_one_of_us(std::string_view signature, const WebhookHeaders& headers,
                                  std::string_view body) const {
  const auto given = from_base64(signature);
  if (!given) return false;
  bool is_good = false;
  for (const auto& key : keys_) {
    const Digest digest = hmac_sha256(key, {headers.id, ".", headers.timestamp, ".", body});
    is_good = is_same(*given, as_text(digest)) || is_good;
  }
  return is_good;
}

WebhookKeys::Check WebhookKeys::check(const WebhookHeaders& headers, std::string_view body,
                                      domain::Instant now) const {
  if (headers.id.empty() || headers.id.size() > longest_id || headers.signature.empty())
    return Check::missing;
  const auto stamp = seconds_of(headers.timestamp);
  if (!stamp) return Check::missing;
  if (!is_fresh(*stamp, now)) return Check::stale;

  std::string_view rest = headers.signature;
  for (size_t i = 0; i < most_signatures && !rest.empty(); ++i) {
    const size_t space = std::min(rest.find(' '), rest.size());
    const std::string_view one = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
    if (one.starts_with("v1,") && is_by_one_of_us(one.substr(3), headers, body)) return Check::good;
  }
  return Check::wrong;
}

std::string_view to_string(WebhookKeys::Check check) {
  switch (check) {
    case WebhookKeys::Check::good: return "good";
    case WebhookKeys::Check::missing: return "missing";
    case WebhookKeys::Check::stale: return "stale";
    case WebhookKeys::Check::wrong: return "wrong";
  }
  return "?";
}

}  // namespace steward::channels
