#pragma once
// What people do to a notice that is composed, in the words in which they ask for it.

#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "domain/notice.hpp"

namespace steward::notices {

inline constexpr std::array<std::pair<std::string_view, domain::NoticeVerb>, 6> verbs{{
    {"send", domain::NoticeVerb::sent},
    {"approve", domain::NoticeVerb::approved},
    {"pause", domain::NoticeVerb::paused},
    {"resume", domain::NoticeVerb::resumed},
    {"cancel", domain::NoticeVerb::cancelled},
    {"retry", domain::NoticeVerb::retried},
}};

constexpr std::optional<domain::NoticeVerb> verb_named(std::string_view word) {
  for (const auto& [name, verb] : verbs)
    if (name == word) return verb;
  return std::nullopt;
}

}  // namespace steward::notices
