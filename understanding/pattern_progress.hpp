#pragma once
// How far each pattern has come while a text is read: for each of its elements but the last, the latest few
// places that fit. Kept from text to text and cleared in constant time.

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "understanding/text.hpp"

namespace steward::understanding {

class PatternProgress {
 public:
  static constexpr size_t longest_pattern = 4;  // elements

  void begin(size_t patterns) {
    if (steps_.size() < patterns * (longest_pattern - 1)) steps_.resize(patterns * (longest_pattern - 1));
    ++text_;
  }

  // From the pattern's first word to the word that stands for `element`, which begins at `last_begin`.
  void reach(uint32_t pattern, uint32_t element, Span span, size_t last_begin) {
    Step& step = steps_[pattern * (longest_pattern - 1) + element];
    if (step.text != text_) step = {.text = text_};
    step.places[step.count++ % remembered] = {span, last_begin};
  }

  // The latest place for `element` that is near enough; overlapping words are not.
  template <class Near>
  std::optional<Span> reached(uint32_t pattern, uint32_t element, Near is_near) const {
    const Step& step = steps_[pattern * (longest_pattern - 1) + element];
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
