#pragma once
// The scripts, as they are sent: by the hash of their text.

#include <string>
#include <string_view>

namespace steward::storage::redis {

struct Script {
  std::string text;
  std::string sha1;
};

// Each is its file in this folder, with outbox.lua before it.
const Script& commit_script();
const Script& claim_messages_script();
const Script& settle_message_script();
const Script& take_tokens_script();
const Script& claim_timers_script();
const Script& settle_timer_script();

// The text of a file of this folder, by its name without ".lua"; generated when the program is built.
std::string_view lua_text(std::string_view name);

}  // namespace steward::storage::redis
