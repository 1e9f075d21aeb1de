#pragma once
// The console's answers when something is not as asked, mapped here and nowhere else.

#include "domain/commit.hpp"
#include "net/error.hpp"
#include "net/http.hpp"
#include "storage/handle_event.hpp"

#include <string>

namespace steward::console {

net::Response failed(const net::Error& error);  // the store: 503, unreadable: 500, busy: 409; logged
net::Response refused(domain::Refusal refusal);
net::Response not_found();
net::Response bad_input(std::string_view detail);
// Which field of what was sent, a word for what is wrong with it, and what stood there: members of the
// problem beside those that every one has.
struct WrongField {
  std::string field, why, detail, named{};
};
net::Response wrong_field(const WrongField& wrong);
// Applied and repeated: 200 with {"outcome", "answer"}.
net::Response told(const net::Result<storage::Outcome>& outcome);

// What goes with every answer of the console: no scripts but ours, no frames, no guessing of types.
void secure(net::Response& response);

}  // namespace steward::console
