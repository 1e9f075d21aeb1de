#pragma once
// Opening an order, whoever says what is to be done.

#include <string>
#include <vector>

#include "domain/draft.hpp"

namespace steward::domain {

struct Opening {
  const Kind* kind = nullptr;
  const Matter* matter = nullptr;
  const Features* features = nullptr;
  SiteId site;
  Instant at{};
  std::string text;
  std::vector<Media> media;
};

// The order with its words, in state received; not yet dispatched, no reporter yet.
WorkOrder& open_order(Draft& draft, const Opening& opening);

}  // namespace steward::domain
