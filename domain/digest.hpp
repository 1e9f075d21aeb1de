#pragma once
// What a head need not hear of at once is gathered, and told once a morning.

#include "domain/draft.hpp"

namespace steward::domain {

// For the head of the order's department. `what` is the end of a phrase: "digest.<what>".
void keep_for_digest(Draft& draft, const WorkOrder& order, std::string_view what);

// To each head all that was kept since the last time, in one message.
void send_digests(Draft& draft);

IndexKey digest_of(const StaffId& head);

}  // namespace steward::domain
