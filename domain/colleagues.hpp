#pragma once
// Whom somebody of the staff means when they write a colleague's name.

#include <string_view>

#include "domain/reference.hpp"

namespace steward::domain {

// "和王师傅", "跟老王", "with Wang". Null where nobody is meant, or several may be.
const Staff* colleague_named(const Reference& reference, const Staff& speaker, std::string_view text);

}  // namespace steward::domain
