#pragma once
// The texts of the queues, as outbox.lua describes them, and the numbers that tell claims apart.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/store.hpp"

namespace steward::storage::redis {

constexpr size_t most_claimed = 1000;  // as many arguments as a script unpacks with ease

// What the scripts make tokens of; redis's own random numbers begin anew with every call.
int64_t token_seed();

// The first whole millisecond in which a score is due: that of a claim has a fraction.
std::optional<Instant> instant_of(std::string_view score);

// "<attempts> <wake> <state> <id> <slot>\n<json>"
struct Entry {
  int attempts = 0;
  Instant wake{};
  bool is_retried = false;
  std::string reason;  // why it was put off
  std::string id;
  std::string_view json;
};
Entry entry_from(std::string_view text);
WaitingMessage waiting_from(const domain::AccountId& to, domain::Lane lane, std::string_view text);

// "<reason>\n<recipient>\n<json>", the JSON without line breaks.
struct Dead {
  std::string reason;
  domain::AccountId to;
  std::string_view json;
};
Dead dead_from(std::string_view text);

// See note_end in outbox.lua.
MessageEnd end_from(std::string_view text);

}  // namespace steward::storage::redis
