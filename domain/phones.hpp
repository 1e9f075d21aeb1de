#pragma once
// Phone numbers as people give them, in the form in which they are kept.

#include <string>
#include <string_view>

#include "domain/labels.hpp"

namespace steward::domain {

// E.164 by the conventions of the region; empty where it is no whole number. "138 1234 5678" in mainland
// China is
// "+8613812345678".
std::string e164(std::string_view given, Region region);

}  // namespace steward::domain
