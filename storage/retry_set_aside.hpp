#pragma once
// What was set aside is tried again once the cause is mended: as an event of its own, so that it takes effect
// once however often and by however many it is tried.

#include "storage/handle_event.hpp"

namespace steward::storage {

struct Retried {
  enum class What : uint8_t {
    done,       // decided and applied; no longer set aside
    refused,    // decided: it may not be, see `refusal`. Still set aside, for a person to drop
    again,      // it still cannot be decided, and is set aside
    not_found,  // nothing of this id is set aside
    not_kept,   // it was kept as text only: it can be dropped, not tried
  };
  What what = What::done;
  domain::Refusal refusal{};
};

awaitable<Result<Retried>> retry_set_aside(Store& store, const domain::Rules& rules, const std::string& id);

}  // namespace steward::storage
