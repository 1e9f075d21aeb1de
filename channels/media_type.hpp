#pragma once
// What a file is, by its first bytes: what a sender says of it is not believed.

#include "domain/documents.hpp"

#include <optional>
#include <string_view>

namespace steward::channels {

struct MediaType {
  std::string_view mime;
  domain::Media::Form form;
  bool may_be_shown;  // raster images only: whatever else is downloaded
};

// Nothing for what is not taken: markup, scripts, archives, whatever is not known.
std::optional<MediaType> media_type_of(std::string_view bytes);

}  // namespace steward::channels
