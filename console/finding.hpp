#pragma once
// One order, notice or conversation for whoever asks: empty where it is not there, or not theirs to see.

#include "console/asking.hpp"

#include <optional>
#include <string>
#include <vector>

namespace steward::console {

struct FoundOrder {
  std::optional<domain::WorkOrder> order;
  std::optional<domain::Words> words;
};
net::awaitable<net::Result<FoundOrder>> find_order(Desk& desk, const Asking& who, std::string number);

net::awaitable<net::Result<std::optional<domain::Notice>>> find_notice(Desk& desk, const Asking& who,
                                                                       std::string number);

struct FoundConversation {
  std::optional<domain::Conversation> conversation;
  domain::Instant now{};
};
// Only one that asked for a person is open to the desk's people; its page knows it by a reference.
net::awaitable<net::Result<FoundConversation>> find_conversation(Desk& desk, const Asking& who,
                                                                 std::string ref);

// All that is kept of it, oldest first.
net::awaitable<net::Result<std::vector<storage::ThreadLine>>> thread_of(Desk& desk,
                                                                        domain::AccountId account);

}  // namespace steward::console
