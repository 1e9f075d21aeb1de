#include "storage/redis/script.hpp"

#include <openssl/sha.h>

namespace steward::storage::redis {

namespace {

std::string sha1_of(const std::string& text) {
  unsigned char digest[SHA_DIGEST_LENGTH];
  SHA1(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest);
  constexpr std::string_view hex = "0123456789abcdef";
  std::string written;
  for (const unsigned char byte : digest) {
    written.push_back(hex[byte >> 4]);
    written.push_back(hex[byte & 15]);
  }
  return written;
}

Script made_of(std::string_view name) {
  Script script;
  script.text.append(lua_text("outbox")).append(lua_text(name));
  script.sha1 = sha1_of(script.text);
  return script;
}

}  // namespace

const Script& commit_script() {
  static const Script script = made_of("commit");
  return script;
}
const Script& claim_messages_script() {
  static const Script script = made_of("claim_messages");
  return script;
}
const Script& settle_message_script() {
  static const Script script = made_of("settle_message");
  return script;
}
const Script& take_tokens_script() {
  static const Script script = made_of("take_tokens");
  return script;
}
const Script& claim_timers_script() {
  static const Script script = made_of("claim_timers");
  return script;
}
const Script& settle_timer_script() {
  static const Script script = made_of("settle_timer");
  return script;
}

}  // namespace steward::storage::redis
