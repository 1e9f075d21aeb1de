#include "bench/intake/signed_request.hpp"

#include "bench/intake/residents.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace steward::bench {
namespace {

std::string from_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3, '\0');
  int length =
      EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                      reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
  if (length < 0) throw std::invalid_argument("the secret is not base64");
  auto padding = text.size() - text.find_last_not_of('=') - 1;
  bytes.resize(static_cast<size_t>(length) - padding);
  return bytes;
}

std::string to_base64(const unsigned char* bytes, size_t size) {
  std::string text((size + 2) / 3 * 4, '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes, static_cast<int>(size));
  return text;
}

std::string signature(const std::string& secret, std::string_view content) {
  const std::string key = from_base64(std::string_view(secret).substr(sizeof("whsec_") - 1));
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(content.data()), content.size(), digest, &size);
  return to_base64(digest, size);
}

std::string body_of(const Bridge& bridge, int resident) {
  return fmt::format(R"({{"id":"{0}-{1}","from":{{"id":"{2}","name":"Resident {1}"}},)"
                     R"("text":"{3}","written_at":"{4:%Y-%m-%dT%H:%M:%SZ}"}})",
                     bridge.run, resident, peer_of(resident), text_of(resident), fmt::gmtime(bridge.at));
}

}  // namespace

std::string signed_request(const Bridge& bridge, int resident) {
  const std::string body = body_of(bridge, resident);
  const std::string id = fmt::format("msg_{}_{}", bridge.run, resident);
  const std::string content = fmt::format("{}.{}.{}", id, bridge.at, body);
  return fmt::format(
      "POST /hooks/{} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n"
      "webhook-id: {}\r\nwebhook-timestamp: {}\r\nwebhook-signature: v1,{}\r\n\r\n{}",
      bridge.account, body.size(), id, bridge.at, signature(bridge.secret, content), body);
}

}  // namespace steward::bench
