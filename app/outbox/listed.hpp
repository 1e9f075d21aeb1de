#pragma once
// The outbox as `steward outbox` shows it: what waits to be sent, and what nobody received.

#include <string>
#include <vector>

#include "domain/rules.hpp"
#include "storage/store.hpp"

namespace steward::app::outbox {

struct Listed {
  domain::Instant now{};
  std::vector<storage::WaitingMessage> waiting;  // by lane, then in the sequence in which they are looked at
  bool has_more = false;                         // of some lane not all are listed
  std::vector<storage::DeadLetter> dead;         // newest first
};

// Of each lane at most `limit` recipients.
storage::awaitable<net::Result<Listed>> list(storage::Store& store, size_t limit);

std::string as_text(const Listed& listed, const domain::Rules& rules);
std::string as_json(const Listed& listed, const domain::Rules& rules);

// The text of others goes to a terminal: shortened, on one line, without its control signs.
std::string plain(std::string_view text);

}  // namespace steward::app::outbox
