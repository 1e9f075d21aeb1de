#pragma once
// When: "明天下午三点以后", "週六上午九點到十一點", "tomorrow 3:00 to 4:00", relative to when it was written.

#include <optional>
#include <vector>

#include "domain/features.hpp"
#include "understanding/text.hpp"

namespace steward::understanding {

struct FoundWindow {
  domain::TimeWindow window;
  Span span;
  bool is_now = false;  // "现在", "now" and nothing else
};

// `taken`: stretches that mean something else, units and phones.
std::optional<FoundWindow> find_window(const Text& text, const std::vector<Span>& taken,
                                       domain::LocalTime written_at);

}  // namespace steward::understanding
