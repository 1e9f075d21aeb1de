#pragma once
// How far the patterns have come while a text is read: for each step, the beginning of one or of several
// patterns, the latest few places that fit. Kept from text to text and cleared in constant time.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "understanding/text.hpp"

namespace steward::understanding {

class PatternProgress {
 public:
  void begin(size_t steps) {
    if (steps_.size() < steps) steps_.resize(steps);
    ++text_;
  }

  // From the pattern's first word to the step's own, which begins at `last_begin`.
  void reach(uint32_t number, Span span, size_t last_begin) {
    Step& step = steps_[number];
    if (step.text != text_) {
      step.text = text_;
      step.count = 0;
    }
    step.places[step.count++ % remembered] = {span, last_begin};
  }

  // The step's latest place that is near enough; overlapping words are not.
  template <class Near>
  std::optional<Span> reached(uint32_t number, Near is_near) const {
    const Step& step = steps_[number];
    if (step.text != text_) return std::nullopt;
    const size_t known = step.count < remembered ? step.count : remembered;
    for (size_t back = 1; back <= known; ++back) {
      const Place& place = step.places[(step.count - back) % remembered];
      if (is_near(place.span, place.last_begin)) return place.span;
    }
    return std::nullopt;
  }

 private:
  static constexpr size_t remembered = 4;
  struct Place {
    Span span;
    size_t last_begin = 0;
  };
  struct Step {
    uint64_t text = 0;
    size_t count = 0;
    std::array<Place, remembered> places{};
  };
  std::vector<Step> steps_;
  uint64_t text_ = 0;
};

}  // namespace steward::understanding
