#pragma once
// The one loop that all roles use: load what the event names, decide, apply; a conflict starts again.

#include <variant>

#include "domain/decide.hpp"
#include "storage/store.hpp"

namespace steward::storage {

// What became of an event.
struct Outcome {
  enum class What : uint8_t { applied, repeated, refused, set_aside };
  What what = What::applied;
  domain::Refusal refusal{};
  std::string answer;
};

// Five tries with 5 to 50 ms of jitter on conflicts, then the error "busy". An event whose decision throws,
// or whose document does not parse, is set aside with `raw` (what came in) and answered.
awaitable<Result<Outcome>> handle_event(Store& store, const domain::Rules& rules, domain::Event event,
                                        std::string_view raw);

}  // namespace steward::storage
