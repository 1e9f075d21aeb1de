#pragma once
// Telephone numbers of the mainland, Hong Kong, Macau, Taiwan and anywhere with a plus, however they are
// spaced.

#include <string>
#include <vector>

#include "understanding/text.hpp"

namespace steward::understanding {

struct FoundPhone {
  std::string digits;  // with the plus where it was written
  Span span;
};

std::vector<FoundPhone> find_phones(const Text& text);

}  // namespace steward::understanding
